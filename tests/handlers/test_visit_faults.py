"""Two phones, repeated taps and updates, edits of edits, two people at one record: each does what the person means."""

import io
import zipfile
from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Visit
from tests.arrivals import arrives, stored_updates
from tests.databases import contents
from tests.office import Office, Person, Shown
from tests.pictures import picture_with_position

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"


async def last(person: Person) -> Shown:
    return (await person.news())[-1]


async def card_of(person: Person, number: str = "V-0001") -> Shown:
    listing = (await person.says("/visits"))[-1]
    await person.presses(listing, number)
    return await last(person)


async def change(person: Person, field: str, words: str) -> Shown:
    await person.presses(await card_of(person), "改一改")
    await person.presses(await last(person), field)
    await person.news()
    return (await person.says(words))[-1]


async def test_an_update_delivered_three_times_records_one_visit_and_answers_once(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    [raw] = [one for one in stored_updates(office) if "message" in one]
    for _ in range(2):
        await arrives(office, raw)
    assert await lin.news() == []
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_two_people_correct_one_record_and_both_changes_stand_with_their_names(
    lin: Person, wang: Person, zhou: Person
) -> None:
    await lin.says(SENTENCE)
    await wang.presses(await card_of(wang), "改一改")
    await zhou.presses(await card_of(zhou), "改一改")
    await wang.presses(await last(wang), "诉求")
    await zhou.presses(await last(zhou), "措施")
    await wang.says("5户缺水")
    await zhou.says("已联系县水务局")
    card = await card_of(lin)
    assert "诉求：5户缺水" in card.text
    assert "措施：已联系县水务局" in card.text
    assert "修改2次" in card.text


async def test_of_two_who_change_the_same_field_the_later_word_stands_and_the_earlier_is_kept(
    office: Office, lin: Person, wang: Person
) -> None:
    await lin.says(SENTENCE)
    await change(wang, "诉求", "5户缺水")
    await change(lin, "诉求", "6户缺水")
    assert "诉求：6户缺水" in (await card_of(wang)).text
    with Session(office.engine) as session:
        visit = session.scalars(select(Visit)).one()
        assert visit.needs == ["6户缺水"]
    assert "5户缺水".encode() in contents(office.engine) or b"\\u7f3a" in contents(office.engine)


async def test_a_tap_on_an_old_card_after_the_record_was_undone_says_when(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    await lin.presses(card, "撤销")
    [gone] = await lin.news()
    assert gone.buttons == []
    listing = (await lin.says("/visits"))[-1]
    assert "还没有走访记录" in listing.text


async def test_an_edit_of_an_edited_message_follows_each_time(lin: Person) -> None:
    await lin.says(SENTENCE)
    number = await lin.last_own()
    await lin.edits(number, "今天走访埔中村，5户反映缺化肥")
    [card] = await lin.edits(number, "今天走访康东村，6户反映缺药")
    assert "V-0001（康东村" in card.text
    assert "缺药" in card.text
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_an_edit_that_tells_of_no_visit_changes_nothing_and_says_so(lin: Person) -> None:
    await lin.says(SENTENCE)
    [reply] = await lin.edits(await lin.last_own(), "你好")
    assert "V-0001 没有改动" in reply.text
    assert "缺水" in (await card_of(lin)).text


async def test_a_message_edited_after_its_visit_was_undone_tells_it_anew(lin: Person) -> None:
    [card] = await lin.says(SENTENCE)
    number = await lin.last_own()
    await lin.presses(card, "撤销")
    await lin.news()
    [again] = await lin.edits(number, "今天走访埔中村，5户反映缺化肥")
    assert again.text.startswith("已恢复这条撤销了的走访，并按修改后的原话更新 走访 V-0001（埔中村")
    [further] = await lin.edits(number, "今天走访埔中村，6户反映缺化肥")
    assert further.text.startswith("已按修改后的原话更新 走访 V-0001")
    assert "共1条" in (await lin.says("/visits"))[0].text


async def test_a_second_phone_answers_what_the_first_was_asked(lin: Person, office: Office) -> None:
    await lin.says("今天走访老陈家，屋顶漏雨")
    other_phone = office.person(1001)
    other_phone.seen = lin.seen
    [filled] = await other_phone.says("埔中村")
    assert "V-0001（埔中村" in filled.text


async def test_nothing_personal_is_left_in_database_and_media_after_a_day(
    office: Office, lin: Person, wang: Person
) -> None:
    secrets = ("13800138000", "11010519491231002X", "6222021234567890128")
    await lin.says(f"今天走访埔中村陈大爷，电话{secrets[0]}，身份证{secrets[1]}，缺水")
    await lin.sends_files(("photo", "a.jpg", picture_with_position()), caption=f"卡号{secrets[2]}")
    await lin.says("/visit")
    for words in ("埔中村", f"张大爷{secrets[0]}", f"身份证{secrets[1]}", "缺水"):
        await lin.says(words)
    await lin.says(f"打了{secrets[0]}")
    await wang.presses(await card_of(wang), "请补充")
    await wang.says(f"电话是{secrets[0]}吗")
    office.clock.step(hours=10)
    await office.work()
    kept = contents(office.engine) + b"".join(path.read_bytes() for path in office.folder.rglob("*") if path.is_file())
    for secret in secrets:
        assert secret.encode() not in kept
    assert b"PHONEMAKER" not in kept
    assert "缺水".encode() in kept or b"\\u7f3a" in kept


async def test_a_week_of_one_team_has_the_same_numbers_everywhere(office: Office, lin: Person, zhou: Person) -> None:
    villages = ("埔中村", "康东村", "埔坪村", "康西村", "康贝村")
    for number, village in enumerate(villages):
        await lin.says(f"今天走访{village}，{number + 2}户反映缺水，已联系水利所")
        office.clock.step(minutes=20)
        await zhou.says(f"今天走访{village}陈大爷，屋顶漏雨")
        office.clock.step(hours=23, minutes=40)
    card = (await lin.says("今天走访埔中村，路灯坏了"))[-1]
    await lin.presses(card, "撤销")
    await lin.news()
    await lin.says("/diary")
    for words in ("11月23日至28日", "本队", "全部"):
        await lin.says(words)
    said = await lin.says("两种都要")
    assert said[0].text.startswith("已生成：10次走访")
    files = await documents(office, lin)
    rows = list(load_workbook(io.BytesIO(files[".xlsx"]))["走访记录"].iter_rows(min_row=2, values_only=True))
    paper = Document(io.BytesIO(files[".docx"]))
    heads = [one.text for one in paper.paragraphs if one.text.startswith("V-")]
    with Session(office.engine) as session:
        stored = session.scalar(select(func.count()).select_from(Visit).where(Visit.undone_at.is_(None)))
    listing = (await lin.says("/visits"))[-1]
    assert (stored, len(rows), len(heads)) == (10, 10, 10)
    assert "共10条" in listing.text


async def documents(office: Office, person: Person) -> dict[str, bytes]:
    """The documents in the person's chat, by their endings."""
    said = (await office.client.get(f"/sim/chats/{person.id}/messages")).json()["messages"]
    found = [one["document"] for one in said if one["document"]]
    return {Path(one["name"]).suffix: (await office.client.get(one["url"])).content for one in found}


async def test_a_document_of_the_assistant_is_a_whole_zip(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.says("/diary")
    for words in ("本月", "本队", "全部"):
        await lin.says(words)
    await lin.says("两种都要")
    for body in (await documents(office, lin)).values():
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            assert archive.testzip() is None
