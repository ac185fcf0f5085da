"""Leave through the chat: asked, answered, in force for its days, and over by itself."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from db.engine import sessions
from services import deliveries
from services.clock import TEAM_ZONE
from services.deliveries import Owed, Urgency
from tests.office import Office, Person, StillClock, opened, with_duties


@pytest.fixture
async def office(database_url: str) -> AsyncIterator[Office]:
    """A Thursday morning, before a Friday with weekly duties."""
    clock = StillClock(datetime(2026, 11, 26, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock, with_duties()) as office:
        await office.work()
        yield office


async def _digest_of_friday(office: Office) -> None:
    office.clock.moment = datetime(2026, 11, 27, 8, 30, tzinfo=TEAM_ZONE)
    await office.work()


async def test_the_deputy_hears_for_the_absent_once_they_said_yes(office: Office, lin: Person, zhou: Person) -> None:
    [noted] = await lin.says("/leave 11月27日至30日 小周代")
    assert noted.text == "已记下：11月27日至30日请假，请小周代办。已去问，同意后生效"
    [asked] = await zhou.news()
    await zhou.presses(asked, "同意代办")
    [edited] = await zhou.news()
    assert edited.text == "您已同意代办小林的职责，11月27日至30日，到期自动恢复"
    [told] = await lin.news()
    assert told.text == "小周已同意代办，11月27日至30日生效"
    await _digest_of_friday(office)
    [digest] = await zhou.news()
    assert "入户走访0/5户（服务员，小林）" in digest.text
    assert await lin.news() == []


async def test_until_the_deputy_said_yes_nothing_changes(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says("/leave 11月27日至30日 小周代")
    await zhou.news()
    await _digest_of_friday(office)
    [digest] = await lin.news()
    assert "入户走访0/5户（服务员）" in digest.text


async def test_a_deputy_can_finish_what_they_stand_in_for(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says("/leave 明天 小周代")
    [asked] = await zhou.news()
    await zhou.presses(asked, "同意代办")
    await zhou.news()
    await _digest_of_friday(office)
    [digest] = await zhou.news()
    assert "小林" in digest.text.splitlines()[1]
    assert await zhou.presses(digest, "完成") == "已完成：入户走访（10分钟内可撤销）"


async def test_with_the_deputy_away_too_the_captain_hears(
    office: Office, lin: Person, zhou: Person, wang: Person
) -> None:
    await lin.says("/leave 11月27日至30日 小周代")
    [asked] = await zhou.news()
    await zhou.presses(asked, "同意代办")
    await zhou.news()
    await zhou.says("/leave 11月27日 王队代")
    [asked] = await wang.news()
    await wang.presses(asked, "同意代办")
    await wang.news()
    await _digest_of_friday(office)
    [digest] = await wang.news()
    assert "，小林）" in digest.text


async def test_a_deputy_who_cannot_leaves_everything_as_it_was(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says("/leave 11月27日 小周代")
    [asked] = await zhou.news()
    await zhou.presses(asked, "不便代办")
    [told] = await lin.news()
    assert told.text.startswith("小周不便代办（11月27日）")
    [noted] = await lin.says("/leave 11月27日 王队代")
    assert "请王队代办" in noted.text


async def test_back_early_by_one_tap(office: Office, lin: Person, zhou: Person) -> None:
    await lin.says("/leave 11月27日至30日 小周代")
    [asked] = await zhou.news()
    await zhou.presses(asked, "同意代办")
    await zhou.news()
    await lin.news()
    [listing] = await lin.says("/leave")
    assert "· 您11月27日至30日请假，小周代办（已同意）" in listing.text
    await lin.presses(listing, "销假 11月27日至30日")
    [ended] = await lin.news()
    assert ended.text == "已销假（11月27日至30日），职责恢复由您本人办理"
    [told] = await zhou.news()
    assert told.text == "小林已销假（11月27日至30日），您不用再代办"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/leave 小周代", "请假日期没看明白"),
        ("/leave 11月27日 老许代", "没看出请谁代办。本队可以代办的有：王队、小周"),
        ("/leave 2026年11月2日 小周代", "11月2日已经过去"),
        ("/leave", "请假请写日期和代办人"),
    ],
)
async def test_what_is_missing_is_said_with_how_to_write_it(lin: Person, words: str, said: str) -> None:
    [refused] = await lin.says(words)
    assert said in refused.text


async def test_days_already_taken_are_refused_and_an_office_takes_no_leave_here(
    office: Office, lin: Person, min_: Person
) -> None:
    await lin.says("/leave 11月27日至30日 小周代")
    [refused] = await lin.says("/leave 11月30日 王队代")
    assert "11月27日至30日已经请过假（小周代办）" in refused.text
    [refused] = await min_.says("/leave 11月30日 王队代")
    assert "“请假”这项由" in refused.text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("/leave 12月1日起三天 小周代", "已记下：12月1日至3日请假，请小周代办"),
        ("/leave 明天请2天假 小周代", "已记下：11月27日至28日请假，请小周代办"),
        ("我明天请假，小周代我", "已记下：11月27日请假，请小周代办"),
        ("11月30日至12月2日请事假，请王队代办。", "已记下：11月30日至12月2日请假，请王队代办"),
        ("/leave 11月31日 小周代", "11月31日不存在，是11月30日吗？请再发一次请假日期"),
        ("/leave 12月5日至12月1日 小周代", "12月1日在12月5日之前，起止日期请核对后重发"),
        ("/leave 11月27日至2028年5月1日 小周代", "请核对日期；超过半年的，请由队长调整职责安排"),
        ("/leave 11月27日 我自己代", "没看出请谁代办。本队可以代办的有：王队、小周"),
    ],
)
async def test_leave_in_other_words_and_days_that_cannot_be(lin: Person, words: str, said: str) -> None:
    [answer] = await lin.says(words)
    assert said in answer.text


async def test_asking_about_leave_is_a_question_and_no_leave(lin: Person) -> None:
    [answer] = await lin.says("驻村干部请假由谁批？")
    assert "已记下" not in answer.text
    [nothing] = await lin.says("/leave")
    assert nothing.text.startswith("请假请写日期和代办人")


async def test_who_is_away_on_those_days_is_not_asked_to_stand_in(office: Office, lin: Person, zhou: Person) -> None:
    await zhou.says("/leave 11月27日至30日 小林代")
    [asked] = await lin.news()
    await lin.presses(asked, "同意代办")
    await lin.news()
    [refused] = await lin.says("/leave 11月30日 小周代")
    assert refused.text == "小周11月27日至30日也请假，请另找一位代办"


async def test_the_deputy_is_asked_though_the_day_has_used_up_its_unasked_messages(
    office: Office, lin: Person, zhou: Person
) -> None:
    nudges = [
        Owed(f"nudge:{number}", zhou.id, "sendMessage", {"text": "提醒", "chat_id": zhou.id}, urgency=Urgency.DIGEST)
        for number in range(3)
    ]
    with sessions(office.engine).begin() as session:
        deliveries.owe(session, nudges, office.clock.now())
    await office.work()
    assert len(await zhou.news()) == 3
    await lin.says("/leave 12月1日至3日 小周代")
    [asked] = await zhou.news()
    assert asked.text.startswith("小林12月1日至3日请假，请您代办这几天的职责")


@pytest.mark.parametrize(
    ("words", "said", "asked_now"),
    [
        ("/leave 11月30日至12月2日 小周代", "现在不是工作时间，11月27日08:00去问，同意后生效", False),
        ("/leave 明天 小周代", "已去问，同意后生效", True),  # an answer after eight would come too late
        ("/leave 今天 小周代", "已去问，同意后生效", True),
    ],
)
async def test_at_night_the_question_waits_unless_the_leave_begins_before_morning(
    office: Office, lin: Person, zhou: Person, words: str, said: str, asked_now: bool
) -> None:
    office.clock.moment = datetime(2026, 11, 26, 21, 10, tzinfo=TEAM_ZONE)
    [noted] = await lin.says(words)
    assert noted.text.endswith(said)
    assert bool(await zhou.news()) is asked_now
    office.clock.moment = datetime(2026, 11, 27, 8, 0, tzinfo=TEAM_ZONE)
    await office.work()
    assert bool(await zhou.news()) is not asked_now
