"""The real process under twenty kills and a failing Telegram: everything acted on once, everybody answered.

Emulator and assistant are processes of their own; SIGKILL comes at random moments of the work, and of calls to Telegram
some get 429, 500, or no answer, before or after they were carried out.
"""

import random
import re
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from db.engine import migrate, open_engine
from db.models import Consultation, Delivery, Fate, InboxRow, Member, Notice, Receipt, Visit
from services import notices, people
from services.access import Role, Scope
from services.deliveries import ORDERED_ATTEMPTS
from services.notices import Audience
from services.people import PostPlan
from tests.office import knowledge
from tests.processes.crowd import QUESTIONS, Crowd, visit_told
from tests.processes.hatching import hatched
from tests.processes.running import assistant_environment, telegram

KILLS = 20
UPDATES = 300
NOTICES = 10
PEOPLE = range(2001, 2031)
OFFICE = 1005
TOWN = "上饶镇"
FAULTS: tuple[dict[str, object], ...] = (
    {"method": "sendMessage", "status": 429, "retry_after": 1, "share": 0.01},
    {"method": "sendMessage", "status": 500, "share": 0.02},
    {"method": "sendMessage", "drop": "before", "share": 0.01},
    {"method": "sendMessage", "drop": "after", "share": 0.02},
    {"method": "editMessageText", "status": 502, "share": 0.05},
    {"method": "answerCallbackQuery", "drop": "after", "share": 0.1},
    {"method": "getUpdates", "status": 502, "share": 0.05},
    {"method": "getUpdates", "drop": "after", "share": 0.05},
)
PATIENCE = 120.0
MARK = "（可能重复）"


@dataclass
class Killed:
    """What the kills left behind."""

    times: int = 0
    in_hand: int = 0


class Office:
    """The assistant's database, looked into from outside while the assistant runs and dies."""

    def __init__(self, folder: Path) -> None:
        self.engine = _founded(f"sqlite:///{folder / 'assistant.db'}")

    def send_notice(self, number: int) -> None:
        """A notice to everybody, as the office sends it."""
        with Session(self.engine) as session, session.begin():
            now = datetime.now(UTC)
            [speaker] = people.speakers(session, [(OFFICE, "阿敏")]).values()
            notice = notices.draft(session, speaker, f"第{number}号：明天上午9点开会", now)
            notices.address(session, speaker, notice.id, Audience(towns=(TOWN,)), now)
            notices.send(session, speaker, notice.id, now)

    def leased(self) -> int:
        """How many deliveries are in a sender's hands."""
        with Session(self.engine) as session:
            return session.scalar(select(func.count()).where(Delivery.fate == Fate.LEASED)) or 0

    def unfinished(self) -> int:
        """Updates not handled and due deliveries without a fate."""
        open_now = (Delivery.fate.in_((Fate.WAITING, Fate.LEASED)), Delivery.due_at <= datetime.now(UTC))
        with Session(self.engine) as session:
            waiting = session.scalar(select(func.count()).where(InboxRow.handled_at.is_(None))) or 0
            return waiting + (session.scalar(select(func.count()).where(*open_now)) or 0)


def _founded(url: str) -> Engine:
    engine = open_engine(url)
    migrate(engine)
    with Session(engine) as session, session.begin():
        people.found_teams(session, knowledge().places)
        for number in PEOPLE:
            plan = PostPlan(Role.MEMBER, Scope.TEAM, TOWN)
            people.enlist(session, number, f"队员{number}", [plan], datetime.now(UTC))
        office = PostPlan(Role.OFFICE, Scope.CITY, people.CITY_NAME)
        people.enlist(session, OFFICE, "阿敏", [office], datetime.now(UTC))
    return engine


def calls(address: str, after: int = 0) -> tuple[int, list[dict[str, object]]]:
    """The Bot API calls after this one, and the number of the last."""
    told = httpx.get(f"{address}/sim/calls", params={"after": after}).json()
    return int(told["seq"]), list(told["calls"])


def await_messages(address: str, office: Office, after: int, count: int) -> None:
    """Waits until the new process works and so many messages were sent to people, or nothing is left to be sent."""
    ends = time.monotonic() + PATIENCE
    while True:
        methods = Counter(call["method"] for call in calls(address, after)[1])
        if methods["getMe"] and (methods["sendMessage"] >= count or not office.unfinished()):
            return
        assert time.monotonic() < ends, "the assistant does not work"
        time.sleep(0.05)


