"""One notice from its first word to its recall: three teams, a document, a schedule, a correction, a reminder."""

from collections import Counter

from services.access import Role
from tests.handlers.composing import card, pressed, team
from tests.office import Office, Person, Shown


async def test_a_notice_to_three_teams_lives_its_whole_life(office: Office, min_: Person, wang: Person) -> None:
    [chen, li] = await team(
        office, "新圩镇", (2001, "陈建国", Role.CAPTAIN), (2002, "李明", Role.MEMBER)
    )  # fmt: skip
    [zhang] = await team(office, "三饶镇", (2003, "张海波", Role.CAPTAIN))
    [outside] = await team(office, "凤凰镇", (2004, "林志强", Role.CAPTAIN))
    everybody = [wang, chen, li, zhang, outside]

    [offer] = await min_.sends_files(
        ("document", "冬种方案.docx", b"PK..."), caption="请按方案组织冬种，遇到困难及时说"
    )
    await pressed(min_, offer, "发通知")
    [shown] = await min_.says("上饶镇、新圩镇和三饶镇的队长")
    assert "发给上饶镇工作队、新圩镇工作队、三饶镇工作队的队长，共3人（王队、陈建国、张海波）" in shown.text
    await pressed(min_, shown, "定时")
    [planned] = await min_.says("明早8:30")
    assert "11月24日（周二）08:30发出，届时发给3人" in planned.text

    office.clock.step(hours=23, minutes=30)
    for _ in range(3):
        await office.work()
    copies = {person.id: [one for one in await person.news() if _is_ours(one)] for person in everybody}
    assert {number: len(said) for number, said in copies.items()} == {1002: 2, 2001: 2, 2002: 0, 2003: 2, 2004: 0}
    assert [copies[2001][0].buttons, copies[2001][1].document] == [["收到"], "冬种方案.docx"]

    await wang.presses(copies[1002][0], "收到")
    await pressed(min_, await card(office, min_), "更正")
    [asked] = await min_.says("请按方案组织冬种，种子由县里统一供应")
    assert "已有的1份确认作废" in asked.text
    await min_.presses(asked, "确认更正")
    edited = [one for one in await wang.news() if one.message_id == copies[1002][0].message_id][-1]
    assert "种子由县里统一供应" in edited.text
    await wang.presses(edited, "收到")
    await chen.presses((await chen.news())[0], "收到")

    office.clock.step(hours=2, minutes=5)
    count = await card(office, min_)
    assert await min_.presses(count, "提醒未确认") == "已提醒1人"
    assert (await zhang.news())[-1].text.startswith("【提醒】")
    assert not any(one.text.startswith("【提醒】") for one in [*await wang.news(), *await chen.news()])

    await min_.presses(await pressed(min_, count, "撤回"), "确认撤回")
    done = await card(office, min_)
    assert "已确认2/3" in done.text
    assert "撤回：已删10/10条" in done.text
    for person in (wang, chen, zhang):
        assert await standing(office, person) == []

    sends = Counter(
        (one["chat_id"], one["text"])
        for one in await office.calls("sendMessage")
        if str(one["text"]).startswith(("【通知", "【提醒", "【更正"))
    )
    assert max(sends.values()) == 1, "nobody is told the same thing twice"


def _is_ours(one: Shown) -> bool:
    """Of the notice, and not of the morning's other business."""
    return one.text.startswith("【") or one.document is not None


async def standing(office: Office, person: Person) -> list[str]:
    """What of the notice still stands in the person's chat."""
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()
    ours = [one for one in said["messages"] if one["from"] == "bot" and not one["deleted"]]
    return [one["text"] for one in ours if "冬种" in (one["text"] or "") or one["document"]]
