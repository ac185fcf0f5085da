"""Patterns in a shape that is searched quickly fit what plain ones fit."""

import re

from hypothesis import given
from hypothesis import strategies as st

from services.understanding.patterns import finder, one_of

_LETTERS = "村民会议.-]^"
_WORDS = st.lists(st.text(_LETTERS, min_size=1, max_size=4), min_size=1, max_size=30)


@given(_WORDS, st.text(_LETTERS, max_size=20))
def test_a_tree_of_words_fits_what_their_list_fits_the_longest_first(words: list[str], text: str) -> None:
    listed = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
    wanted = [match.span() for match in listed.finditer(text)]
    assert [match.span() for match in re.finditer(one_of(words), text)] == wanted
    assert [match.span() for match in finder(words).finditer(text)] == wanted


def test_no_words_are_found_nowhere() -> None:
    assert finder([]).search("村民会议") is None
