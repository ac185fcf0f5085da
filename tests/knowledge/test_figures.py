"""No answer states a figure, a date or a document number that its facts do not hold."""

import re

import pytest

from knowledge.entries import Entry, KnowledgeBase, shipped
from tests.knowledge.figures import allowed, figures

BASE = shipped()


def _answers(entry: Entry) -> str:
    return "\n".join([entry.answer, *(variant.answer for variant in entry.by_town), *entry.details.values()])


def _ground(base: KnowledgeBase, entry: Entry) -> str:
    """What an answer may draw on: its facts, and the titles, numbers and dates of its sources."""
    facts = [
        f"{fact.text}；{fact.note}；{'；'.join(fact.figures)}" for fact in map(base.facts.__getitem__, entry.facts)
    ]
    sources = [f"{source.title}；{source.number}；{_day(source.date)}" for source in base.sources_of(entry)]
    return "\n".join([*facts, *sources])


def _day(said: str | None) -> str:
    return re.sub(r"^(\d{4})-(\d\d)(?:-(\d\d))?$", lambda day: f"{day[1]}年{day[2]}月{day[3] or 1}日", said or "")


@pytest.mark.parametrize("entry", BASE.entries.values(), ids=BASE.entries.keys())
def test_an_answer_states_only_figures_of_its_facts(entry: Entry) -> None:
    assert figures(_answers(entry)) - allowed(_ground(BASE, entry)) == set()


def test_the_figures_of_a_fact_are_those_of_its_text() -> None:
    wrong = {
        fact.id
        for fact in BASE.facts.values()
        if figures("；".join(fact.figures)) != figures(f"{fact.text}；{fact.note or ''}")
    }
    assert wrong == set()


@pytest.mark.parametrize(
    ("said", "same"),
    [
        ("每镇2000万元", "每镇两千万元"),
        ("2000 万", "二千万"),
        ("2000万", "20000000"),
        ("2021年7月14日", "2021年07月14日"),
        ("三分之二以上", "三分之二"),
        ("八成", "80%"),
        ("百分之六十", "60%"),
        ("6：3：1", "6:3:1"),
        ("粤财农〔2021〕126号", "〔2021〕126号"),
        ("四类村", "4类村"),
        ("第22、23条", "第22条和第23条"),
        ("7月13日至14日", "7月13日、7月14日"),
    ],
)
def test_one_figure_is_recognised_in_its_spellings(said: str, same: str) -> None:
    assert figures(said) == figures(same) != set()


@pytest.mark.parametrize(
    ("wrong", "fact"),
    [
        ("每镇2500万元", "每镇2000万元"),
        ("7:3", "6:3:1"),
        ("粤财农〔2021〕125号", "粤财农〔2021〕126号"),
        ("2022年7月", "2021年7月14日"),
        ("第48条", "第47条"),
        ("不少于6人", "不少于5人"),
        ("三分之一", "三分之二"),
        ("1.8亿元", "1.8万元"),
    ],
)
def test_a_wrong_figure_is_noticed(wrong: str, fact: str) -> None:
    assert not figures(wrong) <= allowed(fact)


def test_a_date_may_be_said_less_exactly() -> None:
    assert figures("2021年7月") | figures("2021年") | figures("7月14日") <= allowed("2021年7月14日")


@pytest.mark.parametrize("said", ["一镇一策", "百千万工程", "四议两公开", "村“两委”", "三支一扶"])
def test_words_with_numerals_in_them_are_not_figures(said: str) -> None:
    assert figures(said) == set()
