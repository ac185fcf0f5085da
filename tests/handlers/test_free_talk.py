"""Everything else a person may send: always a sentence back in private, silence in a group unless addressed."""

import pytest

from tests.office import Office, Person


async def test_a_greeting_gets_a_kind_word_and_what_the_assistant_is_for(lin: Person) -> None:
    [reply] = await lin.says("你好")
    assert "驻镇帮扶助手" in reply.text


async def test_help_shows_just_ones_own_commands(lin: Person, stranger: Person) -> None:
    [mine] = await lin.says("帮助")
    [theirs] = await stranger.says("帮助")
    assert "/visits" in mine.text
    assert "/visits" not in theirs.text
    assert "/invite" not in mine.text


async def test_a_sticker_is_answered_with_what_can_be_done(lin: Person) -> None:
    [reply] = await lin.sends(sticker=True)
    assert "收到表情" in reply.text


async def test_a_position_is_answered_once_nothing_more_comes(office: Office, lin: Person) -> None:
    assert await lin.sends(location={"latitude": 23.8, "longitude": 116.9}) == []
    office.clock.step(seconds=5)
    await office.work()
    [reply] = await lin.news()
    assert "已收到位置1个" in reply.text


async def test_ten_thousand_characters_are_refused_with_their_number(lin: Person) -> None:
    replies = await lin.says("水" * 4000)
    assert "4000字，太长了" in replies[-1].text


async def test_an_unknown_command_says_what_can_be_said(lin: Person) -> None:
    [reply] = await lin.says("/nonsense")
    assert "没看明白" in reply.text


async def test_cancelling_nothing_says_so(lin: Person) -> None:
    [reply] = await lin.says("取消")
    assert reply.text == "现在没有进行中的步骤"


@pytest.mark.parametrize(
    "nonsense", ["😀😀😀", "？？？", "<script>alert(1)</script>", "' OR 1=1 --", "\u202eabc", "asdfgh"]
)
async def test_nonsense_gets_one_calm_sentence(lin: Person, nonsense: str) -> None:
    [reply] = await lin.says(nonsense)
    assert reply.text


async def test_a_plan_is_not_recorded_and_that_is_said(lin: Person) -> None:
    [reply] = await lin.says("明天打算去埔中村走访茶农")
    assert "没有记录" in reply.text
    [listing] = await lin.says("/visits")
    assert "还没有走访记录" in listing.text


async def test_in_a_group_the_assistant_speaks_only_when_addressed(office: Office, lin: Person) -> None:
    await office.post("/sim/groups", {"id": -500, "title": "上饶镇工作队", "members": [1001, 1002], "admin": True})
    assert await lin.says("每个镇每年有多少帮扶资金", chat=-500) == []
    username = office.assistant.username
    [answer] = await lin.says(f"@{username} 每个镇每年有多少帮扶资金", chat=-500)
    assert "2000万" in answer.text
    [refused] = await lin.says(f"@{username} 今天走访埔中村，3户缺水", chat=-500)
    assert "请私聊发给我" in refused.text


async def test_a_button_of_last_month_says_it_is_stale(office: Office, lin: Person) -> None:
    [card] = await lin.says("今天走访埔中村，3户反映缺水")
    office.clock.step(days=30)
    toast = await lin.presses(card, "撤销")
    assert toast is not None
    assert "超过10分钟" in toast


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("水井项目 支出 12.5万 11月20日 省级", "要记资金"),
        ("把第三条记录发给我", "没看明白要办哪一件"),
    ],
)
async def test_a_job_that_is_not_there_yet_is_named_and_nothing_is_pretended(
    lin: Person, said: str, meant: str
) -> None:
    [reply] = await lin.says(said)
    assert meant in reply.text
    [listing] = await lin.says("/visits")
    assert "还没有走访记录" in listing.text


async def test_a_text_of_many_thousand_characters_is_refused_once(lin: Person) -> None:
    [refused] = await lin.says("今天走访埔中村，缺水。" * 1000)
    assert "这段话有11000字" in refused.text
    [listing] = await lin.says("/visits")
    assert "还没有走访记录" in listing.text


async def test_two_long_messages_in_a_row_stay_two(lin: Person) -> None:
    await lin.says("水" * 2500)
    [refused] = await lin.says("电" * 2500)
    assert "这段话有2500字" in refused.text
