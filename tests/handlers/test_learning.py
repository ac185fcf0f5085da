"""Editors are shown what questions teach, and what they accept is known a moment later."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine import sessions
from knowledge.entries import shipped
from services import consultations, people, questions
from tests.library import library
from tests.office import Office, Person, Shown

BEES = "村口老榕树的树洞里可以养蜜蜂吗"


@pytest.fixture
async def office(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Office]:
    async with library(database_url, tmp_path, monkeypatch) as office:
        await office.work()  # this week's morning is over, with nothing to show
        yield office


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    return tmp_path / "data"


def picks(person: Person, words: str, entry_id: str = "fund-uses") -> None:
    """The person was offered a choice and took this entry."""
    entry = shipped().entries[entry_id]
    now = person.office.clock.now()
    with sessions(person.office.engine).begin() as session:
        [speaker] = people.speakers(session, [(person.id, person.name)]).values()
        number = consultations.note(session, speaker, words, "choose", [entry], now)
        consultations.settle_on(session, speaker, number, entry, now)


def registered(person: Person, words: str) -> None:
    """The person's question waits for a person, whatever the matcher makes of it."""
    with sessions(person.office.engine).begin() as session:
        [speaker] = people.speakers(session, [(person.id, person.name)]).values()
        number = consultations.note(session, speaker, words, "none", [], person.office.clock.now())
        questions.hand_over(session, speaker, number, person.office.clock.now())


async def answered(
    person: Person, editor: Person, words: str = BEES, answer: str = "可以，先问村委会。\n要登记。"
) -> None:
    """The person's question is answered by the editor."""
    [miss] = await person.says(words)
    await person.presses(miss, miss.buttons[-1])
    await person.news()
    [card] = await editor.news()
    await editor.presses(card, "我来答")
    await editor.news()
    [preview] = await editor.says(answer)
    await editor.presses(preview, "发给提问人")
    await editor.news()
    await person.news()


async def pressed(person: Person, message: Shown, label: str) -> Shown:
    """The same message after the tap."""
    await person.presses(message, label)
    return (await person.news())[-1]


FUNDS = "帮扶资金能用在哪里？"


async def test_wordings_that_people_chose_an_entry_for_are_learnt_at_once(
    lin: Person, zhou: Person, wang: Person, cai: Person, overlay: Path
) -> None:
    picks(lin, "那笔钱拿来搞啥子")
    picks(zhou, "那笔钱拿来搞啥子")
    picks(zhou, "资金方面的规定")
    [card] = await cai.says("/learn")
    assert card.text.splitlines() == [
        "待整理1组",
        f"这2种问法点到了“{FUNDS}”，加为问法？",
        "· 那笔钱拿来搞啥子（2次）",
        "· 资金方面的规定",
    ]
    assert card.buttons == ["全部加", "逐条", "忽略"]
    done = await pressed(cai, card, "全部加")
    assert done.text.splitlines() == ["已加，成为第2版（新增0 改1 删0），几秒内生效", "没有要整理的问法了"]
    [answer] = await wang.says("那笔钱拿来搞啥子")
    assert "用于产业" in answer.text
    text = (overlay / "funds.yaml").read_text(encoding="utf-8")
    assert "    - 经费能干啥\n    - 那笔钱拿来搞啥子\n    - 资金方面的规定\n" in text
    [none] = await cai.says("/learn")
    assert none.text == "没有要整理的问法了"


async def test_one_by_one_some_are_taken_and_some_left(office: Office, lin: Person, cai: Person, overlay: Path) -> None:
    for words in ("那笔钱拿来搞啥子", "资金方面的规定"):
        picks(lin, words)
    [card] = await cai.says("/learn")
    one = await pressed(cai, card, "逐条")
    assert one.text.startswith("“那笔钱拿来搞啥子”加为“帮扶资金能用在哪里？”的问法？")
    other = await pressed(cai, one, "不加")
    assert other.text.startswith("已忽略，不再提示\n“资金方面的规定”")
    done = await pressed(cai, other, "加")
    assert "没有要整理的问法了" in done.text
    await office.work()
    text = (overlay / "funds.yaml").read_text(encoding="utf-8")
    assert "资金方面的规定" in text
    assert "那笔钱拿来搞啥子" not in text


async def test_what_was_left_is_not_proposed_again(lin: Person, cai: Person) -> None:
    picks(lin, "资金方面的规定")
    [card] = await cai.says("/learn")
    await pressed(cai, card, "忽略")
    picks(lin, "资金方面的规定")
    [none] = await cai.says("/learn")
    assert none.text == "没有要整理的问法了"


