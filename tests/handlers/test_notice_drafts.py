"""Composing: by sending a text, a photo or a file; what is asked, what goes along, what it costs people."""

import pytest
from sqlalchemy.orm import Session

from emulator.store import Store
from services import people
from services.access import Role, Scope
from services.people import PostPlan
from tests.handlers.composing import WORDS, pressed, preview
from tests.office import Office, Person, opened
from tests.pictures import picture


async def test_a_long_text_of_the_office_is_offered_to_become_a_notice(min_: Person, lin: Person) -> None:
    [offer] = await min_.says("请各工作队于12月4日前报送冬种情况，没有的不用报")
    assert offer.buttons == ["发通知", "不用"]
    asked = await pressed(min_, offer, "发通知")
    assert "发给谁" in asked.text
    [shown] = await min_.says("全体")
    assert "请各工作队于12月4日前报送冬种情况" in shown.text
    await min_.presses(shown, "立即发")
    assert [one.buttons for one in await lin.news()] == [["收到"]]


async def test_what_is_not_wanted_as_a_notice_goes_nowhere(min_: Person, lin: Person) -> None:
    [offer] = await min_.says("请各工作队于12月4日前报送冬种情况，没有的不用报")
    assert "没有发出" in (await pressed(min_, offer, "不用")).text
    assert await lin.news() == []


@pytest.mark.parametrize(
    "said", ["帮扶资金能用在哪些地方？请说详细一点", "请问低保怎么办理，需要准备哪些材料和证明", "你好"]
)
async def test_a_question_of_the_office_is_answered_not_offered(min_: Person, said: str) -> None:
    [answer] = await min_.says(said)
    assert "发通知" not in answer.buttons


async def test_a_team_s_long_text_is_a_visit_as_ever(lin: Person) -> None:
    [saved] = await lin.says("今天上午去埔中村看青梅基地，3户反映没水，已联系水利所，明天再去一次")
    assert "已保存" in saved.text


async def test_an_album_and_a_file_go_along_behind_the_words(office: Office, min_: Person, lin: Person) -> None:
    album = [("photo", f"{n}.jpg", picture(colour)) for n, colour in enumerate(("teal", "navy"))]
    [offer] = await min_.sends_files(*album, caption="明天上午9点现场会的路线，见照片和附件")
    asked = await pressed(min_, offer, "发通知")
    assert "发给谁" in asked.text
    [taken] = await min_.sends_files(("document", "方案.docx", b"PK..."))
    assert "现有附件3个" in taken.text
    [shown] = await min_.says("上饶镇")
    assert "附件3个" in shown.text
    await min_.presses(shown, "立即发")
    copy, *files = await lin.news()
    assert copy.text.startswith("【通知】阿敏\n明天上午9点现场会")
    assert [(one.photo is not None, one.document) for one in files] == [
        (True, None), (True, None), (False, "方案.docx")
    ]  # fmt: skip


async def test_files_first_then_the_words(min_: Person) -> None:
    await min_.says("/notice")
    [asked] = await min_.sends_files(("document", "方案.docx", b"PK..."))
    assert "文字内容" in asked.text
    [whom] = await min_.says("请按附件准备")
    assert "发给谁" in whom.text
    [shown] = await min_.says("队长")
    assert "附件1个" in shown.text


async def test_the_look_at_it_shows_words_and_files_to_the_author_alone(min_: Person, lin: Person) -> None:
    [offer] = await min_.sends_files(("photo", "1.jpg", picture()), caption="路线见照片，请按时到达集合地点")
    await pressed(min_, offer, "发通知")
    [shown] = await min_.says("全体")
    await min_.presses(shown, "发给我看")
    words, photo = await min_.news()
    assert words.text.startswith("【通知】阿敏")
    assert photo.photo
    assert await lin.news() == []


async def test_the_burden_is_said_and_what_weighs_too_much_is_named(min_: Person) -> None:
    shown = await preview(min_, "全体", "各队每天打卡签到，今天下班前报数据，11月20日前未报的通报排名")
    assert "影响8人 · 预计每人1分钟 · 合计8分钟" in shown.text
    for hint in ("“打卡”", "“今天下班前报”", "“排名”", "11月20日前，已过"):
        assert hint in shown.text
    plain = await preview(min_)
    assert "提示" not in plain.text


async def test_only_to_be_known_has_no_button_and_no_confirmations(min_: Person, lin: Person) -> None:
    shown = await preview(min_)
    shown = await pressed(min_, await pressed(min_, shown, "改要求"), "仅需知晓")
    assert "要求：仅需知晓" in shown.text
    await min_.presses(shown, "立即发")
    assert [one.buttons for one in await lin.news()] == [[]]
    assert "已确认" not in (await min_.news())[-1].text


