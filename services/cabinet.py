"""Files kept outside the database, under the hash of their content: the same picture lies there once."""

import io
import os
import re
import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from zipfile import BadZipFile, ZipFile

from PIL import Image, ImageOps, UnidentifiedImageError

from services.errands import Unusable

FOLDER = "media"
THUMBNAIL_SIDE = 480
MOST_PIXELS = 60_000_000
NO_PICTURE, TOO_LARGE, WRONG_TYPE = "no picture", "too many pixels", "wrong type"

_ORIENTATION = 0x0112
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_PICTURES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_OFFICE_PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}
_OLD_OFFICE, _PDF = b"\xd0\xcf\x11\xe0", b"%PDF-"
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".wps", ".et")
"""What offices send beside a visit, by its name; whether the content is such a file is seen once it is there."""


@dataclass(frozen=True)
class Kept:
    """A file in the cabinet: `hash` is the SHA-256 of what lies there; width and height only for pictures."""

    hash: str
    suffix: str
    size: int
    width: int | None = None
    height: int | None = None


def keep_picture(content: bytes, folder: Path) -> Kept:
    """The picture without its position and camera data, upright, and a small one beside it. Refuses by Unusable."""
    picture = _opened(content)
    suffix = _PICTURES.get(picture.format or "")
    if suffix is None:
        raise Unusable(NO_PICTURE)
    clean = _without_position(content, picture)
    upright = ImageOps.exif_transpose(picture)
    kept = Kept(sha256(clean).hexdigest(), suffix, len(clean), upright.width, upright.height)
    _write(path_of(folder, kept.hash, kept.suffix), clean)
    _write(thumbnail_of(folder, kept.hash), _small(upright))
    return kept


def keep_voice(content: bytes, folder: Path) -> Kept:
    """A voice message as it came."""
    return _keep(content, ".ogg", folder)


def keep_document(content: bytes, folder: Path) -> Kept:
    """A document of an office, as it came; told by its content. Refuses (Unusable) other types, and macros."""
    suffix = _office_type(content)
    if suffix is None:
        raise Unusable(WRONG_TYPE)
    return _keep(content, suffix, folder)


def suffix_of(name: str) -> str:
    """.docx of 情况.DOCX."""
    return Path(name).suffix.lower()


def path_of(folder: Path, content_hash: str, suffix: str) -> Path:
    """Where a kept file lies."""
    return folder / FOLDER / content_hash[:2] / f"{content_hash}{suffix}"


def thumbnail_of(folder: Path, content_hash: str) -> Path:
    """Where the small picture of a kept one lies."""
    return folder / FOLDER / "small" / content_hash[:2] / f"{content_hash}.jpg"


def _keep(content: bytes, suffix: str, folder: Path) -> Kept:
    kept = Kept(sha256(content).hexdigest(), suffix, len(content))
    _write(path_of(folder, kept.hash, suffix), content)
    return kept


def _office_type(content: bytes) -> str | None:
    if content.startswith(_PDF):
        return ".pdf"
    if content.startswith(_OLD_OFFICE):
        return ".ole"
    try:
        names = set(ZipFile(io.BytesIO(content)).namelist())
    except BadZipFile:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((suffix for part, suffix in _OFFICE_PARTS.items() if part in names), None)


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a kill leaves no half file under a name that promises the content."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            with suppress(OSError):
                Path(file.name).unlink()
            raise
    Path(file.name).replace(path)


def _opened(content: bytes) -> Image.Image:
    try:
        picture = Image.open(io.BytesIO(content))
        if picture.width * picture.height > MOST_PIXELS:
            raise Unusable(TOO_LARGE)
        picture.load()
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise Unusable(NO_PICTURE) from error
    return picture


def _small(picture: Image.Image) -> bytes:
    small = picture.convert("RGB")
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=78)
    return out.getvalue()


def _without_position(content: bytes, picture: Image.Image) -> bytes:
    """A JPEG keeps its very pixels and its orientation; of other formats the picture is written anew, upright."""
    if picture.format == "JPEG":
        return _cleaned_jpeg(content, picture.getexif().get(_ORIENTATION, 1))
    out = io.BytesIO()
    ImageOps.exif_transpose(picture).save(out, picture.format, lossless=True, exif=b"")
    return out.getvalue()


def _cleaned_jpeg(content: bytes, orientation: int) -> bytes:
    """Camera, place, text and pictures behind the picture are left out; no pixel of it is touched."""
    parts = [b"\xff\xd8"]
    if orientation != 1:
        parts.append(_orientation_segment(orientation))
    parts += [segment for kind, segment in _segments(content) if _is_of_the_picture(kind, segment)]
    return b"".join(parts)


def _is_of_the_picture(kind: int, segment: bytes) -> bool:
    """Of what programs add (APP0–APP15, comments) only what colours need: JFIF, the ICC profile, Adobe's mark."""
    if kind == 0xE2:
        return segment[4:].startswith(b"ICC_PROFILE")
    return kind in (0xE0, 0xEE) or not (0xE0 <= kind <= 0xEF or kind == 0xFE)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment (ITU T.81, annex B), a scan with its coded data; ends with the picture."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        kind = content[at + 1]
        if kind == 0xFF:
            at += 1
            continue
        if kind == 0xD9:
            break
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        end = at + 2 + length
        if kind == 0xDA:
            end = _end_of_scan(content, end)
        yield kind, content[at:end]
        at = end
    yield 0xD9, b"\xff\xd9"


def _end_of_scan(content: bytes, start: int) -> int:
    """Within coded data 0xFF is followed by 0 or a restart mark; anything else is the next marker."""
    found = _MARKER.search(content, start)
    return found.start() if found else len(content)


def _orientation_segment(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    body = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
