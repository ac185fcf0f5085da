"""Everything that is served over HTTP under one address: our pages, and whatever stands beneath them."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send


class Site:
    """Our routes first; what none of them knows, and the start and end of serving, is `beneath`'s."""

    def __init__(self, routes: Sequence[BaseRoute], beneath: ASGIApp | None = None) -> None:
        self._routes = routes
        self._pages = Starlette(routes=routes)
        self._beneath = beneath or Starlette()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        await (self._pages if self._is_ours(scope) else self._beneath)(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        return scope["type"] == "http" and any(route.matches(scope)[0] is not Match.NONE for route in self._routes)
