"""A session under way: begun, one speaker after the other, ended; its moderator's buttons alone move it."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session, joinedload

from db.models import Talk, TalkTurn
from services.access import Speaker
from services.talks import cards, finding, papers, problems
from services.talks.finding import Board, board, moderated
from services.talks.refusals import AnotherUnderWay, BegunBefore, NotBegun, TurnPassed


def start(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> Board:
    """The session is on, what was asked ahead goes to the departments, and the first team speaks.

    Refuses a second start, and a second session beside one.
    """
    talk = moderated(session, speaker, talk_id)
    if talk.started_at is not None:
        raise BegunBefore(talk.started_at)
    other = finding.live(session)
    if other is not None:
        raise AnotherUnderWay(other.id)
    talk.started_at = now
    previous = finding.last_ended(session, before=talk.id)
    talk.read_out = problems.kept(problems.tally(session, previous, now)) if previous else None
    session.flush()
    problems.put_all_forward(session, talk, now)
    cards.owe_live(session, talk, now)
    _give_floor(session, talk, now)
    return board(session, talk)


def move_on(session: Session, speaker: Speaker, talk_id: int, turn_id: int, now: datetime) -> Board:
    """The turn that was shown is over and the next team speaks; `turn_id` 0: nobody was speaking.

    A second tap of the same button finds the turn passed (TurnPassed) and moves nothing.
    """
    talk = _under_way(session, speaker, talk_id)
    speaking = board(session, talk).speaking
    if (speaking.id if speaking else 0) != turn_id:
        raise TurnPassed
    if speaking is not None:
        speaking.ended_at = now
    session.flush()
    _give_floor(session, talk, now)
    cards.owe_edits(session, talk, now)
    return board(session, talk)


def skip(session: Session, speaker: Speaker, talk_id: int, turn_id: int, now: datetime) -> Board:
    """The team whose turn was shown does not speak; it is passed over and the next one speaks."""
    talk = _under_way(session, speaker, talk_id)
    speaking = board(session, talk).speaking
    if speaking is None or speaking.id != turn_id:
        raise TurnPassed
    speaking.skipped_at, speaking.started_at = now, None
    session.flush()
    _give_floor(session, talk, now)
    cards.owe_edits(session, talk, now)
    return board(session, talk)


def end(session: Session, speaker: Speaker, talk_id: int, now: datetime) -> Board:
    """The session is over, the live cards say so, and its papers are owed to the moderator; once."""
    talk = _under_way(session, speaker, talk_id)
    talk.ended_at = now
    session.execute(
        update(TalkTurn)
        .where(TalkTurn.talk_id == talk.id, TalkTurn.started_at.is_not(None), TalkTurn.ended_at.is_(None))
        .values(ended_at=now)
    )
    session.flush()
    cards.owe_edits(session, talk, now)
    papers.owe(session, talk, speaker.telegram_id, now, "ended")
    return board(session, talk)


def still_speaking(session: Session, turn_id: int) -> TalkTurn | None:
    """The turn, unless it is over."""
    turn = session.get(TalkTurn, turn_id, options=[joinedload(TalkTurn.team)], populate_existing=True)
    return turn if turn is not None and turn.started_at is not None and turn.ended_at is None else None


def _under_way(session: Session, speaker: Speaker, talk_id: int) -> Talk:
    talk = moderated(session, speaker, talk_id)
    if talk.started_at is None:
        raise NotBegun
    return talk


def _give_floor(session: Session, talk: Talk, now: datetime) -> None:
    waiting = board(session, talk).waiting
    if waiting:
        waiting[0].started_at = now
        session.flush()
        cards.owe_clock(session, talk, waiting[0], now)
