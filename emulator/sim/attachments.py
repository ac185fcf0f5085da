"""Files a person sends: photos, a document, a voice message."""

from dataclasses import dataclass, field

from starlette.datastructures import UploadFile
from starlette.requests import Request

from emulator.contents import document_content, photo_content, voice_content
from emulator.entities import utf16_length
from emulator.jsontext import Json, as_integer, as_text
from emulator.messages import Bubble
from emulator.params import Upload, read_upload
from emulator.photos import NotAPhoto
from emulator.refusals import SimRefusal
from emulator.words import CAPTION_LIMIT
from emulator.world import World

ALBUM_LIMIT = 10
_KINDS = ("photo", "document", "voice")


@dataclass(frozen=True, slots=True)
class Attachments:
    """The files of one form in their order, each with its kind, and the words that go with the first."""

    files: list[tuple[str, Upload]] = field(default_factory=list)
    caption: str = ""
    duration: int = 0

    def bubbles(self, world: World) -> list[Bubble]:
        """A bubble a file; several are an album, whose words go with the first."""
        contents = [self._content(world, kind, upload) for kind, upload in self.files]
        album = world.new_album() if len(contents) > 1 else None
        captions = [self.caption, *[""] * len(contents)]
        return [Bubble(caption, content=one, album=album) for caption, one in zip(captions, contents, strict=False)]

    def _content(self, world: World, kind: str, upload: Upload) -> Json:
        if kind == "document":
            return document_content(world, upload)
        if kind == "voice":
            return voice_content(world, upload, self.duration)
        try:
            return photo_content(world, upload.body)
        except NotAPhoto as trouble:
            raise SimRefusal(400, f"a phone cannot send this as a photo: {trouble.reason}") from None


async def read_form(request: Request) -> tuple[Json, Attachments]:
    """The fields of the form, and its files."""
    form = await request.form(max_part_size=4 * 1024 * 1024)
    fields: Json = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    files = [
        (name, await read_upload(value))
        for name, value in form.multi_items()
        if isinstance(value, UploadFile) and name in _KINDS
    ]
    await form.close()
    _check(files)
    return fields, Attachments(files, _caption(fields), as_integer(fields.get("duration")) or 1)


def _check(files: list[tuple[str, Upload]]) -> None:
    if len(files) > ALBUM_LIMIT:
        raise SimRefusal(400, f"an album holds {ALBUM_LIMIT}")
    if len({kind for kind, _ in files}) > 1 or (len(files) > 1 and files[0][0] == "voice"):
        raise SimRefusal(400, "an album is of photos only or of documents only")


def _caption(fields: Json) -> str:
    caption = (as_text(fields.get("caption")) or as_text(fields.get("text"))).strip()
    if utf16_length(caption) > CAPTION_LIMIT:
        raise SimRefusal(400, f"a caption holds {CAPTION_LIMIT} characters")
    return caption
