"""Photos, documents, voices: from people and from the bot, and their limits."""

import io

import httpx
import pytest
from PIL import Image
from telegram import InputMediaDocument, InputMediaPhoto
from telegram.error import BadRequest, NetworkError

from tests.emulator.server.town import LIN, TOKEN, Town


def picture(width: int = 1600, height: int = 900, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return out.getvalue()


async def posted(town: Town, files: list[tuple[str, tuple[str, bytes, str]]], **fields: str) -> httpx.Response:
    address = f"/sim/chats/{LIN}/messages"
    return await town.phones.post(address, data={"from": str(LIN)} | fields, files=files)


async def test_a_photo_comes_in_real_sizes_that_can_be_fetched(town: Town) -> None:
    await posted(town, [("photo", ("a.png", picture(), "image/png"))], caption="青梅基地")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.caption == "青梅基地"
    sizes = [(size.width, size.height) for size in update.message.photo]
    assert sizes == [(90, 51), (320, 180), (800, 450), (1280, 720)]
    for size in update.message.photo:
        body = bytes(await (await size.get_file()).download_as_bytearray())
        assert Image.open(io.BytesIO(body)).size == (size.width, size.height)
        assert len(body) == size.file_size


async def test_a_small_photo_is_not_enlarged(town: Town) -> None:
    sent = await town.bot.send_photo(LIN, picture(200, 100))
    assert [(size.width, size.height) for size in sent.photo] == [(90, 45), (200, 100)]


async def test_an_album_is_separate_messages_with_one_number(town: Town) -> None:
    files = [("photo", (f"{n}.png", picture(colour=colour), "image/png")) for n, colour in enumerate(("red", "blue"))]
    answer = (await posted(town, files, caption="两张")).json()
    messages = [update.message for update in await town.updates()]
    assert [one.message_id for one in messages if one] == answer["message_ids"]
    assert [one.caption for one in messages if one] == ["两张", None]
    assert len({one.media_group_id for one in messages if one}) == 1
    assert [one["album"] for one in await town.shown(LIN)] == [one.media_group_id for one in messages if one]


async def test_a_document_keeps_its_name_and_bytes(town: Town) -> None:
    await posted(town, [("document", ("台账 表.xlsx", b"PK data", "application/vnd.ms-excel"))])
    [update] = await town.updates()
    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.file_size, document.mime_type) == (
        "台账 表.xlsx",
        7,
        "application/vnd.ms-excel",
    )
    assert bytes(await (await document.get_file()).download_as_bytearray()) == b"PK data"
    [shown] = await town.shown(LIN)
    assert isinstance(shown["document"], dict)
    assert (await town.phones.get(shown["document"]["url"])).content == b"PK data"


async def test_a_page_cannot_run_what_somebody_uploaded(town: Town) -> None:
    await posted(town, [("document", ("a.html", b"<script>alert(1)</script>", "text/html"))])
    [shown] = await town.shown(LIN)
    assert isinstance(shown["document"], dict)
    headers = (await town.phones.get(shown["document"]["url"])).headers
    assert headers["content-disposition"].startswith("attachment")
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_voice_message_has_a_duration(town: Town) -> None:
    await posted(town, [("voice", ("v.ogg", b"OggS", "audio/ogg"))], duration="4")
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.voice is not None
    assert (update.message.voice.file_size, (await town.shown(LIN))[0]["voice"]["duration"]) == (4, 4)  # type: ignore[index]
    sent = await town.bot.send_voice(LIN, b"OggS", duration=7)
    assert sent.voice is not None


async def test_a_file_above_20_mb_cannot_be_fetched(town: Town) -> None:
    body = bytes(20 * 1024 * 1024 + 1)
    await posted(town, [("document", ("gross.zip", body, "application/zip"))])
    [update] = await town.updates()
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()


