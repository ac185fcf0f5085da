"""A knowledge base of any size, mixed from the shipped wordings."""

from collections.abc import Sequence
from random import Random

from knowledge.base import Entry

WORDINGS = 5


def mixed(entries: Sequence[Entry], size: int) -> list[Entry]:
    """So many entries of five wordings; each wording joins halves of wordings of two entries, and ends in a number."""
    dice = Random(size)
    return [_mixed(dice.sample(list(entries), 2), number, dice) for number in range(size)]


def _mixed(parents: Sequence[Entry], number: int, dice: Random) -> Entry:
    wordings = list(dict.fromkeys(_joined(parents, dice) for _ in range(WORDINGS)))
    return Entry(id=f"mixed-{number}", question=wordings[0], variants=tuple(wordings[1:]), answer=parents[0].answer)


def _joined(parents: Sequence[Entry], dice: Random) -> str:
    first, second = (dice.choice(parent.wordings) for parent in parents)
    return f"{first[: max(3, len(first) // 2)]}{second[len(second) // 2 :]}{dice.randrange(1000)}"
