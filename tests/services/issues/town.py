"""A town to try problems in: the cast, a second department with a person of its own, and a stepped day."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from db.models import Delivery, Issue
from knowledge.places import shipped as shipped_places
from services import demonstration, departments, issues, people
from services.access import Role, Scope, Speaker
from services.clock import TEAM_ZONE
from services.hours import Hours
from services.people import PostPlan

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=TEAM_ZONE)
LIN, WANG, ZHENG, MIN, XU, FANG = 1001, 1002, 1003, 1005, 1006, 1007
WATER, LATER = 1201, 1202
"""Of the 水利局, and of another town's team."""
DRY = "埔中村450亩旱地缺水，请协调打井"


@dataclass
class Town:
    """The database, and what time it is."""

    store: sessionmaker[Session]
    now: datetime = MORNING
    numbers: list[int] = field(default_factory=list)

    def step(self, **by: float) -> None:
        self.now += timedelta(**by)

    @contextmanager
    def open(self) -> Iterator[Session]:
        with self.store.begin() as session:
            yield session

    def plan(self) -> None:
        with self.open() as session:
            issues.plan(session, Hours(), self.now)

    def days(self, count: int) -> None:
        """Whole days go by, each with a look in the morning."""
        for _ in range(count):
            self.step(days=1)
            self.plan()

    def raised(self, words: str = DRY, by: int = LIN, *, heard: bool = True) -> int:
        with self.open() as session:
            number = issues.raise_issue(session, who(session, by), words, self.now).number
        if heard:
            self.step(minutes=10)
        return number

    def claimed(self, words: str = DRY) -> int:
        number = self.raised(words)
        with self.open() as session:
            issues.claim(session, who(session, WATER), number, self.now)
        return number

    def asked(self) -> int:
        number = self.claimed()
        with self.open() as session:
            issues.answer(session, who(session, WATER), number, "本周打井", self.now)
            issues.ask_now(session, who(session, WATER), number, self.now)
        return number

    def issue(self, number: int) -> Issue:
        with self.open() as session:
            return session.get_one(Issue, number)

    def moves(self, number: int) -> list[str]:
        with self.open() as session:
            return [event.move for event in issues.history(session, number)]

    def told(self, number: int, move: issues.Move) -> set[int]:
        """The chats that are owed the last such step."""
        with self.open() as session:
            event = [one for one in issues.history(session, number) if one.move == move][-1]
            return set(session.scalars(select(Delivery.chat_id).where(Delivery.subject == str(event.id))))


def who(session: Session, number: int) -> Speaker:
    [found] = people.speakers(session, [(number, "")]).values()
    return found


@contextmanager
def opened(url: str) -> Iterator[Town]:
    engine = open_engine(url)
    store = sessions(engine)
    with store.begin() as session:
        people.found_teams(session, shipped_places())
        departments.found(session, departments.shipped(), sample=True)
        demonstration.cast(session, MORNING)
        people.enlist(session, WATER, "老水", [PostPlan(Role.DEPARTMENT, Scope.DEPARTMENT, "水利局")], MORNING)
        people.enlist(session, LATER, "小新", [PostPlan(Role.MEMBER, Scope.TEAM, "新圩镇")], MORNING)
    yield Town(store)
    engine.dispose()
