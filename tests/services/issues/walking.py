"""One step of the random walk, as a process of its own takes it; and what the history of the steps must have led to."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from unittest.mock import patch

from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import IssueEvent
from db.turns import Turn, take_turn
from services import issues
from services.access import Speaker
from services.clock import day_of
from services.departments import DepartmentUnknown
from services.hours import Hours
from services.issues import TABLE, IssueRefusal, Move, Party, State, journal
from services.work import WorkError
from tests.services.issues.town import DRY, FANG, LATER, LIN, MIN, WANG, WATER, XU, who

PEOPLE = (LIN, WANG, MIN, XU, FANG, WATER, LATER)
STAFF = {"水利局": {WATER}, "农业农村局": {XU}}
_DAYS_ON = timedelta(days=9)


@dataclass(frozen=True)
class Step:
    """Who tries what with which problem; `other` is another problem or the unit that is named."""

    move: str
    actor: int
    number: int
    unit: str
    other: int


@cache
def _store(url: str) -> sessionmaker[Session]:
    return sessions(open_engine(url))


def take(url: str, step: Step, now: datetime) -> list[int]:
    """The events this step led to; none where it was refused. What is no refusal of the work ends the walk."""
    with _watched() as written, _store(url).begin() as session:
        speaker = who(session, step.actor)
        try:
            with session.begin_nested():
                _DOING[step.move](session, speaker, step, now)
        except (IssueRefusal, DepartmentUnknown, WorkError):
            written.clear()
        return list(written)


def plan(url: str, now: datetime) -> list[int]:
    """The clock's steps, taken by whichever process has the turn."""
    with _watched() as written, _store(url).begin() as session:
        if take_turn(session.connection(), Turn.PLANNING):
            issues.plan(session, Hours(), now)
        return list(written)


class _watched:  # noqa: N801 reads as a verb where it is used
    """Remembers the events that are written within the block."""

    def __enter__(self) -> list[int]:
        self._written: list[int] = []
        real = journal.write

        def write(*facts: object, **more: object) -> IssueEvent:
            event = real(*facts, **more)  # type: ignore[arg-type]
            self._written.append(event.id)
            return event

        self._patch = patch.object(journal, "write", write)
        self._patch.start()
        return self._written

    def __exit__(self, *_: object) -> None:
        self._patch.stop()


_Doing = Callable[[Session, Speaker, Step, datetime], object]
_DOING: dict[str, _Doing] = {
    "raise": lambda s, w, _, now: issues.raise_issue(s, w, DRY, now),
    "raise_vaguely": lambda s, w, _, now: issues.raise_issue(s, w, "手续一直批不下来", now),
    "undo": lambda s, w, one, now: issues.undo(s, w, one.number, now),
    "publish": lambda s, w, one, now: issues.publish(s, w, one.number, now),
    "claim": lambda s, w, one, now: issues.claim(s, w, one.number, now),
    "refuse": lambda s, w, one, now: issues.refuse(s, w, one.number, "不属本局", one.unit, now),
    "hand_back": lambda s, w, one, now: issues.hand_back(s, w, one.number, "人手不够", now),
    "assign": lambda s, w, one, now: issues.assign(s, w, one.number, one.unit, now),
    "note": lambda s, w, one, now: issues.note(s, w, one.number, "看了现场", now),
    "answer": lambda s, w, one, now: issues.answer(s, w, one.number, "已打井", now),
    "take_back": lambda s, w, one, now: issues.take_back(s, w, one.number, now),
    "ask": lambda s, w, one, now: issues.ask_now(s, w, one.number, now),
    "solved": lambda s, w, one, now: issues.say_solved(s, w, one.number, now),
    "partly": lambda s, w, one, now: issues.say_partly(s, w, one.number, "还差水泵", now),
    "unsolved": lambda s, w, one, now: issues.say_unsolved(s, w, one.number, now),
    "remark": lambda s, w, one, now: issues.remark(s, w, one.number, "没有水", now),
    "reopen": lambda s, w, one, now: issues.reopen(s, w, one.number, "又干了", now),
    "defer": lambda s, w, one, now: issues.defer(s, w, one.number, day_of(now + _DAYS_ON), "等旱季", now),
    "resume": lambda s, w, one, now: issues.take_up(s, w, one.number, now),
    "decline": lambda s, w, one, now: issues.decline(s, w, one.number, "不合规划", now),
    "extend": lambda s, w, one, now: issues.extend(s, w, one.number, day_of(now + _DAYS_ON), "急", now),
    "merge": lambda s, w, one, now: issues.merge(s, w, one.number, one.other, now),
}
MOVES = tuple(_DOING)


