"""What stands in a message beside words: photos, documents, voices, places, stickers, in the Bot API's shape."""

from emulator.files import StoredFile, new_file_id
from emulator.jsontext import Json
from emulator.params import Upload
from emulator.photos import photo_sizes
from emulator.world import World


def photo_content(world: World, body: bytes) -> Json:
    """A picture in its sizes, which know each other. Raises NotAPhoto."""
    sizes = photo_sizes(body)
    ids = [new_file_id() for _ in sizes]
    files = [
        StoredFile(file_id, "photo", "photo.jpg", "image/jpeg", len(size.body), size.width, size.height, sizes=ids)
        for file_id, size in zip(ids, sizes, strict=True)
    ]
    for file, size in zip(files, sizes, strict=True):
        world.store.save_file(file, size.body)
    return {"photo": [file.as_photo_size() for file in files]}


def document_content(world: World, upload: Upload) -> Json:
    """A file as it came."""
    file = StoredFile(new_file_id(), "document", upload.name, upload.kind, len(upload.body))
    world.store.save_file(file, upload.body)
    return {"document": file.as_document()}


def voice_content(world: World, upload: Upload, duration: int) -> Json:
    """A voice message of so many seconds."""
    file = StoredFile(new_file_id(), "voice", upload.name, "audio/ogg", len(upload.body), duration=duration)
    world.store.save_file(file, upload.body)
    return {"voice": file.as_voice()}


def stored_content(world: World, file: StoredFile) -> Json:
    """A file that is sent again by its id; a photo with all its sizes."""
    if file.kind == "photo":
        return {"photo": [world.store.files[size].as_photo_size() for size in file.sizes or [file.id]]}
    return {"document": file.as_document()} if file.kind == "document" else {"voice": file.as_voice()}


def place_content(latitude: float, longitude: float) -> Json:
    """A point on the map."""
    return {"location": {"latitude": latitude, "longitude": longitude}}


def sticker_content(emoji: str) -> Json:
    """A sticker for an emoji; it has no picture here."""
    names: Json = {"file_id": new_file_id(), "file_unique_id": "AQADsticker", "type": "regular", "emoji": emoji}
    return {"sticker": names | {"width": 512, "height": 512, "is_animated": False, "is_video": False}}