async def test_words_can_be_changed_before_sending(min_: Person) -> None:
    shown = await preview(min_)
    await pressed(min_, shown, "改内容")
    [shown] = await min_.says("改到后天上午9点，地点不变")
    assert "改到后天上午9点" in shown.text
    assert WORDS not in shown.text


async def test_a_protected_notice_says_that_screenshots_remain_possible(database_url: str) -> None:
    phones = Store()
    async with opened(database_url, phones=phones) as office:
        min_ = office.person(1005)
        shown = await pressed(min_, await preview(min_, "小林"), "禁止转发")
        assert "截屏仍然挡不住" in shown.text
        await min_.presses(shown, "立即发")
        copy = phones.histories[1001].last()
        assert copy is not None
        assert copy.extra.get("has_protected_content") is True


async def test_a_long_text_is_folded_and_a_longer_one_refused(min_: Person, lin: Person) -> None:
    shown = await preview(min_, "全体", "第一段。" * 300)
    await min_.presses(shown, "立即发")
    [mine] = await lin.news()
    assert mine.text.count("第一段。") == 300
    refused = (await min_.says("/notice " + "字" * 3600))[-1]
    assert "一条通知最多3500字" in refused.text


async def test_above_twenty_people_a_second_tap(office: Office, min_: Person) -> None:
    many = [(3000 + n, f"队员{n:02d}号", Role.MEMBER) for n in range(20)]
    with Session(office.engine) as session, session.begin():
        for number, name, role in many:
            people.enlist(session, number, name, [PostPlan(role, Scope.TEAM, "新圩镇")], office.clock.now())
    asked = await pressed(min_, await preview(min_), "立即发")
    assert "将发给28人" in asked.text
    await min_.presses(asked, "确定发出")
    assert "已发出通知" in (await min_.news())[0].text


async def test_copies_go_to_a_group_and_its_topic_without_naming_anybody(office: Office, min_: Person) -> None:
    body = {"id": -1001, "title": "饶平工作群", "members": [1005, 1001], "topics": False, "admin": True}
    await office.post("/sim/groups", body)
    await office.work()
    await min_.says("/group 饶平县", chat=-1001)
    asked = await pressed(min_, await preview(min_), "抄送群")
    chosen = await pressed(min_, asked, "饶平工作群·饶平县")
    shown = await pressed(min_, chosen, "看预览")
    assert "抄送群：饶平工作群" in shown.text
    await min_.presses(shown, "立即发")
    watcher = Person(office, 1001, "小林")
    said = (await watcher.news(chat=-1001))[-1]
    assert said.text.startswith("【通知】阿敏")
    assert "私聊里确认" in said.text
    assert said.buttons == []


async def test_nobody_is_everybody_unless_it_was_said(min_: Person, lin: Person) -> None:
    await min_.says("/notice 请按附件准备")
    [taken] = await min_.sends_files(("document", "方案.docx", b"PK..."))
    asked = await pressed(min_, taken, "看预览")
    assert "发给谁" in asked.text
    [refused] = await min_.says("立即发")
    assert "还没有说发给谁" in refused.text
    await min_.says("小林")
    await min_.says("立即发")
    assert (await lin.news())[0].text.startswith("【通知】阿敏\n请按附件准备")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("帮我通知一下大家明天9点开会", "大家明天9点开会"),
        ("帮我发个通知：明天9点开会", "明天9点开会"),
        ("麻烦帮忙提醒各队周五前交表", "各队周五前交表"),
        ("通知各队队长明天下午开会", "通知各队队长明天下午开会"),
        ("各队注意：明天9点开会", "各队注意：明天9点开会"),
    ],
)
async def test_a_notice_asked_for_in_words_is_offered_without_the_asking(min_: Person, said: str, words: str) -> None:
    [offer] = await min_.says(said)
    assert f"“{words}”" in offer.text
    assert offer.buttons == ["发通知", "不用"]


async def test_asking_for_a_notice_without_words_asks_for_them(min_: Person) -> None:
    [asked] = await min_.says("帮我发个通知")
    assert asked.text.startswith("请发通知内容")
    [shown] = await min_.says("明天上午9点在市里开会")
    assert "发给谁" in shown.text


async def test_a_member_who_asks_for_a_notice_hears_who_sends_them(lin: Person) -> None:
    [refused] = await lin.says("帮我通知一下大家明天9点开会")
    assert "“发通知”这项由指挥部办理。可以找：阿敏" in refused.text
