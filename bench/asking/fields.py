"""Made-up FAQs of other fields, a question and three wordings an entry, in `bench/questions/faq/`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.base import Entry
from knowledge.entries import Layer, build, read_folder

_FOLDER = Path(__file__).parents[1] / "questions" / "faq"
LEARNT_FROM = ("bank", "university", "shop")
"""Fields the weights are learnt from, too."""
HELD_OUT = ("telecom", "insurance", "hospital")
"""Fields that take no part in learning."""


def other_fields(names: Sequence[str]) -> Iterator[tuple[Entry, ...]]:
    """The entries of each of these fields, one FAQ after the other."""
    layer = read_folder(_FOLDER)
    for name in names:
        one = Layer({f"{name}.yaml": layer.entries[f"{name}.yaml"]}, {})
        yield tuple(build([one]).entries.values())
