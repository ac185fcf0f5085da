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
_ROWS = [
    row for name in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth") for row in rows(name)
]


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


@pytest.mark.parametrize("said", ["今天没去成埔中村，下雨", "打算去埔中村看看", "本来要去埔中村，没去成"])
def test_a_visit_that_was_not_made_is_talk_that_says_so(said: str) -> None:
    assert (_read(said).kind, _read(said).unmade) == (Kind.CHAT, True)


@pytest.mark.parametrize("said", ["谢谢", "明天会议取消了", "今天去埔中村，3户缺水"])
def test_thanks_and_visits_made_are_not_called_unmade(said: str) -> None:
    assert not _read(said).unmade


@pytest.mark.parametrize("address", ["帮我记一下：", "帮我记一下", "记录：", "请帮我登记一下，", "记一下 "])
def test_what_is_said_to_the_assistant_is_no_part_of_the_visit(address: str) -> None:
    visit = _read(f"{address}昨天埔中村，2户，水管爆了")
    assert (visit.visited_on, visit.count, visit.actions) == (date(2026, 11, 24), 2, ())


def test_a_village_nobody_knows_keeps_its_name_as_said() -> None:
    visit = _read("去了不存在村看果园")
    assert (visit.village, visit.village_said, visit.place, visit.needs) == (None, "不存在村", "果园", ())


@pytest.mark.parametrize("said", ["今天去隔壁村看果园", "今天进村入户看果园", "到农村看果园"])
def test_a_word_for_any_village_is_no_name_of_one(said: str) -> None:
    assert _read(said).village_said is None


def test_a_second_village_counts_though_it_lies_in_another_town() -> None:
    visit = _read("分别去了埔中村和东寮村")
    assert (visit.village, visit.more_villages) == ("埔中村", ("东寮村",))


def test_a_day_next_month_is_not_taken_for_last_year() -> None:
    plan, told = _read("12月3日去埔中村"), _read("12月3日走访埔中村，3户缺水")
    assert (plan.kind, plan.planned_on, plan.unmade) == (Kind.CHAT, date(2026, 12, 3), True)
    assert (told.kind, told.visited_on, told.ahead) == (Kind.VISIT, None, date(2026, 12, 3))


def test_last_year_is_meant_where_it_is_said() -> None:
    assert _read("去年12月3日去埔中村").visited_on == date(2025, 12, 3)


@pytest.mark.parametrize(
    "said", ["刚才那条错了，是东寮村", "把户数改成4户", "不对，是东寮村", "改成昨天", "昨天那条记错了，是5户"]
)
def test_putting_right_what_was_told_is_a_command_and_no_visit(said: str) -> None:
    assert _read(said).kind is Kind.COMMAND


def test_what_was_made_of_an_old_toilet_is_no_correction() -> None:
    assert _read("改成公厕的老屋漏水，埔中村").kind is Kind.VISIT


def test_an_action_is_told_without_its_last_particle() -> None:
    assert _read("今天去埔中村，路灯坏了，报给住建所了").actions == ("报给住建所",)


def test_what_i_said_i_would_do_is_promised() -> None:
    assert [made.what for made in _read("今天去埔中村，陈伯家没水，我说帮她问").promises] == ["帮她问"]


def test_how_many_lack_something_is_the_count_and_not_the_need() -> None:
    visit = _read("今天走访埔中村，3户缺水")
    assert (visit.needs, visit.count) == (("缺水",), 3)


def test_numbers_that_tell_needs_apart_stay_with_them() -> None:
    assert _read("今天走访埔中村，2户缺水，1户断电").needs == ("2户缺水", "1户断电")


def test_bad_legs_are_no_need_until_something_is_wanted() -> None:
    assert _read("今天走访埔中村，李婆婆腿脚不好").needs == ()
    assert _read("今天走访埔中村，李婆婆腿脚不好，想要个轮椅").needs == ("想要个轮椅",)


@pytest.mark.parametrize(
    "said", ["五保户", "2000万", "产业", "住院费能报几多", "幫扶資金點樣用", "外嫁女 集体成员资格 取消"]
)
def test_words_that_name_a_policy_matter_are_a_question(said: str) -> None:
    assert _read(said).kind is Kind.QUESTION


