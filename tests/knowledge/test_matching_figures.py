from collections import Counter
from collections.abc import Sequence

import pytest

from bench.asking.asked import Asked, answered, outside
from knowledge.entries import shipped
from knowledge.matching import Match, Matcher

SETS = ("dev", "own", "fresh", "later", "last")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(list(shipped().entries.values()))


@pytest.fixture(scope="module", params=SETS)
def asked(request: pytest.FixtureRequest, matcher: Matcher) -> list[tuple[Asked, Match]]:
    return [(one, matcher.match(one.words)) for one in answered(request.param)]


@pytest.fixture(scope="module", params=SETS)
def beside(request: pytest.FixtureRequest, matcher: Matcher) -> list[tuple[Asked, Match]]:
    return [(one, matcher.match(one.words)) for one in outside(request.param)]


def right_within(asked: Sequence[tuple[Asked, Match]], places: int) -> float:
    found = [
        any(one.facts.intersection(candidate.entry.facts) for candidate in match.candidates[:places])
        for one, match in asked
    ]
    return 100 * sum(found) / len(found)


def test_the_right_entry_comes_first_or_among_three(asked: list[tuple[Asked, Match]]) -> None:
    assert right_within(asked, 1) >= 92
    assert right_within(asked, 3) >= 98


@pytest.mark.parametrize("kind", ["homophone", "traditional"])
def test_wrong_characters_and_traditional_ones_cost_little(asked: list[tuple[Asked, Match]], kind: str) -> None:
    plain = [(one, match) for one, match in asked if one.kind == "plain"]
    other = [(one, match) for one, match in asked if one.kind == kind]
    assert right_within(other, 1) >= right_within(plain, 1) - 3


def test_five_of_six_are_answered_and_hardly_one_wrongly(asked: list[tuple[Asked, Match]]) -> None:
    told = [
        one.facts.intersection(match.candidates[0].entry.facts) for one, match in asked if match.decision == "answer"
    ]
    assert sum(map(bool, told)) >= 0.83 * len(asked)
    assert sum(not facts for facts in told) <= 0.02 * len(asked)


def test_what_the_knowledge_lacks_is_hardly_ever_answered(beside: list[tuple[Asked, Match]]) -> None:
    told = Counter(one.kind for one, match in beside if match.decision == "answer")
    of = Counter(one.kind for one, _ in beside)
    assert told["chitchat"] <= 0.03 * of["chitchat"]
    assert told["other_domain"] <= 0.03 * of["other_domain"]
    assert told["near_miss"] <= 0.12 * of["near_miss"]


def test_function_words_alone_are_always_asked_back(beside: list[tuple[Asked, Match]]) -> None:
    assert {match.decision for one, match in beside if one.kind == "function_only"} == {"choose"}


def test_small_talk_is_mostly_left_alone(beside: list[tuple[Asked, Match]]) -> None:
    made = [match.decision for one, match in beside if one.kind == "chitchat"]
    assert made.count("none") >= 0.75 * len(made)
