"""Pictures as phones make them, for tests."""

import io

from PIL import Image

_NORTH_OF = {1: "N", 2: (23.0, 39.0, 36.0), 3: "E", 4: (116.0, 37.0, 12.0)}


def picture(colour: str = "teal", width: int = 640, height: int = 480, kind: str = "JPEG") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, kind)
    return out.getvalue()


def picture_with_position(orientation: int = 6) -> bytes:
    """A picture that tells where it was taken and by which camera, lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "PHONEMAKER"
    exif.get_ifd(0x8825).update(_NORTH_OF)
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "olive").save(out, "JPEG", exif=exif)
    return out.getvalue()
