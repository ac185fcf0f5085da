"""The links of an imported list in the chat: their person is in at once, nobody else is."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

from knowledge.places import shipped
from services import importing
from tests.office import MORNING, Office, Person
from texts import importing as texts


def word_for(office: Office, folder: Path, name: str) -> str:
    """The word of the link that an imported list gave this person."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (["姓名", "职务", "镇"], [name, "队员", "上饶镇"]):
        sheet.append(row)
    book.save(folder / "people.xlsx")
    roster = importing.read(folder / "people.xlsx", shipped(), texts.ROLE_NAMES, date(2026, 11, 23))
    with Session(office.engine) as session, session.begin():
        plan = importing.examine(session, roster)
        [made] = importing.carry_out(session, texts.ACTOR, plan, MORNING)
    return made.link.word


async def test_the_listed_person_opens_the_link_and_works_at_once(
    office: Office, stranger: Person, wang: Person, tmp_path: Path
) -> None:
    word = word_for(office, tmp_path, "陈小明")
    welcome, notice = await stranger.says(f"/start {word}")
    assert welcome.text.startswith("陈小明，您好。您是上饶镇的队员")
    assert "记走访" in welcome.keyboard
    assert notice.buttons == ["知道了"]
    [card] = await stranger.says("今天走访埔中村，2户缺水")
    assert "已保存 走访" in card.text
    assert await wang.news() == []


async def test_opening_the_own_link_again_only_greets(office: Office, stranger: Person, tmp_path: Path) -> None:
    word = word_for(office, tmp_path, "陈小明")
    await stranger.says(f"/start {word}")
    again = await stranger.says(f"/start {word}")
    assert again[0].text.startswith("陈小明，您好")


async def test_a_member_who_tries_the_link_of_another_is_told_whose_it_is(
    office: Office, lin: Person, stranger: Person, tmp_path: Path
) -> None:
    word = word_for(office, tmp_path, "陈小明")
    [refused] = await lin.says(f"/start {word}")
    assert "这是陈小明的邀请链接，您已经以“小林”加入" in refused.text
    welcome, _ = await stranger.says(f"/start {word}")
    assert welcome.text.startswith("陈小明，您好")


async def test_a_stranger_with_a_used_link_is_sent_to_the_office(
    office: Office, stranger: Person, tmp_path: Path
) -> None:
    word = word_for(office, tmp_path, "陈小明")
    await stranger.says(f"/start {word}")
    await office.post("/sim/people", {"id": 1011, "name": "阿新", "note": ""})
    [refused] = await office.person(1011).says(f"/start {word}")
    assert "已被使用" in refused.text