async def test_an_unknown_file_is_refused(town: Town) -> None:
    with pytest.raises(BadRequest, match="Invalid file_id"):
        await town.bot.get_file("AgACnothing")
    with pytest.raises(BadRequest, match="Wrong remote file identifier specified"):
        await town.bot.send_photo(LIN, "AgACnothing")
    assert (await town.phones.get(f"/file/bot{TOKEN}/photos/AgACnothing.jpg")).status_code == 404
    assert (await town.phones.get("/file/bot9:other/photos/AgACnothing.jpg")).status_code == 401


async def test_a_bot_sends_at_most_50_mb(town: Town) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await town.bot.send_document(LIN, bytes(50 * 1024 * 1024 + 1), filename="a.zip")


async def test_a_photo_has_at_most_10_mb(town: Town) -> None:
    with pytest.raises(BadRequest, match="is too big for a photo; the maximum size is 10485760 bytes"):
        await town.bot.send_photo(LIN, bytes(10 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"not a picture", "Image_process_failed"),
        (picture(2100, 100), "Photo_invalid_dimensions"),
        (picture(9990, 1000)[:200], "Photo_invalid_dimensions"),
        (picture()[:200], "Image_process_failed"),
    ],
)
async def test_what_is_no_photo_is_refused(town: Town, body: bytes, complaint: str) -> None:
    with pytest.raises(BadRequest, match=complaint):
        await town.bot.send_photo(LIN, body)
    assert await town.shown(LIN) == []


async def test_a_file_is_sent_again_by_its_id(town: Town) -> None:
    first = await town.bot.send_photo(LIN, picture())
    again = await town.bot.send_photo(LIN, first.photo[-1].file_id, caption="再看")
    assert again.photo == first.photo
    with pytest.raises(BadRequest, match="can't use file of type photo as document"):
        await town.bot.send_document(LIN, first.photo[-1].file_id)


async def test_the_bot_sends_an_album(town: Town) -> None:
    media = [InputMediaPhoto(picture(), caption="<b>一</b>", parse_mode="HTML"), InputMediaPhoto(picture(640, 480))]
    first, second = await town.bot.send_media_group(LIN, media)
    assert (first.caption, first.media_group_id) == ("一", second.media_group_id)
    assert [one["album"] for one in await town.shown(LIN)] == [first.media_group_id] * 2


async def test_albums_telegram_does_not_take(town: Town) -> None:
    with pytest.raises(BadRequest, match="Document can't be mixed with other media types"):
        await town.bot.send_media_group(LIN, [InputMediaPhoto(picture()), InputMediaDocument(b"x", filename="a.txt")])
    with pytest.raises(BadRequest, match="Too many messages to send as an album"):
        await town.bot.send_media_group(LIN, [InputMediaDocument(b"x", filename="a.txt")] * 11)
    assert await town.shown(LIN) == []


async def test_a_caption_has_at_most_1024_characters(town: Town) -> None:
    assert (await town.bot.send_document(LIN, b"x", caption="字" * 1024)).caption == "字" * 1024
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await town.bot.send_document(LIN, b"x", caption="字" * 1025)
    assert (await posted(town, [("document", ("a", b"x", "text/plain"))], caption="字" * 1025)).status_code == 400


async def test_an_empty_file_is_refused(town: Town) -> None:
    answer = await town.phones.post(f"/bot{TOKEN}/sendDocument", data={"chat_id": LIN}, files={"document": b""})
    assert answer.json()["description"] == "Bad Request: file must be non-empty"
    assert (await town.call("sendDocument", chat_id=LIN)).json()["description"].endswith("no document in the request")


async def test_a_copied_photo_is_the_same_photo(town: Town) -> None:
    sent = await town.bot.send_photo(LIN, picture(), caption="原")
    await town.bot.copy_message(LIN, LIN, sent.message_id, caption="新")
    first, second = await town.shown(LIN)
    assert (second["photo"], second["text"]) == (first["photo"], "新")