async def test_two_taps_make_one_edition(lin: Person, cai: Person) -> None:
    picks(lin, "资金方面的规定")
    [card] = await cai.says("/learn")
    toasts = await cai.taps(card, "全部加", 2)
    assert toasts == [None, "这条已在11月23日09:00由小蔡处理过：已加"]
    [editions] = [one for one in await cai.says("/kb_versions") if "版本" in one.text]
    assert "第2版" in editions.text
    assert "第3版" not in editions.text


async def test_a_persons_answer_becomes_an_entry_for_members_marked_unverified(
    lin: Person, zhou: Person, stranger: Person, cai: Person, overlay: Path
) -> None:
    await answered(lin, cai)
    [card] = await cai.says("/learn")
    assert f"Q-0001 “{BEES}”已由人答复，加为条目？" in card.text
    which = await pressed(cai, card, "加为条目")
    assert "村民自治" in which.buttons
    done = await pressed(cai, which, "村民自治")
    assert "已加，成为第2版（新增1 改0 删0）" in done.text
    [told] = await zhou.says(BEES)
    assert "【待核】" in told.text
    assert "可以，先问村委会。" in told.text
    [outside] = await stranger.says(BEES)
    assert "先问村委会" not in outside.text
    text = (overlay / "answered.yaml").read_text(encoding="utf-8")
    assert text == (
        f"- id: q-0001\n  question: {BEES}\n  answer: |\n    可以，先问村委会。\n    要登记。\n"
        "  details:\n    notes: 知识编辑于2026年11月23日答复，还没有补依据\n"
        "  category: 村民自治\n  checked_on: 2026-11-23\n  unverified: true\n  public: false\n\n"
    )


async def test_an_answered_question_can_be_a_wording_of_an_entry_instead(
    lin: Person, zhou: Person, cai: Person
) -> None:
    registered(lin, "临时救助能领几次")
    await lin.office.work()
    [card] = await cai.news()
    await cai.presses(card, "我来答")
    await cai.news()
    [preview] = await cai.says("找镇政府")
    await cai.presses(preview, "发给提问人")
    await cai.news()
    [card] = await cai.says("/learn")
    place = next(line[0] for line in card.text.splitlines() if line.endswith("临时救助怎么申请？"))
    await pressed(cai, card, place)
    [told] = await zhou.says("临时救助能领几次")
    assert "向镇政府提出申请" in told.text


async def test_a_question_reopened_is_no_entry(lin: Person, cai: Person) -> None:
    [miss] = await lin.says(BEES)
    await lin.presses(miss, miss.buttons[-1])
    await lin.news()
    [card] = await cai.news()
    await cai.presses(card, "我来答")
    await cai.news()
    [preview] = await cai.says("可以")
    await cai.presses(preview, "发给提问人")
    await cai.news()
    [told] = await lin.news()
    await lin.presses(told, "没解决")
    [none] = await cai.says("/learn")
    assert none.text == "没有要整理的问法了"


async def test_an_answer_called_wrong_is_shown_with_the_remark_and_can_go_to_a_person(
    lin: Person, cai: Person, min_: Person
) -> None:
    [card] = await lin.says("钱怎么花")
    await lin.presses(card, "没答对")
    await lin.says("想问的是过年慰问")
    [shown] = await cai.says("/learn")
    assert f"问“钱怎么花”答了“{FUNDS}”，被点没答对" in shown.text
    assert "提问人说：想问的是过年慰问" in shown.text
    await cai.presses(shown, "请人答复")
    [done, _] = await cai.news()
    assert "已登记 Q-0001，请人答复" in done.text
    [waiting] = await min_.news()
    assert "Q-0001 小林、上饶镇问：" in waiting.text


async def test_the_weeks_proposals_come_on_its_first_working_day_in_the_morning_once(
    office: Office, lin: Person, cai: Person, min_: Person
) -> None:
    picks(lin, "资金方面的规定")
    office.clock.step(days=6, hours=23)
    await office.work()
    assert await cai.news() == []
    office.clock.step(hours=1)
    await office.work()
    [weekly] = await cai.news()
    assert "这1种问法点到了" in weekly.text
    assert weekly.buttons == ["全部加", "逐条", "忽略"]
    office.clock.step(hours=5)
    await office.work()
    assert await cai.news() == []
    assert await min_.news() == []


async def test_others_cannot_decide(lin: Person, min_: Person) -> None:
    for person in (lin, min_):
        [refused] = await person.says("/learn")
        assert "“编辑知识库”这项由知识编辑办理" in refused.text
