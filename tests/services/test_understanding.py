"""What sentences are understood as: tables of sentences, and what matters beyond them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.understanding import score
from knowledge.places import shipped
from services.understanding import Kind, Understanding, read
from tests.services.sentence_tables import Row, rows

TODAY = date(2026, 11, 25)
_ROWS = [row for name in ("first", "second", "third", "fourth", "fifth") for row in rows(name)]


def _read(said: str, town: str | None = "上饶镇") -> Understanding:
    return read(said, TODAY, town, shipped())


@pytest.mark.parametrize("row", _ROWS, ids=lambda row: str(row["text"])[:24])
def test_a_sentence_of_the_tables_is_read_as_people_mean_it(row: Row) -> None:
    _, misses = score([row])
    assert {miss.slot: miss.got for miss in misses if miss.slot not in _known_misses(row)} == {}


@pytest.mark.parametrize("row", [row for row in _ROWS if "missed" in row], ids=lambda row: str(row["text"])[:24])
def test_what_the_tables_call_missed_is_still_missed(row: Row) -> None:
    """So that a sentence that has come right is held to it from then on."""
    _, misses = score([row])
    assert {miss.slot for miss in misses} == set(_known_misses(row))


def _known_misses(row: Row) -> list[str]:
    missed = row.get("missed", [])
    assert isinstance(missed, list)
    return missed


def test_a_plan_is_no_visit_and_says_when_it_will_be() -> None:
    plan = _read("明天打算去埔中村走访茶农")
    assert (plan.kind, plan.planned_on, plan.visited_on) == (Kind.CHAT, date(2026, 11, 26), None)


def test_a_day_that_does_not_exist_leaves_the_day_open_and_names_the_nearest() -> None:
    visit = _read("11月31日去埔中村看了水井")
    assert (visit.kind, visit.visited_on) == (Kind.VISIT, None)
    assert [wrong.nearest for wrong in visit.impossible] == [date(2026, 11, 30)]


def test_a_vague_day_is_not_made_today() -> None:
    assert _read("前几天走访埔中村，缺水").visited_on is None


def test_a_visit_at_new_year_looks_back_over_it() -> None:
    visit = read("12月30日走访埔中村", date(2027, 1, 2), "上饶镇", shipped())
    assert visit.visited_on == date(2026, 12, 30)


def test_a_promise_for_a_weekday_looks_ahead_while_the_visit_looks_back() -> None:
    visit = _read("周一去埔中村，答应周一前给陈伯答复")
    assert (visit.visited_on, visit.promises[0].by) == (date(2026, 11, 23), date(2026, 11, 30))


def test_words_are_kept_as_said_in_their_own_script() -> None:
    visit = _read("昨天到埔中村，老師傅愁沒人學，已聯繫鎮中學")
    assert (visit.needs, visit.actions) == (("老師傅愁沒人學",), ("聯繫鎮中學",))


def test_the_object_has_the_keys_of_the_contract() -> None:
    keys = "text kind visited_on village household place needs actions promises companions count dates"
    assert list(_read("你好").as_json()) == keys.split()


def test_without_a_town_a_village_that_is_the_only_one_of_its_name_is_found() -> None:
    assert _read("今天去埔中村看水井", None).village_town == "上饶镇"


def test_an_unknown_town_is_read_like_none() -> None:
    assert _read("今天去埔中村看水井", "没有这个镇").village == "埔中村"


@pytest.mark.parametrize(
    "said", ["", " ", "。。。", "😣👍", "\x00\x07\u200b", "<b>去埔中村</b>&amp;", "走访" * 3000, "1" * 9000]
)
def test_odd_input_is_read_without_an_error(said: str) -> None:
    assert _read(said).said == said


def test_what_is_longer_than_a_sentence_is_kept_whole() -> None:
    said = "今天去埔中村，缺水。" + "水" * 20_000
    visit = _read(said)
    assert (visit.said, visit.village) == (said, "埔中村")


_SAID = (
    "今天 昨天 18号 周三 去 到 走访 入户 埔中村 埔坪 老陈家 张大爷 3户 两家 和 跟 小李 王书记 一起 说 反映"
    " 缺水 没人 想 希望"
    " 已 联系 答应 月底前 帮他 问 补贴 ， 。 ； 吗 ？ 12万 到账 没去成 打算 了 过 的 已经 我 他 请 局"
)
_WORDS = st.sampled_from(_SAID.split(" "))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(_WORDS, max_size=30).map("".join)), st.dates(date(1950, 1, 1)))
def test_any_text_on_any_day_is_read_and_its_texts_are_pieces_of_it(said: str, today: date) -> None:
    understood = read(said, today, "上饶镇", shipped())
    pieces = [*understood.needs, *understood.actions, *understood.companions, understood.household, understood.place]
    assert [piece for piece in pieces if piece and piece not in said] == []
    assert understood.visited_on is None or understood.visited_on <= today
    if understood.kind is not Kind.VISIT:
        assert (understood.village, understood.needs, understood.promises) == (None, (), ())
