"""The group that follows a session: which it is, and what the assistant may do there."""

from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Talk
from services import errands, groups
from services.access import Scope
from services.groups import Group, Standing
from services.people import CITY_NAME
from services.talks import cards

PURPOSE = "talks.group"


def owe_look(session: Session, talk: Talk, telegram_id: int, now: datetime) -> None:
    """The group of the city (or district), if there is one, is looked at for this session."""
    group = group_of(session, talk)
    if group is not None:
        facts = {"talk": talk.id, "chat": group.chat_id, "topic": group.topic, "title": group.title}
        errands.owe(session, f"talk:{talk.id}:group", PURPOSE, telegram_id, now, facts)


def group_of(session: Session, talk: Talk) -> Group | None:
    """Where a session of this reach is followed: the first group of the city, or of its district."""
    scope, name = (Scope.CITY, CITY_NAME) if talk.district is None else (Scope.DISTRICT, talk.district)
    return next(iter(groups.of(session, scope, name)), None)


def settle(session: Session, talk_id: int, chat_id: int, standing: Standing, now: datetime) -> Talk:
    """The session is followed there from now on: its announcement is owed to the group, and later its live card."""
    talk = session.get_one(Talk, talk_id)
    talk.group_id, talk.group_topic = chat_id, standing.topic
    session.flush()
    cards.owe_card(session, talk, chat_id, now)
    return talk