@dataclass
class Past:
    """What one problem's events so far say, told by nothing but the events."""

    state: State | None = None
    raisers: set[int] = field(default_factory=set)
    waited_for: set[int] = field(default_factory=set)
    owner: str | None = None
    with_office: bool = False
    refusals: int = 0
    suggested: set[int] = field(default_factory=set)
    captains: set[int] = field(default_factory=set)

    @property
    def owners(self) -> set[int]:
        return STAFF.get(self.owner, set()) if self.owner else {MIN}

    def may(self, party: Party, actor: int | None) -> bool:
        """Whether this actor is that party just before the step."""
        staff = set().union(*STAFF.values())
        members = {
            Party.RAISER: self.raisers,
            Party.DEPARTMENT: staff,
            Party.OWNER: self.owners & staff,
            Party.OFFICE: {MIN},
            Party.INSPECTOR: {FANG, MIN},
        }
        return actor is None if party is Party.CLOCK else actor in members[party]


class Replay:
    """All problems of a walk, replayed from their events in order; knows who should have heard of each."""

    def __init__(self, chats: dict[int, int]) -> None:
        self._chats = chats
        self.past: dict[int, Past] = {}
        self.undone: set[int] = set()

    def follow(self, events: Iterable[IssueEvent]) -> dict[int, set[int]]:
        """Every event leads on from the one before, by the table; returns who should hear of each event."""
        return {event.id: self._step(event) for event in events}

    def _step(self, event: IssueEvent) -> set[int]:
        past = self.past.setdefault(event.number, Past())
        move, rule = Move(event.move), TABLE[Move(event.move)]
        actor = self._chats[event.actor_id] if event.actor_id else None
        assert (event.before is None) == (move is Move.RAISE)
        assert event.before == past.state, "an event is missing between two others"
        assert move is Move.RAISE or past.state in rule.leaves, f"{move} from {past.state}"
        assert event.after == (rule.enters or past.state)
        assert not rule.reason or event.note
        assert move in (Move.RAISE, Move.JOIN) or any(past.may(party, actor) for party in rule.who), (move, actor)
        self._remember(past, event, move, actor)
        heard = self._heard(past, move)
        return heard if move is Move.ASK else heard - {actor}

    def _remember(self, past: Past, event: IssueEvent, move: Move, actor: int | None) -> None:
        past.state = State(event.after)
        if move is Move.RAISE and actor is not None:
            past.raisers = {actor}
            past.suggested = {WATER} if event.note == DRY else {WATER, XU}
            past.captains = {WANG} if actor in (LIN, WANG) else set()
        if move is Move.UNDO:
            self.undone.add(event.number)
        if move is Move.REFUSE:
            past.refusals += 1
            past.suggested = STAFF.get(event.about or "", set())
            past.with_office |= past.refusals >= 2 or not past.suggested or event.about == event.department
        if move in (Move.CLAIM, Move.ASSIGN):
            past.owner = event.department if move is Move.CLAIM else event.about
        if move is Move.HAND_BACK:
            past.owner = None
        past.with_office |= move in (Move.HAND_BACK, Move.ESCALATE)
        past.with_office &= past.state is State.UNCLAIMED
        if move is Move.ASK:
            past.waited_for = set(past.raisers)
        if move is Move.AGREE and actor is not None:
            past.waited_for.discard(actor)
        if move is Move.JOIN:
            past.raisers |= self.past[int(event.about or 0)].raisers

    def _heard(self, past: Past, move: Move) -> set[int]:
        above = {MIN, FANG}
        anew = past.owners | above | past.raisers
        expected: dict[Move, set[int]] = {
            Move.RAISE: past.suggested | past.captains,
            Move.CLAIM: past.raisers,
            Move.REFUSE: {MIN} if past.with_office else past.suggested,
            Move.ASSIGN: past.owners | past.raisers,
            Move.HAND_BACK: {MIN},
            Move.NOTE: past.raisers,
            Move.EXTEND: past.owners | past.raisers,
            Move.ASK: past.raisers,
            Move.ASK_AGAIN: past.waited_for,
            Move.SOLVE: past.owners | past.raisers,
            Move.PARTLY: past.owners | past.raisers,
            Move.UNSOLVED: anew,
            Move.REMARK: past.owners,
            Move.PRESUME: past.owners | past.raisers,
            Move.REOPEN: anew,
            Move.DEFER: past.raisers,
            Move.RESUME: past.owners | past.raisers,
            Move.DECLINE: past.raisers,
            Move.MERGE: past.owners | past.raisers,
            Move.JOIN: past.owners,
            Move.ESCALATE: {MIN},
            Move.URGE: past.owners,
            Move.ORDER: past.owners | above,
        }
        return expected.get(move, set())
