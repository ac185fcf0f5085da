"""The learnt weights; `python -m bench.learn_weights` writes them anew (docs/decisions tells how)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.yaml_reader import read_file

FILE = Path(__file__).parent / "weights.yaml"
Row = tuple[float, ...]


@dataclass(frozen=True)
class Weights:
    """`nearness` has, for every kind of sign, what it weighs in the wordings, in the answer, and as share covered.

    `certainty` has one weight for each figure of Signals and, last, the constant.
    """

    nearness: tuple[Row, ...]
    certainty: Row


@cache
def learnt() -> Weights:
    """The shipped weights."""
    said = read_file(FILE).value
    if not isinstance(said, dict):
        raise TypeError(FILE)
    return Weights(tuple(_row(row) for row in _rows(said["nearness"])), _row(said["certainty"]))


def _rows(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _row(value: object) -> Row:
    return tuple(float(str(figure)) for figure in _rows(value))
