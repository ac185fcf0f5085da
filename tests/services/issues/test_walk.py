"""A random walk through problems: two processes on PostgreSQL, legal and illegal moves by random people, at once."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import func, select

from db.models import Delivery, Issue, IssueEvent, Member
from services.issues import ENDS, TABLE, Move, State
from tests.databases import PostgresServer
from tests.services.issues.town import FANG, LATER, LIN, MIN, MORNING, WANG, WATER, XU, Town, opened
from tests.services.issues.walking import MOVES, PEOPLE, Replay, Step, plan, take

_LIKELY: dict[str, tuple[int, ...]] = {
    "raise": (LIN, LATER, WANG),
    "raise_vaguely": (LIN, LATER),
    "undo": (LIN, LATER),
    "publish": (LIN, LATER),
    "claim": (WATER, XU),
    "refuse": (WATER, XU),
    "hand_back": (WATER, XU),
    "assign": (MIN,),
    "note": (WATER, XU, MIN),
    "answer": (WATER, XU),
    "take_back": (WATER, XU),
    "ask": (WATER, XU),
    "solved": (LIN, LATER),
    "partly": (LIN, LATER),
    "unsolved": (LIN, LATER),
    "remark": (LIN, LATER),
    "reopen": (LIN, LATER, MIN, FANG),
    "defer": (WATER, XU, MIN),
    "resume": (WATER, XU, MIN),
    "decline": (WATER, XU, MIN),
    "extend": (MIN,),
    "merge": (LIN, LATER, MIN),
}
_UNITS = ("水利局", "农业农村局", "水利局", "供电局", "天文局")
_ENDING = {"undo", "decline", "merge", "defer", "raise", "raise_vaguely"}
_SEEDS = st.integers(0, 2**32)
_PLACES = st.integers(0, 2)


_OF_TABLE = {"raise_vaguely": Move.RAISE, "solved": Move.AGREE}


def _fits(name: str, state: str) -> bool:
    move = _OF_TABLE.get(name) or Move(name)
    return move is Move.RAISE or state in TABLE[move].leaves


def drawn(seed: int, state: str, place: int) -> Step:
    """Mostly a move that leads on from where the problem stands, by somebody whose it may be; sometimes anything."""
    chance = Random(seed)  # noqa: S311 any choice will do
    fitting = [name for name in MOVES if _fits(name, state)]
    onward = [name for name in fitting if name not in _ENDING]
    move = chance.choice([*onward * 4, *fitting, *MOVES] if onward else [*fitting * 2, *MOVES])
    actor = chance.choice([*_LIKELY[move] * 4, *PEOPLE])
    return Step(move, actor, place, chance.choice(_UNITS), chance.randrange(3))


@pytest.fixture(scope="module")
def two() -> Iterator[tuple[ProcessPoolExecutor, ProcessPoolExecutor]]:
    """Two processes, each with connections of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as first, ProcessPoolExecutor(1, context) as second:
        yield first, second


@dataclass
class Ground:
    """Where the walks take place."""

    url: str
    town: Town
    two: tuple[ProcessPoolExecutor, ProcessPoolExecutor]


class Walk(RuleBasedStateMachine):
    """One walk; the database is kept for the next, which looks at its own problems only."""

    ground: ClassVar[Ground]

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.events: set[int] = set()
        with self.ground.town.open() as session:
            self.first = (session.scalar(select(func.max(Issue.number))) or 0) + 1
        for actor in (LIN, LATER, WANG):
            self.submit([(0, Step("raise", actor, 0, "", 0))])
        self.now += timedelta(minutes=10)
        for move, number in (("claim", 0), ("claim", 1), ("answer", 1), ("ask", 1)):
            self.submit([(0, self.placed(Step(move, WATER, number, "", 0)))])

    @rule(seed=_SEEDS, place=_PLACES, process=st.integers(0, 1))
    def one_tries(self, seed: int, place: int, process: int) -> None:
        self.submit([(process, self.placed(drawn(seed, self.state(place), place)))])

    @rule(seed=_SEEDS, place=_PLACES, other=_PLACES)
    def two_try_at_once(self, seed: int, place: int, other: int) -> None:
        steps = [drawn(seed + number, self.state(one), one) for number, one in enumerate((place, other))]
        self.submit([(process, self.placed(step)) for process, step in enumerate(steps)])

    @rule(by=st.sampled_from([timedelta(minutes=10), timedelta(days=1), timedelta(days=3), timedelta(days=8)]))
    def time_passes(self, by: timedelta) -> None:
        self.now += by
        for each in [process.submit(plan, self.ground.url, self.now) for process in self.ground.two]:
            self.events |= set(each.result(30))

    def teardown(self) -> None:
        """The events tell every state in between, so the end of the walk is soon enough to look."""
        check(self.ground.town, self.first, self.events)

    def submit(self, steps: Sequence[tuple[int, Step]]) -> None:
        """Each step goes to its process; all of them are taken at once."""
        tries = [self.ground.two[process].submit(take, self.ground.url, step, self.now) for process, step in steps]
        for each in tries:
            self.events |= set(each.result(30))

    def state(self, place: int) -> str:
        with self.ground.town.open() as session:
            issue = session.get(Issue, self.first + place)
            return issue.state if issue else ""

    def placed(self, step: Step) -> Step:
        return replace(step, number=self.first + step.number, other=self.first + step.other)


_WALKS = settings(
    max_examples=12,
    phases=[Phase.generate],
    stateful_step_count=50,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def test_no_walk_leads_where_the_table_does_not_and_everybody_hears_once(
    postgres_server: PostgresServer, tmp_path: Path, two: tuple[ProcessPoolExecutor, ProcessPoolExecutor]
) -> None:
    with postgres_server.fresh(tmp_path) as url, opened(url) as town:
        Walk.ground = Ground(url, town, two)
        run_state_machine_as_test(Walk, settings=_WALKS)
        with town.open() as session:
            taken = set(session.scalars(select(IssueEvent.move).distinct()))
    assert len(taken) >= _ENOUGH, sorted(set(Move) - taken)


_ENOUGH = 18
"""So many of the moves at least have been made, or the walks say little."""


def check(town: Town, first: int, acknowledged: set[int]) -> None:
    """The database says what was acknowledged, and nothing else."""
    with town.open() as session:
        chats = {row.id: row.telegram_id for row in session.execute(select(Member.id, Member.telegram_id))}
        events = session.scalars(select(IssueEvent).where(IssueEvent.number >= first).order_by(IssueEvent.id)).all()
        rows = session.scalars(select(Issue).where(Issue.number >= first)).all()
        owed: dict[int, list[int]] = {}
        for subject, chat in session.execute(
            select(Delivery.subject, Delivery.chat_id).where(Delivery.key.like("issue:%"))
        ):
            owed.setdefault(int(subject or 0), []).append(chat)
    replay = Replay({number: chat for number, chat in chats.items() if chat is not None})
    expected = replay.follow(events)
    assert acknowledged >= {event.id for event in events}
    assert {event.id for event in events} == {one for one in acknowledged if one in expected}
    for event in events:
        heard = set() if event.number in replay.undone else expected[event.id]
        assert sorted(owed.get(event.id, [])) == sorted(heard), (event.move, event.number)
    for row in rows:
        assert row.state == replay.past[row.number].state
        assert (row.closed_at is not None) == (State(row.state) in ENDS)
        assert row.state not in ENDS or row.wakes_at is None, "a clock runs after closing"
