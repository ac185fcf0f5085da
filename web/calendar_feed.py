"""The private address that a phone's calendar asks: a person's duties as iCalendar (RFC 5545)."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from reports.duty_calendar import duty_calendar
from services.duties import ahead, feeds
from services.knowing import Shelf
from services.work import WorkError
from texts import duty_calendar as texts

_PRIVATE = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


def route(sessions: sessionmaker[Session], shelf: Shelf, now: Callable[[], datetime]) -> Route:
    """Answers with the calendar as it stands; whoever asks under an address that is no more gets 404."""

    def answer(request: Request) -> Response:
        with sessions.begin() as session:
            content = _calendar(session, request.path_params["word"], shelf, now())
        if content is None:
            return PlainTextResponse(texts.FEED_GONE, 404, _PRIVATE)
        return Response(content, 200, _PRIVATE, "text/calendar; charset=utf-8")

    return Route(feeds.PATH, answer)


def _calendar(session: Session, word: str, shelf: Shelf, now: datetime) -> bytes | None:
    speaker = feeds.reader(session, word)
    if speaker is None or speaker.team is None:
        return None
    try:
        found = ahead.entries(session, speaker, shelf.knowledge.duties, now)
    except WorkError:
        return None
    return duty_calendar(found, texts.title(speaker.team.town), now)
