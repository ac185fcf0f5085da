"""The chat page: the files of emulator/page, at / and under /page."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

PAGE = Path(__file__).parent / "page"


class _Fresh(StaticFiles):
    """Asked for anew each time, so that a page never mixes files of two versions; unchanged ones cost a 304."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _index(_request: Request) -> Response:
    page = PAGE / "index.html"
    if not page.is_file():
        return PlainTextResponse("The chat page is not part of this installation.", 404)
    return FileResponse(page, headers={"Cache-Control": "no-cache"})


def page_routes() -> list[BaseRoute]:
    """The page itself and what it loads."""
    return [Route("/", _index), Mount("/page", _Fresh(directory=PAGE, html=True, check_dir=False))]
