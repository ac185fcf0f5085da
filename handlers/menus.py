"""The commands behind everybody's menu button: told to Telegram at the start, and again only where they changed."""

import hashlib
from datetime import datetime

from sqlalchemy.orm import Session

from handlers.answers import Menu, menu_call
from services import deliveries, people
from services.access import Speaker
from services.deliveries import Owed, Urgency
from texts import menu


def owe_changed(session: Session, now: datetime) -> None:
    """Each member is owed the menu of their roles, once for each state of it."""
    deliveries.owe(session, [_owed(speaker) for speaker in people.everybody(session)], now)


def _owed(speaker: Speaker) -> Owed:
    commands = menu.commands(speaker)
    state = hashlib.sha256(repr(commands).encode()).hexdigest()[:16]
    content = menu_call(Menu(speaker.telegram_id, commands))
    key = f"menu:{speaker.telegram_id}:{state}"
    return Owed(key, speaker.telegram_id, "setMyCommands", content, "menu", urgency=Urgency.BULK)
