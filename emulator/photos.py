"""Photos as Telegram keeps them: a few JPEG sizes of one picture."""

import io
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError

SIDES = (90, 320, 800, 1280)
"""The longest sides of the sizes Telegram makes; a picture is never enlarged."""
DIMENSIONS_LIMIT = 10_000
RATIO_LIMIT = 20
"""core.telegram.org/bots/api#sendphoto: width and height together, and their ratio."""


class NotAPhoto(Exception):
    """The bytes are no picture Telegram can show; `reason` is its own word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PhotoSize:
    """One size of a picture, as JPEG."""

    width: int
    height: int
    body: bytes


def photo_sizes(body: bytes) -> list[PhotoSize]:
    """The sizes of a picture, the smallest first. Raises NotAPhoto."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(body))
        _check(image.width, image.height)
        image.draft("RGB", (SIDES[-1] * 2, SIDES[-1] * 2))
        picture = image.convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise NotAPhoto("IMAGE_PROCESS_FAILED") from None
    longest = max(image.width, image.height)
    sides = [side for side in SIDES if side < longest] + ([longest] if longest < SIDES[-1] else [SIDES[-1]])
    return [_scaled(picture, side) for side in dict.fromkeys(sides)]


def _check(width: int, height: int) -> None:
    narrow, wide = sorted((width, height))
    if width + height > DIMENSIONS_LIMIT or wide > narrow * RATIO_LIMIT:
        raise NotAPhoto("PHOTO_INVALID_DIMENSIONS")


def _scaled(picture: Image.Image, side: int) -> PhotoSize:
    copy = picture.copy()
    copy.thumbnail((side, side), Image.Resampling.BILINEAR)
    out = io.BytesIO()
    copy.save(out, "JPEG", quality=85)
    return PhotoSize(copy.width, copy.height, out.getvalue())
