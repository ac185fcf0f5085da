"""The day of a visit: said in many ways, impossible, vague, long ago, or sent before midnight and heard after it."""

from datetime import datetime

import pytest

from services.clock import TEAM_ZONE
from tests.arrivals import arrives
from tests.office import Office, Person, StillClock, opened

SELF = {"id": 1001, "is_bot": False, "first_name": "小林"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "小林"}


@pytest.mark.parametrize(
    ("said", "day"), [("昨天", "11月22日"), ("上周三", "11月18日"), ("18号", "11月18日"), ("11月18日", "11月18日")]
)
async def test_a_day_before_today_is_shown_beside_the_day_of_recording(lin: Person, said: str, day: str) -> None:
    [card] = await lin.says(f"{said}走访埔中村，3户反映缺水")
    assert f"（埔中村，{day}）" in card.text
    assert f"走访日期{day}，11月23日录入" in card.text


async def test_a_day_no_calendar_has_is_asked_with_the_nearest(lin: Person) -> None:
    [card] = await lin.says("9月31日走访埔中村，3户反映缺水")
    assert "（埔中村，日期待定）" in card.text
    assert "9月31日不存在，是9月30日吗？" in card.text
    assert card.buttons[:2] == ["是", "改"]
    await lin.presses(card, "是")
    [changed] = await lin.news()
    assert "已改 走访 V-0001（埔中村，9月30日）" in changed.text


async def test_yes_in_words_takes_the_nearest_day(lin: Person) -> None:
    await lin.says("2月30日走访埔中村，3户反映缺水")
    [changed] = await lin.says("是")
    assert "（埔中村，2月28日）" in changed.text


async def test_a_day_no_calendar_has_with_its_nearest_still_to_come_is_asked_openly(lin: Person) -> None:
    [card] = await lin.says("11月31日走访埔中村，3户反映缺水")
    assert "11月31日不存在，是哪一天去的？" in card.text
    assert card.buttons[0] == "改"


async def test_another_day_is_taken_by_change(lin: Person) -> None:
    [card] = await lin.says("9月31日走访埔中村，3户反映缺水")
    await lin.presses(card, "改")
    await lin.news()
    [changed] = await lin.says("9月29日")
    assert "（埔中村，9月29日）" in changed.text


async def test_a_vague_day_is_asked_with_the_last_few(lin: Person) -> None:
    [card] = await lin.says("前几天走访埔中村，3户反映缺水")
    assert "是哪一天去的" in card.text
    assert card.buttons[:4] == ["11月22日", "11月21日", "11月20日", "改一改"]
    [listing] = await lin.says("/visits")
    assert "V-0001 日期待定 埔中村" in listing.text
    await lin.presses(card, "11月20日")
    changed = (await lin.news())[-1]
    assert "（埔中村，11月20日）" in changed.text


async def test_day_and_village_missing_are_both_asked_and_answered_in_any_order(lin: Person) -> None:
    [card] = await lin.says("前几天走访老陈家，屋顶漏雨")
    assert "是哪一天去的" in card.text
    assert "是哪个村" in card.text
    [first] = await lin.says("埔中村")
    assert "（埔中村，日期待定）" in first.text
    [second] = await lin.says("20号")
    assert "（埔中村，11月20日）" in second.text


@pytest.mark.parametrize("words", ["今天去了许坑村", "昨天到埔中村", "今天去了火星村", "今天走访康西村李伯家"])
async def test_a_visit_elsewhere_is_no_answer_to_which_day_was_meant(lin: Person, words: str) -> None:
    await lin.says("11月31日去了康东村，路塌了")
    assert (await lin.says(words))[0].text.startswith("已保存 走访 V-0002")
    assert "V-0001 日期待定 康东村" in (await lin.says("/visits"))[0].text


async def test_a_visit_of_another_day_is_no_answer_to_which_village_was_meant(lin: Person) -> None:
    await lin.says("今天去了一趟，缺水")
    assert "走访 V-0002（许坑村，11月22日）" in (await lin.says("昨天去了许坑村"))[0].text
    await lin.says("今天去了一趟，路灯坏了")
    assert "已改 走访 V-0003（康东村" in (await lin.says("今天去了康东村"))[0].text


@pytest.mark.parametrize("words", ["昨天去的", "昨天去了康东村", "11月22日"])
async def test_the_day_is_taken_beside_the_village_of_the_visit(lin: Person, words: str) -> None:
    await lin.says("11月31日去了康东村，路塌了")
    assert "已改 走访 V-0001（康东村，11月22日）" in (await lin.says(words))[0].text


async def test_a_visit_elsewhere_is_no_new_wording_of_the_day(lin: Person) -> None:
    [card] = await lin.says("今天去了康东村，路塌了")
    await lin.presses(card, "改一改")
    await lin.presses((await lin.news())[-1], "日期")
    await lin.news()
    assert (await lin.says("今天去了许坑村"))[0].text.startswith("已保存 走访 V-0002")


async def test_words_sent_before_midnight_and_heard_after_it_mean_the_day_they_were_sent(
    office: Office, lin: Person
) -> None:
    sent = datetime(2026, 12, 31, 23, 58, tzinfo=TEAM_ZONE)
    office.clock.moment = datetime(2027, 1, 1, 0, 20, tzinfo=TEAM_ZONE)
    message = {"message_id": 70, "date": int(sent.timestamp()), "chat": PRIVATE, "from": SELF}
    await arrives(office, {"update_id": 7, "message": message | {"text": "今天走访埔中村，3户反映缺水"}})
    [card] = await lin.news()
    assert "（埔中村，2026年12月31日）" in card.text
    assert "走访日期2026年12月31日，1月1日录入" in card.text


async def test_yesterday_on_new_years_day_is_in_the_old_year(database_url: str) -> None:
    clock = StillClock(datetime(2027, 1, 1, 9, 0, tzinfo=TEAM_ZONE))
    async with opened(database_url, clock) as office:
        [card] = await office.person(1001).says("昨天走访埔中村，3户反映缺水")
        assert "（埔中村，2026年12月31日）" in card.text


async def test_a_forwarded_message_means_the_day_it_was_first_sent(office: Office, lin: Person) -> None:
    sent = datetime(2026, 11, 21, 18, 0, tzinfo=TEAM_ZONE)
    author = {"id": 1004, "is_bot": False, "first_name": "小周"}
    origin = {"type": "user", "sender_user": author, "date": int(sent.timestamp())}
    message = {"message_id": 70, "date": int(office.clock.now().timestamp()), "chat": PRIVATE, "from": SELF}
    words = {"text": "今天走访埔中村，3户反映缺水", "forward_origin": origin}
    await arrives(office, {"update_id": 7, "message": message | words})
    [card] = await lin.news()
    assert "（埔中村，11月21日）" in card.text
    assert "转发自小周，日期按原消息11月21日计" in card.text


async def test_a_name_of_two_hundred_characters_is_cut_and_the_words_are_kept(lin: Person) -> None:
    [card] = await lin.says("/visit 今天走访埔中村张大爷，" + "缺水" * 200)
    assert "已保存" in card.text
    [listing] = await lin.says("/visits")
    await lin.presses(listing, "V-0001")
    [whole] = await lin.news()
    assert "缺水" * 200 in whole.text
    await lin.presses(whole, "改一改")
    [which] = await lin.news()
    await lin.presses(which, "对象")
    await lin.news()
    [refused] = await lin.says("张" * 200)
    assert "这一项有200字，最多60字" in refused.text
