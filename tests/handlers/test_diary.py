"""The 民情日记 and the table: ordered in the chat, made meanwhile, with the same numbers as the chat."""

import io
import zipfile
from datetime import datetime

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditLine
from tests.office import Office, Person, Shown
from tests.pictures import picture


@pytest.fixture
async def week(office: Office, lin: Person, zhou: Person) -> Office:
    """Some visits of one team, photos with one of them."""
    await lin.says("昨天走访埔中村陈大文家，屋顶漏雨，已联系住建所，答应月底前帮他问补贴，同行小周")
    office.clock.step(hours=1)
    files = [("photo", f"{n}.jpg", picture(colour)) for n, colour in enumerate(("red", "green", "blue"))]
    await lin.sends_files(*files, caption="今天走访康东村，3户反映缺水，已联系水利所")
    office.clock.step(hours=1)
    await zhou.says("今天走访埔坪村，路灯坏了")
    await lin.news()
    return office


async def ordered(person: Person, *answers: str) -> list[Shown]:
    await person.says("/diary")
    for answer in answers[:-1]:
        await person.says(answer)
    return await person.says(answers[-1])


async def content(office: Office, person: Person, name: str) -> bytes:
    """The bytes of the document of this name in the person's chat."""
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()["messages"]
    [url] = [one["document"]["url"] for one in said if one["document"] and one["document"]["name"].endswith(name)]
    return (await office.client.get(url)).content


async def test_both_documents_come_with_the_count_in_the_message_that_said_it_began(week: Office, lin: Person) -> None:
    said = await ordered(lin, "本月", "本队", "全部", "两种都要")
    assert [one.text for one in said if not one.document] == ["已生成：3次走访，照片3张，文件见下面。村民姓名已隐去"]
    assert {one.document for one in said if one.document} == {
        "民情日记 上饶镇工作队 11月1日至30日.docx",
        "走访记录 上饶镇工作队 11月1日至30日.xlsx",
    }


async def test_the_table_has_real_dates_a_frozen_heading_and_filters(week: Office, lin: Person) -> None:
    await ordered(lin, "本月", "本队", "全部", "Excel")
    sheet = load_workbook(io.BytesIO(await content(week, lin, ".xlsx")))["走访记录"]
    rows = list(sheet.iter_rows(values_only=True))
    first = dict(zip(rows[0], rows[1], strict=True))
    moments = [one for one in (first["走访日期"], first["录入时间"]) if isinstance(one, datetime)]
    assert [one.isoformat() for one in moments] == ["2026-11-22T00:00:00", "2026-11-23T09:00:00"]
    assert (first["村（社区）"], first["对象"], first["同行"]) == ("埔中村", "陈某某家", "小周")
    assert first["承诺"] == "帮他问补贴（2026-11-30前）"
    assert len(rows) == 4
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:S4"


async def test_the_diary_is_an_office_document_with_photos_two_across_and_page_numbers(
    week: Office, lin: Person
) -> None:
    await ordered(lin, "本月", "本队", "全部", "Word")
    body = await content(week, lin, ".docx")
    paper = Document(io.BytesIO(body))
    section = paper.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert "民情日记" in text
    assert "共3次走访，照片3张" in text
    assert "陈某某家" in text
    assert "陈大文" not in text
    [table] = paper.tables
    assert (len(table.rows), len(table.columns)) == (2, 2)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert len([name for name in archive.namelist() if name.startswith("word/media/photo")]) == 3
        assert "PAGE" in archive.read("word/footer1.xml").decode()
        assert "方正小标宋简体" in archive.read("word/document.xml").decode()
        assert "altName" in archive.read("word/fontTable.xml").decode()


async def test_what_begins_like_a_formula_stays_text(office: Office, lin: Person) -> None:
    [card] = await lin.says("今天走访埔中村，3户反映缺水")
    await lin.presses(card, "改一改")
    [which] = await lin.news()
    await lin.presses(which, "诉求")
    await lin.news()
    await lin.says('=HYPERLINK("http://example.com","点我")')
    await ordered(lin, "本月", "本队", "全部", "Excel")
    sheet = load_workbook(io.BytesIO(await content(office, lin, ".xlsx")))["走访记录"]
    cell = next(cell for cell in sheet[2] if str(cell.value).startswith("=HYPERLINK"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize(("answers", "count"), [
    (("本月", "我的", "全部", "Excel"), 2),
    (("本月", "小周", "全部", "Excel"), 1),
    (("本月", "本队", "埔中", "Excel"), 1),
    (("11月23日至11月23日", "本队", "全部", "Excel"), 2),
])  # fmt: skip
async def test_an_order_is_narrowed_by_person_village_and_period(
    week: Office, lin: Person, answers: tuple[str, ...], count: int
) -> None:
    said = await ordered(lin, *answers)
    assert said[0].text.startswith(f"已生成：{count}次走访")


async def test_an_empty_period_makes_no_file_and_says_so(week: Office, lin: Person) -> None:
    [said] = await ordered(lin, "上月", "本队", "全部", "Word")
    assert said.text == "上饶镇工作队 10月1日至31日 没有走访记录，没有生成文件"


async def test_a_period_that_cannot_be_read_is_asked_again(week: Office, lin: Person) -> None:
    await lin.says("/diary")
    [again] = await lin.says("大概前段时间吧")
    assert "没看明白" in again.text
    [whose] = await lin.says("本月")
    assert "第2步" in whose.text


async def test_every_export_leaves_a_line_in_the_log(week: Office, lin: Person) -> None:
    await ordered(lin, "本月", "本队", "全部", "Word")
    with Session(week.engine) as session:
        [line] = session.scalars(select(AuditLine).where(AuditLine.act == "export")).all()
    assert line.actor == "小林"
    assert "上饶镇工作队 11月1日至30日 (3)" in line.subject


async def test_the_department_gets_no_diary(week: Office, xu: Person) -> None:
    [refused] = await xu.says("/diary")
    assert "这项由" in refused.text


async def test_the_office_reads_covered_names_and_the_team_the_real_ones(
    week: Office, lin: Person, min_: Person
) -> None:
    for person, shown, hidden in ((min_, "陈某某家", "陈大文"), (lin, "陈大文家", "陈某某")):
        [listing] = await person.says("/visits")
        await person.presses(listing, "V-0001")
        card = (await person.news())[-1]
        assert shown in card.text
        assert hidden not in card.text
    assert "陈大文家" in (await lin.says("/promises"))[0].text


async def test_visits_are_narrowed_by_what_follows_the_command(week: Office, lin: Person) -> None:
    for words, count in (("埔中村", 1), ("小周", 1), ("本月", 3), ("埔坪 本周", 1), ("我的 昨天", 1)):
        [listing] = await lin.says(f"/visits {words}")
        assert f"共{count}条" in listing.text, words
    [none] = await lin.says("/visits 上月")
    assert none.text == "“上月”没有走访记录"
    [unread] = await lin.says("/visits 火星")
    assert "没看明白“火星”" in unread.text


async def test_a_narrowed_list_stays_narrowed_on_its_next_page(lin: Person, zhou: Person) -> None:
    for number in range(8):
        await lin.says(f"今天走访埔中村，{number + 2}户反映缺水")
    await zhou.says("今天走访康东村，路灯坏了")
    [first] = await lin.says("/visits 埔中村 本月")
    assert "共8条 第1/2页" in first.text
    await lin.presses(first, "下页 ›")
    second = (await lin.news())[-1]
    assert "共8条 第2/2页" in second.text
