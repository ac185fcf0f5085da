"""getFile: where the bytes of a file are."""

from emulator.files import DOWNLOAD_LIMIT
from emulator.jsontext import Json
from emulator.params import Params
from emulator.refusals import bad_request
from emulator.world import World


def get_file(world: World, params: Params) -> Json:
    """The file's path under /file/bot<token>/. Refuses files above what Telegram gives out."""
    if not params.has("file_id"):
        raise bad_request("file_id not specified")
    file = world.store.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if file.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file.as_file()
