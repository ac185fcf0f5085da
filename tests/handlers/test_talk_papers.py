"""Questions of a session become problems, and the session leaves minutes, a list, a picture and a read-out."""

from io import BytesIO

from docx import Document
from openpyxl import load_workbook
from sqlalchemy.orm import Session

from services import issues, people
from tests.handlers.test_talks import announced, asks, begun
from tests.office import Office, Person, Shown


async def ended(min_: Person, live: Shown) -> list[Shown]:
    await min_.presses(live, "结束本期")
    [sure] = [one for one in await min_.news() if "确定结束" in one.buttons]
    await min_.presses(sure, "确定结束")
    return await min_.news()


async def content(office: Office, person: Person, suffix: str) -> bytes:
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()
    found = [one["document"] for one in said["messages"] if one["document"]]
    url = [one["url"] for one in found if one["name"].endswith(suffix)][-1]
    return (await office.client.get(url)).content


def paragraphs(body: bytes) -> str:
    return "\n".join(one.text for one in Document(BytesIO(body)).paragraphs)


async def test_what_is_asked_becomes_a_problem_at_once_while_it_is_on(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    await asks(wang, "旱地缺水怎么解决", "不署名提")
    await begun(min_)
    [said] = (await wang.says("问：加工厂的污水怎么处理"))[-1:]
    assert said.text == "已提 第1期问2（署名）：“加工厂的污水怎么处理”\n问题 #002 已请部门认领"
    assert said.buttons == []
    with Session(office.engine) as session:
        first, second = (session.get_one(issues.Issue, number) for number in (1, 2))
        assert (first.words, first.unsigned, second.unsigned) == ("旱地缺水怎么解决", True, False)
    office.clock.step(seconds=5)
    await office.work()
    assert "问题2件，待认领2件" in (await min_.news())[-1].text


async def test_minutes_list_and_picture_come_to_the_moderator_when_it_ends(
    office: Office, min_: Person, wang: Person
) -> None:
    await announced(min_)
    [card] = (await wang.says("/talk"))[-1:]
    await wang.presses(card, "报名发言")
    await asks(wang, "陈大爷家旱地缺水怎么解决", "不署名提")
    live = await begun(min_)
    office.clock.step(minutes=4)
    news = await ended(min_, live)
    assert [one.document for one in news if one.document] == [
        "队长有话说第1期纪要（青梅产业）.docx",
        "队长有话说第1期问题清单（青梅产业）.xlsx",
    ]
    assert any(one.photo and "转部门问题1件" in one.text for one in news)
    text = paragraphs(await content(office, min_, ".docx"))
    assert "第1期　青梅产业" in text
    assert "1. 上饶镇（王队）　09:00起，4分钟" in text
    assert "问1（不署名）：陈某某家旱地缺水怎么解决" in text
    assert "王队" not in text.split("你问我答")[1]
    sheet = load_workbook(BytesIO(await content(office, min_, ".xlsx")))["问题清单"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], row[3], row[6], row[7]) for row in rows] == [
        (1, "陈某某家旱地缺水怎么解决", "不署名", "#001", "待认领")
    ]


async def test_the_next_session_opens_with_what_became_of_the_last_ones_questions(
    office: Office, min_: Person, wang: Person, xu: Person
) -> None:
    await announced(min_)
    await asks(wang, "旱地缺水怎么解决", "署名提")
    await asks(wang, "加工厂的污水怎么处理", "署名提")
    await ended(min_, await begun(min_))
    with Session(office.engine) as session, session.begin():
        speakers = people.speakers(session, [(wang.id, ""), (xu.id, "")])
        now = office.clock.now()
        issues.claim(session, speakers[xu.id], 1, now)
        issues.answer(session, speakers[xu.id], 1, "已打井", now)
        issues.ask_now(session, speakers[xu.id], 1, now)
        issues.say_solved(session, speakers[wang.id], 1, now)
    office.clock.step(days=22)
    await min_.says("/talk_new")
    for words in ("茶叶产业", "12月30日下午3点", "线上", "各队报名", "跳过"):
        [asked] = (await min_.says(words))[-1:]
    await min_.presses(asked, "发布")
    live = await begun(min_)
    assert "上期（第1期）问题2件：办结1，超期1" in live.text


async def test_anybody_who_takes_part_may_ask_for_the_papers_but_not_before_it_began(
    min_: Person, wang: Person
) -> None:
    await announced(min_)
    [card] = (await wang.says("/talk"))[-1:]
    assert "纪要和清单" not in card.buttons
    await ended(min_, await begun(min_))
    [over] = (await wang.says("/talk"))[-1:]
    assert await wang.presses(over, "纪要和清单") == "正在生成纪要、问题清单和灯图，约30秒，好了发给您"
    assert [one.document is not None for one in await wang.news()].count(True) == 2


async def test_a_department_asks_without_making_a_problem(min_: Person, xu: Person) -> None:
    await announced(min_)
    await begun(min_)
    [said] = (await xu.says("问：各镇收购点什么时候建好"))[-1:]
    assert said.text == "已提 第1期问1（署名）：“各镇收购点什么时候建好”"
    assert said.buttons == ["撤回问题"]


async def test_a_department_can_claim_on_the_spot_also_in_the_evening(
    office: Office, min_: Person, wang: Person, xu: Person
) -> None:
    office.clock.step(hours=12)
    await announced(min_)
    await begun(min_)
    await wang.says("问：青梅加工厂的污水怎么处理")
    card = next(one for one in await xu.news() if "我单位认领" in one.buttons)
    toast = await xu.presses(card, "我单位认领")
    assert toast is not None
    assert "农业农村局办理" in toast
    [page] = [one for one in await _agenda(min_) if "的问题" in one.text]
    assert "→ #001 办理中" in page.text


async def test_a_look_alike_is_offered_while_the_session_is_on(min_: Person, wang: Person, lin: Person) -> None:
    await announced(min_)
    await begun(min_)
    await wang.says("问：450亩旱地缺水浇不上")
    *_, said = await lin.says("问：450亩旱地缺水一直浇不上")
    assert "与 #001（上饶镇）相似" in said.text
    await lin.presses(said, "合并跟进")
    assert "已并入问题 #001" in (await lin.news())[-1].text


async def test_nothing_a_department_reads_tells_who_asked_unsigned(
    min_: Person, wang: Person, xu: Person, lin: Person
) -> None:
    await announced(min_)
    await begun(min_)
    await wang.says("不署名问：450亩旱地缺水浇不上")
    await lin.says("问：450亩旱地缺水一直浇不上")
    *_, alike = await wang.says("不署名问：旱地450亩缺水浇不上")
    await wang.presses(alike, "合并跟进")
    for number in (1, 2, 3):
        *_, card = await xu.says(f"/issues {number}")
        told = "".join(one.text for one in [card, *await xu.news()])
        assert f"#00{number}" in told
        assert "王队" not in told
    *_, first = await xu.says("/issues 1")
    assert "提出人：不署名" in first.text
    assert "上饶镇" not in first.text


async def _agenda(person: Person) -> list[Shown]:
    *_, card = await person.says("/talk")
    await person.presses(card, "看议程")
    return await person.news()
