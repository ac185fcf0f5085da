"""Photos, voice messages, files and places: kept for the visit they belong to, in whatever order they come."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.arrivals import arrives, stored_updates
from tests.databases import contents
from tests.office import Office, Person, Shown
from tests.pictures import picture, picture_with_position

SENTENCE = "今天走访埔中村，3户反映缺水，已联系水利所"
SELF = {"id": 1001, "is_bot": False, "first_name": "小林"}
PRIVATE = {"id": 1001, "type": "private", "first_name": "小林"}
COLOURS = ("red", "green", "blue", "teal", "olive", "navy", "gray", "pink", "gold", "plum", "tan", "cyan")


def photos(count: int) -> list[tuple[str, str, bytes]]:
    return [("photo", f"{n}.jpg", picture(colour, 640 + n, 480)) for n, colour in enumerate(COLOURS[:count])]


def kept_files(office: Office) -> list[Path]:
    """The files of the cabinet, thumbnails aside."""
    return sorted(path for path in (office.folder / "media").rglob("*") if path.is_file() and "small" not in path.parts)


async def settled(office: Office, person: Person) -> list[Shown]:
    """What is said once nothing more comes."""
    office.clock.step(seconds=5)
    await office.work()
    return await person.news()


async def test_a_photo_with_a_sentence_is_a_visit_with_a_photo(office: Office, lin: Person) -> None:
    [card] = await lin.sends_files(*photos(1), caption=SENTENCE)
    assert "已保存 走访 V-0001（埔中村" in card.text
    assert "附件：照片1张" in card.text
    assert await settled(office, lin) == []
    assert len(kept_files(office)) == 1


async def test_an_album_is_one_visit_and_told_of_once(office: Office, lin: Person) -> None:
    [card] = await lin.sends_files(*photos(4), caption=SENTENCE)
    assert "V-0001" in card.text
    [note] = await settled(office, lin)
    assert note.text == "走访 V-0001（埔中村，11月23日）已有照片4张"
    [listing] = await lin.says("/visits")
    assert "共1条" in listing.text


async def test_photos_that_come_before_their_words_belong_to_them(office: Office, lin: Person) -> None:
    assert await lin.sends_files(*photos(2)) == []
    [card] = await lin.says(SENTENCE)
    assert "附件：照片2张" in card.text
    assert await settled(office, lin) == []


async def test_photos_sent_after_the_words_belong_to_them(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    office.clock.step(minutes=4)
    assert await lin.sends_files(*photos(2)) == []
    [note] = await settled(office, lin)
    assert note.text == "走访 V-0001（埔中村，11月23日）已有照片2张"
    assert note.buttons == ["不是这次"]


async def test_photos_without_a_visit_ask_for_one(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos(2))
    [note] = await settled(office, lin)
    assert note.text.startswith("已收到照片2张，还没有记到走访")
    assert note.buttons == ["不要了"]
    [card] = await lin.says(SENTENCE)
    assert "附件：照片2张" in card.text


async def test_photos_of_another_visit_are_moved_there(office: Office, lin: Person) -> None:
    await lin.says("昨天走访康东村，路灯坏了")
    office.clock.step(minutes=30)
    await lin.says(SENTENCE)
    await lin.sends_files(*photos(3))
    [note] = await settled(office, lin)
    await lin.presses(note, "不是这次")
    [which] = await lin.news()
    assert which.edited
    [other] = [label for label in which.buttons if label.startswith("V-0001")]
    await lin.presses(which, other)
    [moved] = await lin.news()
    assert moved.text.startswith("已记到 V-0001")
    assert "照片3张" in moved.text


async def test_photos_nobody_wants_are_dropped(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos(2))
    [note] = await settled(office, lin)
    await lin.presses(note, "不要了")
    assert (await lin.news())[-1].text == "好的，照片2张不记入走访"
    [card] = await lin.says(SENTENCE)
    assert "附件" not in card.text


async def test_forty_photos_keep_nine_on_the_visit_and_lose_none(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    for start in range(0, 40, 10):
        await lin.sends_files(*[("photo", "p.jpg", picture("red", 700 + start + n, 480)) for n in range(10)])
    full, rest = await settled(office, lin)
    assert "已有照片9张" in full.text
    assert rest.text.startswith("一次走访最多9张照片。已收到照片31张")
    assert len(kept_files(office)) == 40


async def test_the_same_picture_twice_is_one_file(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends_files(("photo", "a.jpg", picture("red")))
    await lin.sends_files(("photo", "b.jpg", picture("red")))
    assert len(kept_files(office)) == 1
    [note] = await settled(office, lin)
    assert "照片1张" in note.text


async def test_an_original_loses_its_position_and_keeps_standing_upright(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    original = picture_with_position()
    assert b"PHONEMAKER" in original
    await office.client.post(
        "/sim/chats/1001/messages",
        data={"from": "1001"},
        files=[("document", ("IMG_1.jpg", original, "image/jpeg"))],
    )
    await office.work()
    [path] = kept_files(office)
    with Image.open(path) as kept:
        assert kept.getexif().get_ifd(0x8825) == {}
        assert kept.getexif()[0x0112] == 6
    assert b"PHONEMAKER" not in path.read_bytes()
    [small] = list((office.folder / "media" / "small").rglob("*.jpg"))
    with Image.open(small) as thumbnail:
        assert thumbnail.size == (360, 480)


async def test_a_voice_message_is_kept_and_said_not_to_be_turned_into_words(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends_files(("voice", "v.ogg", b"OggS" + bytes(200)))
    [note] = await settled(office, lin)
    assert note.text.endswith("已有语音1条（语音已存，未转文字）")


async def test_a_place_is_kept_to_about_a_kilometre_with_a_map(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends(location={"latitude": 23.664321, "longitude": 116.618765})
    [note] = await settled(office, lin)
    assert "已有位置1个" in note.text
    [listing] = await lin.says("/visits")
    await lin.presses(listing, "V-0001")
    [card] = await lin.news()
    assert "位置：约23.66°N，116.62°E（WGS-84，约1公里）" in card.text
    assert b"664321" not in contents(office.engine)


async def test_a_live_place_is_refused_and_its_moves_are_not_followed(office: Office, lin: Person) -> None:
    place = {"latitude": 23.664321, "longitude": 116.618765, "live_period": 900, "heading": 12}
    message = {"message_id": 7000, "date": 1795395600, "chat": PRIVATE, "from": SELF, "location": place}
    await arrives(office, {"update_id": 7, "message": message})
    [refused] = await lin.news()
    assert refused.text.startswith("不收实时位置")
    await arrives(office, {"update_id": 8, "edited_message": message | {"edit_date": 1795395660}})
    assert await lin.news() == []
    assert b"664321" not in contents(office.engine)


def document(part: str, *more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (part, *more):
            archive.writestr(name, "x")
    return out.getvalue()


async def test_an_office_document_is_kept_with_the_visit(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends_files(("document", "情况.docx", document("word/document.xml")))
    [note] = await settled(office, lin)
    assert note.text.endswith("已有文件1个")
    assert [path.suffix for path in kept_files(office)] == [".docx"]


@pytest.mark.parametrize("name", ["a.exe", "b.zip", "c.html", "没有后缀"])
async def test_other_files_are_refused_by_name(office: Office, lin: Person, name: str) -> None:
    [refused] = await lin.sends_files(("document", name, b"MZ"))
    assert refused.text.startswith(f"“{name}”这类文件不能保存")


@pytest.mark.parametrize(
    ("name", "content"), [("a.docx", b"MZ\x90"), ("b.docx", document("word/document.xml", "word/vbaProject.bin"))]
)
async def test_a_file_that_is_not_what_its_name_says_is_refused_and_the_record_stands(
    office: Office, lin: Person, name: str, content: bytes
) -> None:
    await lin.says(SENTENCE)
    [lost] = await lin.sends_files(("document", name, content))
    assert lost.text.startswith("走访 V-0001的1个文件没有存下来（内容和文件名不符）")
    assert not (office.folder / "media").exists()


async def test_a_file_over_twenty_megabytes_is_refused_with_its_size(lin: Person) -> None:
    [refused] = await lin.sends_files(("document", "a.pdf", bytes(21 * 1024 * 1024)))
    assert refused.text.startswith("这个文件有21MB，超过20MB")


async def test_a_photo_whose_download_fails_for_ten_minutes_keeps_nobody_waiting(
    office: Office, lin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    wall = [1_000.0]
    monkeypatch.setattr("time.time", lambda: wall[0])
    await office.post("/sim/faults", {"method": "getFile", "status": 500})
    [card] = await lin.sends_files(*photos(1), caption=SENTENCE)
    assert "附件：照片1张" in card.text
    for _ in range(10):
        wall[0] += 60
        await office.work()
    await office.client.delete("/sim/faults")
    wall[0] += 700
    await office.work()
    assert len(kept_files(office)) == 1
    assert await lin.news() == []


async def test_an_update_that_comes_three_times_adds_one_photo(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends_files(*photos(1))
    photo = stored_updates(office)[-1]
    for number in (photo["update_id"], 77, 78):
        await arrives(office, photo | {"update_id": number})
    [note] = await settled(office, lin)
    assert note.text.endswith("已有照片1张")


async def test_photos_of_an_undone_visit_wait_for_the_next_words(office: Office, lin: Person) -> None:
    [card] = await lin.sends_files(*photos(1), caption=SENTENCE)
    await lin.presses(card, "撤销")
    await lin.news()
    [again] = await lin.says("今天走访埔中村，5户缺化肥")
    assert "附件：照片1张" in again.text


async def test_photos_sent_during_the_steps_belong_to_the_guided_visit(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.says("/visit")
    await lin.says("康东村")
    assert await lin.sends_files(*photos(2)) == []
    for words in ("张大爷", "屋顶漏雨", "修屋顶"):
        await lin.says(words)
    [card] = await lin.says("没有")
    assert "V-0002（康东村" in card.text
    assert "附件：照片2张" in card.text


async def test_who_records_no_visits_is_told_what_can_be_sent(office: Office) -> None:
    [refused] = await office.person(1007).sends_files(*photos(1))
    assert "收到照片" in refused.text


async def test_a_caption_that_names_another_village_waits_for_a_visit_there(office: Office, lin: Person) -> None:
    await lin.says("今天走访康东村，路灯坏了")
    assert await lin.sends_files(*photos(1), caption="许坑村水塔") == []
    [asked] = await settled(office, lin)
    assert "已收到照片1张，还没有记到走访" in asked.text
    [card] = await lin.says("今天走访许坑村，水塔坏了")
    assert "附件：照片1张" in card.text


async def test_a_caption_goes_to_the_visit_of_its_village_though_another_was_told_later(
    office: Office, lin: Person
) -> None:
    await lin.says("今天走访许坑村，水塔坏了")
    await lin.says("今天走访康东村，路灯坏了")
    await lin.sends_files(*photos(2), caption="许坑村水塔")
    [note] = await settled(office, lin)
    assert note.text == "走访 V-0001（许坑村，11月23日）已有照片2张"


async def test_what_waits_for_one_village_is_not_taken_by_a_visit_of_another(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos(2), caption="许坑村水塔")
    [other] = await lin.says("今天走访康东村，路灯坏了")
    assert "附件" not in other.text
    [card] = await lin.says("今天走访许坑村，水塔坏了")
    assert "附件：照片2张" in card.text


async def test_pictures_said_afterwards_to_be_of_another_village_go_there(office: Office, lin: Person) -> None:
    await lin.says("今天走访康东村，路灯坏了")
    office.clock.step(minutes=1)
    await lin.sends_files(*photos(2))
    await settled(office, lin)
    [card] = await lin.says("这是今天在许坑村老张家拍的，厨房漏雨")
    assert "（许坑村" in card.text
    assert "附件：照片2张" in card.text
    assert "照片" not in (await lin.says("/visits 康东村"))[0].text


async def test_pictures_stay_where_the_words_after_them_speak_of_none(office: Office, lin: Person) -> None:
    await lin.says("今天走访康东村，路灯坏了")
    await lin.sends_files(*photos(2))
    await settled(office, lin)
    [card] = await lin.says("今天走访许坑村老张家，厨房漏雨，没拍照片")
    assert "附件" not in card.text


async def test_the_same_picture_sent_twice_counts_once(office: Office, lin: Person) -> None:
    await lin.says(SENTENCE)
    await lin.sends_files(*photos(1))
    await lin.sends_files(*photos(1))
    [note] = await settled(office, lin)
    assert note.text.endswith("已有照片1张")
    await lin.sends_files(*photos(2))
    [note] = await settled(office, lin)
    assert note.text.endswith("已有照片2张")


async def test_the_same_picture_sent_twice_before_its_words_counts_once(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos(1))
    await lin.sends_files(*photos(1))
    [card] = await lin.says(SENTENCE)
    assert "附件：照片1张" in card.text


async def test_one_picture_may_belong_to_two_visits(office: Office, lin: Person) -> None:
    await lin.sends_files(*photos(1))
    await lin.says(SENTENCE)
    office.clock.step(minutes=30)
    await settled(office, lin)
    await lin.sends_files(*photos(1))
    [card] = await lin.says("今天走访康东村，路灯坏了")
    assert "附件：照片1张" in card.text
