"""The questions the matcher is judged by, as they lie in `bench/questions/`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_FOLDER = Path(__file__).parents[1] / "questions"


@dataclass(frozen=True)
class Asked:
    """A question of some kind and the facts that answer it; none where no entry may be told."""

    words: str
    kind: str
    facts: frozenset[str] = frozenset()

    @property
    def half(self) -> str:
        """The half it belongs to, by a fixed hash: thresholds were chosen on A."""
        return "AB"[sha256(self.words.encode()).digest()[0] % 2]


def answered(name: str) -> list[Asked]:
    """Questions an entry answers; `name` is dev (given), or own, fresh, late, later, last (written from the facts)."""
    return list(_read(f"qa_{name}.jsonl"))


def outside(name: str) -> list[Asked]:
    """Small talk, other domains, near misses, and function words alone."""
    return list(_read(f"oos_{name}.jsonl"))


def _read(name: str) -> Iterator[Asked]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield Asked(row["q"], row["kind"], frozenset(row.get("facts", ())))
