"""How well sentences are read: kind over all, each slot over the visits that give it, in percent.

Exact for kind, days, village and count; household and place when one wording contains
the other; lists when the character bigrams of their joined texts overlap with F1 of at least one half.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.places import shipped
from services.understanding import Understanding, read

_DEV = Path(__file__).parent / "questions" / "visits_dev.jsonl"
SLOTS = ("visited_on", "village", "household", "place", "needs", "actions", "promises", "companions", "count")


@dataclass(frozen=True)
class Miss:
    """One slot read otherwise than it should be."""

    text: str
    slot: str
    wanted: object
    got: object


def score(rows: Iterable[dict[str, object]]) -> tuple[dict[str, float], list[Miss]]:
    """Percent per slot, and what was missed."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    misses: list[Miss] = []
    for row in rows:
        got = _read(row).as_json()
        for slot in ("kind", *(SLOTS if row["kind"] == "visit" else ())):
            if slot not in row:
                continue
            total[slot] += 1
            if matches(slot, row[slot], got[slot]):
                right[slot] += 1
            else:
                misses.append(Miss(str(row["text"]), slot, row[slot], got[slot]))
    return {slot: round(100 * right[slot] / total[slot], 1) for slot in total}, misses


def matches(slot: str, wanted: object, got: object) -> bool:
    """Whether a slot counts as right."""
    if slot in ("household", "place") and isinstance(wanted, str) and isinstance(got, str):
        return wanted in got or got in wanted
    if slot == "promises" and isinstance(wanted, list) and isinstance(got, list):
        return _promises_match(wanted, got)
    if isinstance(wanted, list) and isinstance(got, list):
        return _overlap("".join(wanted), "".join(got))
    return wanted == got


def _promises_match(wanted: list[dict[str, object]], got: list[dict[str, object]]) -> bool:
    if not _overlap("".join(str(p["what"]) for p in wanted), "".join(str(p["what"]) for p in got)):
        return False
    days = [promise["by"] for promise in wanted if "by" in promise]
    return all(day in [promise["by"] for promise in got] for day in days)


def _overlap(wanted: str, got: str) -> bool:
    if not wanted or not got:
        return wanted == got
    ours, theirs = Counter(_bigrams(got)), Counter(_bigrams(wanted))
    shared = sum((ours & theirs).values())
    return 2 * shared / (sum(ours.values()) + sum(theirs.values())) >= 0.5


def _bigrams(text: str) -> Sequence[str]:
    return [text[at : at + 2] for at in range(len(text) - 1)] or [text]


def _read(row: dict[str, object]) -> Understanding:
    return read(str(row["text"]), date.fromisoformat(str(row["today"])), str(row["town"]), shipped())


def rows_of(path: Path) -> list[dict[str, object]]:
    """The sentences of a file, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _speed(rows: list[dict[str, object]]) -> float:
    """Milliseconds of processor time a sentence, once everything is warm."""
    started = time.process_time()
    for _ in range(5):
        for row in rows:
            _read(row)
    return (time.process_time() - started) * 1000 / (5 * len(rows))


def main() -> None:
    """Prints the table and, last, the figures as JSON; other files may be named, --misses shows each error."""
    files = [Path(name) for name in sys.argv[1:] if not name.startswith("--")] or [_DEV]
    rows = [row for file in files for row in rows_of(file)]
    figures, misses = score(rows)
    if "--misses" in sys.argv:
        for miss in misses:
            print(f"{miss.slot:<11} {miss.text}\n{'':<11} should be {miss.wanted}, was {miss.got}")
    for slot, percent in figures.items():
        print(f"{slot:<11} {percent:5.1f} %")
    print(f"{len(rows)} sentences, {_speed(rows):.2f} ms each")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
