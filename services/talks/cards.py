"""What participants are owed of a session: its announcement, and one live card each that follows it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Delivery, Talk, TalkTurn
from services import deliveries
from services.deliveries import Owed, Urgency
from services.talks.finding import participants

CARD, LIVE, LIVE_EDIT, TIME = "talks.card", "talks.live", "talks.live.edit", "talks.time"
REMINDER, CALLED_OFF = "talks.reminder", "talks.called_off"
SPEAKING_MINUTES = 5
EDIT_EVERY_SECONDS = 3
_REMIND_BEFORE = timedelta(minutes=30)


def owe_announcement(session: Session, talk: Talk, now: datetime) -> int:
    """Each participant is owed the card, and the moderator a word half an hour before; returns how many people."""
    people = participants(session, talk.district, talk.moderator_id)
    owed = [_owed(card_key(talk.id, one.telegram_id), one.telegram_id, CARD, talk) for one in people]
    deliveries.owe(session, owed, now)
    for one in people:
        if one.member_id == talk.moderator_id:
            owe_reminder(session, talk, one.telegram_id, now)
    return len(people)


def owe_reminder(session: Session, talk: Talk, chat: int, now: datetime) -> None:
    """Who moderates and who speaks is owed a word half an hour before; none where that is over."""
    remind_at = talk.starts_at - _REMIND_BEFORE
    if remind_at > now:
        deliveries.owe(session, [_owed(f"talk:{talk.id}:reminder:{chat}", chat, REMINDER, talk)], remind_at)


def owe_card(session: Session, talk: Talk, chat: int, now: datetime) -> None:
    """This chat is owed the announcement."""
    deliveries.owe(session, [_owed(card_key(talk.id, chat), chat, CARD, talk)], now)


def owe_called_off(session: Session, talk: Talk, now: datetime) -> None:
    """Each participant is owed the word that it does not take place."""
    where = chats(session, talk)
    deliveries.owe(
        session, [_owed(f"talk:{talk.id}:called_off:{chat}", chat, CALLED_OFF, talk) for chat in where], now
    )  # fmt: skip


def owe_live(session: Session, talk: Talk, now: datetime) -> None:
    """Each participant, and the group, is owed the live card."""
    owed = [_owed(live_key(talk.id, chat), chat, LIVE, talk) for chat in chats(session, talk)]
    deliveries.owe(session, owed, now)


def owe_edits(session: Session, talk: Talk, now: datetime) -> None:
    """Every live card follows within three seconds; what changes meanwhile shares the edit."""
    due_at = now + timedelta(seconds=EDIT_EVERY_SECONDS)
    moment = int(due_at.timestamp()) // EDIT_EVERY_SECONDS
    _owe_edits(session, chats(session, talk), talk.id, str(moment), due_at, str(talk.id))


def owe_clock(session: Session, talk: Talk, turn: TalkTurn, now: datetime) -> None:
    """The speaker's five minutes: their card, the moderator's and the group's count them; then a gentle word."""
    shown = _clock_chats(session, talk, turn)
    for minute in range(1, SPEAKING_MINUTES + 1):
        moment = f"clock{turn.id}-{minute}"
        _owe_edits(session, shown, talk.id, moment, now + timedelta(minutes=minute), f"{talk.id}:{turn.id}")
    told = [
        Owed(f"talk:{talk.id}:time:{turn.id}:{chat}", chat, "sendMessage", None, TIME, str(turn.id), Urgency.PERSONAL)
        for chat in shown
    ]
    deliveries.owe(session, told, now + timedelta(minutes=SPEAKING_MINUTES))


def live_message(session: Session, talk_id: int, chat: int) -> int | None:
    """The number of the live card in this chat, once it is sent."""
    return session.scalar(select(Delivery.message_id).where(Delivery.key == live_key(talk_id, chat)))


def card_key(talk_id: int, chat: int) -> str:
    """The delivery that is the announcement in this chat."""
    return f"talk:{talk_id}:card:{chat}"


def live_key(talk_id: int, chat: int) -> str:
    """The delivery that is the live card in this chat."""
    return f"talk:{talk_id}:live:{chat}"


def chats(session: Session, talk: Talk) -> list[int]:
    """Where the session is followed: with each participant, and in its group."""
    group = [talk.group_id] if talk.group_id is not None else []
    return [one.telegram_id for one in participants(session, talk.district, talk.moderator_id)] + group


def _clock_chats(session: Session, talk: Talk, turn: TalkTurn) -> list[int]:
    wanted = {talk.moderator_id, turn.member_id}
    people = [one for one in participants(session, talk.district, talk.moderator_id) if one.member_id in wanted]
    return [one.telegram_id for one in people] + ([talk.group_id] if talk.group_id is not None else [])


def _owe_edits(
    session: Session, where: Iterable[int], talk_id: int, moment: str, due_at: datetime, subject: str
) -> None:
    owed = [
        Owed(f"{live_key(talk_id, chat)}:{moment}", chat, "editMessageText", None, LIVE_EDIT, subject, Urgency.PERSONAL)
        for chat in where
    ]
    deliveries.owe(session, owed, due_at)


def _owed(key: str, chat: int, occasion: str, talk: Talk) -> Owed:
    return Owed(key, chat, "sendMessage", None, occasion, str(talk.id), Urgency.PERSONAL)
