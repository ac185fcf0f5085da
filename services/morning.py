"""The one message of a working morning (C5): what else there is to say that morning joins it."""

from datetime import date

from sqlalchemy import ColumnElement, Text, cast, exists, literal
from sqlalchemy.orm import InstrumentedAttribute

from db.models import Delivery

DIGEST = "duties.digest"


def key(day: date, chat: ColumnElement[int] | InstrumentedAttribute[int | None] | int) -> ColumnElement[str]:
    """The delivery that is a chat's digest of this day."""
    return literal(f"{DIGEST}:{day.isoformat()}:") + cast(chat, Text)


def has_digest(day: date, chat: ColumnElement[int] | InstrumentedAttribute[int | None] | int) -> ColumnElement[bool]:
    """Whether this chat is owed a digest of this day, sent or not."""
    return exists().where(Delivery.key == key(day, chat))
