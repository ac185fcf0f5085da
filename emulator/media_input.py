"""The file a call sends: uploaded with it, or named by the id of one sent before."""

from emulator.contents import document_content, photo_content, stored_content, voice_content
from emulator.files import PHOTO_LIMIT
from emulator.jsontext import Json
from emulator.params import Params, Upload
from emulator.photos import NotAPhoto
from emulator.refusals import bad_request
from emulator.world import World


def media_content(world: World, params: Params, kind: str, reference: str) -> Json:
    """What will stand in the message; `reference` is attach://NAME, a file id, or empty for the upload `kind`."""
    upload = params.uploads.get(reference.removeprefix("attach://") or kind)
    if upload is not None:
        return _uploaded(world, kind, upload, params.integer("duration") or 0)
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    return _sent_before(world, kind, reference)


def _uploaded(world: World, kind: str, upload: Upload, duration: int) -> Json:
    if not upload.body:
        raise bad_request("file must be non-empty")
    if kind == "document":
        return document_content(world, upload)
    if kind == "voice":
        return voice_content(world, upload, duration)
    return _photo(world, upload)


def _photo(world: World, upload: Upload) -> Json:
    size = len(upload.body)
    if size > PHOTO_LIMIT:
        raise bad_request(f"file of size {size} bytes is too big for a photo; the maximum size is {PHOTO_LIMIT} bytes")
    try:
        return photo_content(world, upload.body)
    except NotAPhoto as trouble:
        raise bad_request(trouble.reason) from None


def _sent_before(world: World, kind: str, reference: str) -> Json:
    if reference.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = world.store.files.get(reference)
    if file is None:
        raise bad_request("wrong remote file identifier specified: can't unserialize it. Wrong last symbol")
    if file.kind != kind:
        raise bad_request(f"type of file mismatch: can't use file of type {file.kind} as {kind}")
    return stored_content(world, file)
