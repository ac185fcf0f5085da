"""The bytes of what was sent: for the page under /sim/files, for the bot under /file/bot<token>."""

from pathlib import PurePosixPath
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from emulator.files import DOWNLOAD_LIMIT
from emulator.refusals import SimRefusal
from emulator.world import World

_SHOWN = frozenset({"image/jpeg", "image/png", "audio/ogg"})


async def read_file(world: World, request: Request) -> Response:
    """A photo or voice to show, anything else to save: a page never runs what somebody uploaded."""
    file = world.store.files.get(request.path_params["file"])
    body = world.store.journal.content(file.id) if file else None
    if file is None or body is None:
        raise SimRefusal(404, "there is no such file")
    manner = "inline" if file.kind != "document" and file.mime in _SHOWN else "attachment"
    headers = {
        "Content-Disposition": f"{manner}; filename*=UTF-8''{quote(file.name)}",
        "Cache-Control": "private, max-age=31536000, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(body, media_type=file.mime, headers=headers)


async def download(world: World, request: Request) -> Response:
    """What the bot fetches after getFile."""
    allowed = world.token is None or request.path_params["token"] == world.token
    file = world.store.files.get(PurePosixPath(request.path_params["path"]).stem)
    body = world.store.journal.content(file.id) if file and allowed and file.size <= DOWNLOAD_LIMIT else None
    if body is None:
        status, description = (404, "Not Found") if allowed else (401, "Unauthorized")
        return JSONResponse({"ok": False, "error_code": status, "description": description}, status)
    return Response(body, media_type="application/octet-stream")