def kill_and_kill(
    address: str, environment: dict[str, str], log: Path, office: Office, chance: random.Random
) -> Killed:
    """Starts the assistant and kills it in the middle of its work, KILLS times.

    Every seventh dies before it has sent anything. The others have sent what their predecessor left, so that nothing
    meets five deaths: it would rightly be parked, as what may be killing its senders.
    """
    killed = Killed()
    for number in range(KILLS):
        last, _ = calls(address)
        with hatched(environment, log) as process:
            if number % (KILLS // NOTICES) == 0:
                office.send_notice(number)
            await_messages(address, office, last, chance.randrange(12, 36) if number % 7 else 0)
            process.kill()
            process.join(PATIENCE)
        killed.times += 1
        killed.in_hand += office.leased()
    return killed


def finish(environment: dict[str, str], log: Path, office: Office) -> None:
    """Telegram works again, the assistant lives: everything is done and gets its fate."""
    with hatched(environment, log):
        ends = time.monotonic() + PATIENCE
        while office.unfinished():
            assert time.monotonic() < ends, f"{office.unfinished()} still wait"
            time.sleep(0.2)


@dataclass(frozen=True)
class Messages:
    """What Telegram took: messages that reached a phone, and those of them whose answer was lost."""

    arrived: int
    answer_lost: int


def messages(address: str) -> Messages:
    """Counted from Telegram's side."""
    sent = [call for call in calls(address)[1] if call["method"] == "sendMessage"]
    lost = sum(call["outcome"] == "dropped_after" for call in sent)
    return Messages(lost + sum(call["outcome"] == "ok" for call in sent), lost)


def owed_messages(session: Session) -> Counter[str]:
    """The fates of all messages that were due."""
    due = select(Delivery.fate).where(Delivery.method == "sendMessage", Delivery.due_at <= datetime.now(UTC))
    return Counter(session.scalars(due))


def acted_on_once(session: Session, crowd: Crowd) -> None:
    """Every update is handled without trouble; every sentence is one visit of its author, every question one row."""
    assert session.scalar(select(func.count()).select_from(InboxRow)) == crowd.updates
    assert session.scalars(select(InboxRow.error_code).where(InboxRow.error_code.is_not(None))).all() == []
    rows = session.execute(select(Visit.said, Member.telegram_id).join(Member, Member.id == Visit.author_id)).all()
    told = [(int(re.findall(r"(\d+)户", said)[0]), author) for said, author in rows]
    assert sorted(told) == sorted(crowd.visits.items())
    asked = select(func.count()).where(Consultation.words.in_(QUESTIONS))
    assert session.scalar(asked) == crowd.questions


def everybody_was_answered(session: Session, crowd: Crowd) -> None:
    """Every message has a reply that went out, and every author saw the number of each visit."""
    answered = {
        int(key.split(":")[1])
        for key in session.scalars(
            select(Delivery.key).where(Delivery.key.startswith("reply:"), Delivery.fate == Fate.SENT)
        )
    }
    said = [row.update_id for row in session.scalars(select(InboxRow)) if "callback_query" not in row.payload]
    assert [number for number in said if number not in answered] == []
    seen = {person: " ".join(one.text for one in crowd.answers(person)) for person in crowd.people}
    visits = session.execute(select(Visit.id, Member.telegram_id).join(Member, Member.id == Visit.author_id)).all()
    assert [number for number, author in visits if f"V-{number:04d}" not in seen[author or 0]] == []


def everybody_has_each_notice(session: Session, crowd: Crowd) -> None:
    """One copy is owed to each, and each has one that says it may be no repetition."""
    copies = select(func.count()).where(Delivery.occasion == notices.COPY)
    assert session.scalar(copies) == session.scalar(select(func.count()).select_from(Receipt))
    numbers = [re.search(r"第\d+号", text)[0] for text in session.scalars(select(Notice.text))]  # type: ignore[index]
    assert len(numbers) == NOTICES
    for person in crowd.people:
        texts = [one.text for one in crowd.answers(person)]
        told = [one.text for one in crowd.answers(person) if not one.edited and MARK not in one.text]
        first = Counter(number for number in numbers for text in told if number in text)
        assert set(first.values()) <= {1}, (person, first)
        assert [number for number in numbers if not any(number in text for text in texts)] == []


def cards_came_in_order(session: Session, crowd: Crowd) -> None:
    """Each person's visits were confirmed in the order they were said; what failed three times may come late."""
    late = set(session.scalars(select(Delivery.chat_id).where(Delivery.attempts >= ORDERED_ATTEMPTS)))
    for person in set(crowd.people) - late:
        cards = [(number, one) for one in crowd.answers(person) if (number := visit_told(one.text)) is not None]
        numbers = list(dict.fromkeys(number for number, _ in cards))
        assert numbers == sorted(numbers)
        unmarked = Counter(number for number, one in cards if MARK not in one.text)
        assert set(unmarked.values()) <= {1}, (person, unmarked)


def test_nothing_is_lost_and_hardly_anything_doubled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office, log, began = Office(tmp_path), tmp_path / "assistant.log", time.monotonic()
    with telegram() as phones, ThreadPoolExecutor(1) as thread, ExitStack() as stack:
        environment = assistant_environment(phones, tmp_path)
        crowd = Crowd(phones.address, PEOPLE, random.Random(20), pause=0.2)  # noqa: S311 chance, no secret
        stack.callback(crowd.close)
        crowd.begin()
        for fault in FAULTS:
            httpx.post(f"{phones.address}/sim/faults", json=fault).raise_for_status()
        acting = thread.submit(crowd.act, UPDATES)
        chance = random.Random(21)  # noqa: S311 as above
        killed = kill_and_kill(phones.address, environment, log, office, chance)
        acting.result()
        httpx.delete(f"{phones.address}/sim/faults")
        finish(environment, log, office)
        taken = messages(phones.address)
        with Session(office.engine) as session:
            fates = owed_messages(session)
            doubled = taken.arrived - fates[Fate.SENT]
            marked = session.scalar(select(func.count()).where(Delivery.doubtful, Delivery.fate == Fate.SENT)) or 0
            with capsys.disabled():
                print(  # noqa: T201 the figure of docs/figures.md
                    f"\nchaos: {killed.times} kills, {crowd.updates} updates, messages owed {dict(fates)}, "
                    f"{taken.arrived} arrived, {doubled} doubled (at most {killed.in_hand} in hand at kills "
                    f"+ {taken.answer_lost} answers lost), {marked} marked, {time.monotonic() - began:.0f} s"
                )
            acted_on_once(session, crowd)
            everybody_was_answered(session, crowd)
            everybody_has_each_notice(session, crowd)
            cards_came_in_order(session, crowd)
    office.engine.dispose()
    assert crowd.updates >= UPDATES
    assert set(fates) <= {Fate.SENT, Fate.SKIPPED}
    assert 0 <= doubled <= min(marked, killed.in_hand + taken.answer_lost)