@pytest.mark.parametrize("said", ["谢谢", "食饱未", "你好", "好的收到", "今天开会讨论资金", "老板资金紧张", "埔中村"])
def test_small_talk_and_what_is_merely_told_is_no_question(said: str) -> None:
    assert _read(said).kind is Kind.CHAT


def test_a_weekday_that_is_over_is_promised_for_the_week_to_come() -> None:
    sunday = date(2026, 11, 29)
    visit = read("昨天去埔中村，答应这周五前帮陈伯问低保", sunday, "上饶镇", shipped())
    assert [made.by for made in visit.promises] == [date(2026, 12, 4)]


def test_a_day_that_is_over_is_no_last_day_of_a_promise() -> None:
    assert [made.by for made in _read("上周五去埔中村，答应11月20日前回复陈伯").promises] == [None]


@pytest.mark.parametrize(
    ("said", "more"),
    [
        ("今天跑了埔中、坑前、埔坪三个村，都缺水", ("坑前村", "埔坪村")),
        ("今天跑了埔中坑前埔坪三个村，都缺水", ("坑前村", "埔坪村")),
        ("去了铺中村、坑前村，都缺水", ("坑前村",)),
        ("昨天去了埔中村陈伯家，今天去埔坪村李伯家", ("埔坪村",)),
        ("先去埔中村看李婶，她缺药，再去坑前村看陈伯", ("坑前村",)),
        ("埔中村5户、坑前村3户", ("坑前村",)),
    ],
)
def test_every_village_of_several_visits_is_named_after_the_first(said: str, more: tuple[str, ...]) -> None:
    assert (_read(said).village, _read(said).more_villages) == ("埔中村", more)


def test_a_reminder_for_a_visit_is_a_plan_for_its_day() -> None:
    plan = _read("提醒我周五去埔中村")
    assert (plan.kind, plan.planned_on, plan.unmade) == (Kind.CHAT, date(2026, 11, 27), True)


def test_news_of_a_matter_is_no_plan_to_visit() -> None:
    assert not _read("埔中村3户缺水的事，水利所说下周来修").unmade


@pytest.mark.parametrize(
    ("said", "need"),
    [
        ("去埔中村，还是没水", "没水"),
        ("去埔中村陈伯家，还有他儿子没人照顾", "儿子没人照顾"),
        ("去埔中村陈伯家，她家屋顶漏水", "她家屋顶漏水"),
        ("去埔中村陈伯家，他家的灶台塌了", "他家的灶台塌了"),
        ("去埔中村陈伯家，他腿疼", "腿疼"),
        ("去埔中村陈伯家头疼得厉害", "头疼得厉害"),
    ],
)
def test_a_need_never_begins_within_a_word(said: str, need: str) -> None:
    assert _read(said).needs == (need,)


def test_needs_said_in_one_breath_are_told_apart() -> None:
    assert _read("去埔中村三户没水一户没电一户没路").needs == ("三户没水", "一户没电", "一户没路")
    assert _read("今天去埔中村水管坏了最后又去了渠尾淤泥堵了").needs == ("水管坏了", "淤泥堵了")


@pytest.mark.parametrize(
    ("said", "count", "households"),
    [
        ("今天去埔中村，3户缺水", 3, True),
        ("走访坑前村两家陶瓷厂", 2, True),
        ("去埔中村看了4个困难户", 4, True),
        ("今天去埔中村，来了12个村民代表", 12, False),
        ("去埔中村，三个老人要体检", 3, False),
        ("去埔中村，5位老人没医保", 5, False),
        ("去埔中村看水渠", None, True),
    ],
)
def test_it_is_told_whether_households_or_people_were_counted(said: str, count: int | None, households: bool) -> None:
    visit = _read(said)
    assert (visit.count, visit.households_counted) == (count, households)


@pytest.mark.parametrize("word", ["刚刚", "并且", "回来后", "刚", "马上"])
def test_a_word_said_again_and_again_does_not_hold_up_the_reading(word: str) -> None:
    """Words that split in several ways once multiplied the ways to try; such a message held up everybody."""
    assert read(f"今天去埔中村，{word * 30}联系了水利所", TODAY, "上饶镇", shipped()).village == "埔中村"
