"""Who moderates a session may change: another office takes over, which is kept in the log and told."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import AuditLine, Member, Talk
from services import access
from services.access import Action, Speaker
from services.talks import cards
from services.talks.finding import find_open


def may_take_over(speaker: Speaker, talk: Talk) -> bool:
    """Whether this person is of an office that reaches as far as the session and does not moderate it yet."""
    reach = access.reach(speaker, Action.RUN_TALK)
    reaches = reach.city or (talk.district is not None and talk.district in reach.districts)
    return reaches and talk.moderator_id != speaker.member_id


def take_over(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> tuple[Talk, int | None]:
    """The speaker moderates from now on; returns the chat of who did before. Refuses whoever does not reach so far."""
    access.require(speaker, Action.RUN_TALK)
    session.execute(select(Talk.id).where(Talk.id == talk_id).with_for_update())
    talk = find_open(session, speaker, talk_id)
    if not may_take_over(speaker, talk):
        raise access.NotAllowed(Action.RUN_TALK, None)
    before = talk.moderator
    session.add(
        AuditLine(at=now, actor=speaker.name, act="talks.take_over", subject=str(talk.id),
                  before=before.name, after=speaker.name)
    )  # fmt: skip
    talk.moderator_id = speaker.member_id or talk.moderator_id
    session.flush()
    talk.moderator = session.get_one(Member, talk.moderator_id)
    if talk.started_at is not None:
        cards.owe_edits(session, talk, now)
    return talk, before.telegram_id
