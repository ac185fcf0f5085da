"""Commands in plain words do what their buttons do."""

import pytest

from tests.office import Office, Person

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def test_undo_in_words_takes_the_last_visit_back(lin: Person) -> None:
    await lin.says(SENTENCE)
    [undone] = await lin.says("撤销")
    assert undone.text == "已撤销 走访 V-0001（埔中村，11月23日）"
    [before] = await lin.says("撤销刚才那条")
    assert before.text.startswith("走访 V-0001（埔中村，11月23日）已在11月23日09:00撤销，没有撤销别的")


async def test_undo_in_words_leaves_what_is_older_than_ten_minutes(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    office.clock.step(minutes=11)
    [refused] = await lin.says("撤销")
    assert "没有可以撤销的走访" in refused.text


async def test_the_visits_of_a_period_are_asked_for_in_words(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    [listing] = await lin.says("看看我这个月的走访")
    assert "V-0001" in listing.text
    [empty] = await lin.says("查看上个月走访记录")
    assert "没有走访记录" in empty.text


async def test_the_diary_is_asked_for_in_words(lin: Person) -> None:
    [asked] = await lin.says("导出民情日记")
    assert "第1步" in asked.text


@pytest.mark.parametrize(
    "said", ["今天有啥任务", "我今天要干嘛", "今天有什么事", "这周还有哪些没办的？", "请问我今天该做什么"]
)
async def test_what_there_is_to_do_is_asked_for_in_words(lin: Person, said: str) -> None:
    [today] = await lin.says(said)
    assert today.text.startswith("您今天没有到期的职责")


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("上饶镇这个月走访了几次", "共2条 第1/1页，合计5户"),
        ("这周我走访了几户", "共1条 第1/1页，合计3户"),
        ("看看上饶镇这个月的走访", "共2条"),
        ("本周王队走访了多少户？", "共1条 第1/1页，合计2户"),
        ("我们队今年一共走访了多少次", "共2条"),
        ("查一下埔中村本周走访记录", "共1条"),
        ("帮我看看上个月的走访", "“上个月”没有走访记录"),
    ],
)
async def test_visits_are_counted_when_asked_for_in_words_and_none_is_recorded(
    lin: Person, wang: Person, said: str, found: str
) -> None:
    await lin.says(SENTENCE)
    await wang.says("今天走访坑前村，2户反映路灯坏了")
    [listing] = await lin.says(said)
    assert found in listing.text
    [all_of_them] = await lin.says("/visits")
    assert "共2条" in all_of_them.text


async def test_a_few_households_visited_today_are_told_and_the_rule_is_a_question(lin: Person) -> None:
    [told] = await lin.says("今天走访了几户，都说路灯坏了")
    assert "已保存 走访" in told.text
    [asked] = await lin.says("工作队每月要走访多少户")
    assert "走访记录 共" not in asked.text
