"""The Word diary and the Excel table of 500 visits with 1,000 photos: seconds and peak memory.

    python -m bench.diary

Prints a table, and as its last line one JSON object with word_s, excel_s, word_mb and peak_mb.
"""

import json
import random
import resource
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from reports.visit_diary import visit_diary
from reports.visit_table import visit_table
from services import cabinet
from services.visits.accounts import Account, Entry, Photo

VISITS, PHOTOS = 500, 1000
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


def picture(number: int) -> bytes:
    """A picture that compresses about as a photo does, different from all others."""
    noise = random.Random(number)
    small = Image.frombytes("RGB", (64, 48), noise.randbytes(64 * 48 * 3))
    out = BytesIO()
    small.resize((1280, 960), Image.Resampling.BICUBIC).save(out, "JPEG", quality=85)
    return out.getvalue()


def entry(number: int, photos: list[Photo]) -> Entry:
    """One visit of a busy team."""
    return Entry(
        number=f"V-{number:04d}", visited_on=date(2026, 1, 1) + timedelta(days=number % 300), day_open=False,
        recorded_at=NOW, town="上饶镇", village="埔中村", household="陈某某家", place=None, count=3, situation=None,
        needs=["屋顶漏雨", "3户反映灌溉没水"], actions=["联系镇水利所"],
        promises=[("问补贴", date(2026, 11, 30), None)],
        companions=["小周"], author="小林", photos=photos, voices=0, latitude=23.66, longitude=116.62,
    )  # fmt: skip


def main() -> None:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hashes = [cabinet.keep_picture(picture(number), folder).hash for number in range(PHOTOS)]
        each = PHOTOS // VISITS
        entries = [
            entry(number, [Photo(one, "屋顶") for one in hashes[number * each : (number + 1) * each]])
            for number in range(VISITS)
        ]
        account = Account(sorted(entries, key=lambda one: one.visited_on), NOW)
        before = _peak()
        began = time.perf_counter()
        word = visit_diary(account, "上饶镇工作队 2026年", folder)
        word_s = time.perf_counter() - began
        peak = _peak()
        began = time.perf_counter()
        excel = visit_table(account, "上饶镇工作队 2026年")
        excel_s = time.perf_counter() - began
    print(f"word   {word_s:6.1f} s  {len(word) / 1e6:6.1f} MB   peak memory {peak:.0f} MB (before: {before:.0f} MB)")
    print(f"excel  {excel_s:6.1f} s  {len(excel) / 1e6:6.1f} MB")
    print(json.dumps({"word_s": round(word_s, 1), "excel_s": round(excel_s, 1), "word_mb": round(len(word) / 1e6, 1),
                      "peak_mb": round(peak)}))  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
