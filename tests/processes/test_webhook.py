"""Two real processes behind one address, on a real PostgreSQL: each update once, each person's in order."""

import json
import random
import re
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

import psycopg
import pytest
from sqlalchemy import make_url, select

from db.engine import open_engine
from db.models import Member, Visit
from tests.databases import PostgresServer
from tests.processes.post_office import Letter, PostOffice, bring, post_office
from tests.processes.running import Telegram, assistant_environment, started, telegram

SECRET = "a-secret_2026"
PEOPLE = (1001, 1002, 1004)
ROUNDS = 8
VILLAGES = ("埔中村", "上西林村", "坑门村", "石陂村")


@pytest.fixture
def phones() -> Iterator[Telegram]:
    with telegram() as phones:
        yield phones


@pytest.fixture
def office() -> Iterator[PostOffice]:
    with post_office() as office:
        yield office


@pytest.fixture
def environment(
    postgres_server: PostgresServer, phones: Telegram, office: PostOffice, tmp_path: Path
) -> dict[str, str]:
    webhook = {"PUBLIC_URL": office.address, "WEBHOOK_SECRET": SECRET}
    return assistant_environment(phones, tmp_path) | webhook | {"DATABASE_URL": postgres_server.empty()}


@contextmanager
def receiver(environment: dict[str, str]) -> Iterator[tuple["Popen[str]", str]]:
    """A process that serves the webhook, and where."""
    with started(["bot.py", "run", "--port", "0"], environment) as process:
        assert process.stdout is not None
        lines: list[str] = []
        while not (found := re.search(r"本机 (http://127\.0\.0\.1:\d+)/telegram", "".join(lines[-1:]))):
            lines.append(process.stdout.readline())
            assert lines[-1], "".join(lines)
        yield process, found[1]


def said_by(environment: dict[str, str]) -> dict[int, list[str]]:
    """The visits of each person as they were recorded."""
    engine = open_engine(environment["DATABASE_URL"])
    said: dict[int, list[str]] = {}
    with engine.connect() as connection:
        rows = connection.execute(
            select(Member.telegram_id, Visit.said).join(Member, Member.id == Visit.author_id).order_by(Visit.id)
        )
        for number, words in rows:
            said.setdefault(number or 0, []).append(words)
    engine.dispose()
    return said


def sentence(number: int) -> str:
    return f"今天走访{VILLAGES[number % 4]}第{number}组，{number + 2}户反映缺水"


def shuffled(letters: list[Letter]) -> list[Letter]:
    """Neighbours change places, as they do on parallel connections; every third comes twice."""
    chance = random.Random(7)  # noqa: S311 a test's order, repeatable
    mixed: list[Letter] = []
    for start in range(0, len(letters), 4):
        four = letters[start : start + 4]
        chance.shuffle(four)
        mixed += [one for index, one in enumerate(four) for _ in range(2 if (start + index) % 3 == 0 else 1)]
    return mixed


def test_what_comes_out_of_order_and_twice_to_two_processes_is_done_once_and_in_order(
    environment: dict[str, str], phones: Telegram, office: PostOffice
) -> None:
    with receiver(environment) as (_, first), receiver(environment) as (_, second):
        for person in PEOPLE:
            phones.says(person, "/me")
        for letter, process in zip(office.await_letters(3), (first, second, first), strict=True):
            assert bring(letter, process) == 200
        before = {person: len(phones.await_answers(person, 1)) for person in PEOPLE}
        for number in range(ROUNDS):
            for person in PEOPLE:
                phones.says(person, sentence(number))
        letters = office.await_letters(3 + len(PEOPLE) * ROUNDS)[3:]
        posts = [(letter, (first, second)[index % 2]) for index, letter in enumerate(shuffled(letters))]
        with ThreadPoolExecutor(4) as connections:
            assert set(connections.map(lambda post: bring(*post), posts)) == {200}
        for person in PEOPLE:
            phones.await_answers(person, before[person] + ROUNDS)
    expected = [sentence(number) for number in range(ROUNDS)]
    assert said_by(environment) == dict.fromkeys(PEOPLE, expected)


def test_one_process_stops_and_the_other_works_on_without_a_word_lost(
    environment: dict[str, str], phones: Telegram, office: PostOffice
) -> None:
    with ExitStack() as stack:
        leaving, first = stack.enter_context(receiver(environment))
        _, second = stack.enter_context(receiver(environment))
        office.processes = [first, second]
        for number in range(ROUNDS):
            for person in PEOPLE:
                phones.says(person, sentence(number))
            if number == 2:
                leaving.send_signal(signal.SIGTERM)
        for person in PEOPLE:
            phones.await_answers(person, ROUNDS)
        assert leaving.wait(timeout=60) == 0
    expected = [sentence(number) for number in range(ROUNDS)]
    assert said_by(environment) == dict.fromkeys(PEOPLE, expected)


def test_what_cannot_be_kept_is_refused_and_answered_once_the_database_is_back(
    environment: dict[str, str], phones: Telegram, office: PostOffice
) -> None:
    address = make_url(environment["DATABASE_URL"]).set(drivername="postgresql").render_as_string(hide_password=False)
    with receiver(environment) as (_, process), psycopg.connect(address, autocommit=True) as database:
        phones.says(1001, sentence(1))
        [letter] = office.await_letters(1)
        database.execute("ALTER TABLE inbox RENAME TO inbox_away")
        assert bring(letter, process) == 500
        database.execute("ALTER TABLE inbox_away RENAME TO inbox")
        assert bring(letter, process) == 200
        answers = phones.await_answers(1001, 2)
    assert "已保存 走访 V-0001" in answers[1]
    assert said_by(environment) == {1001: [sentence(1)]}


def test_nobody_without_the_secret_is_heard(environment: dict[str, str], phones: Telegram, office: PostOffice) -> None:
    with receiver(environment) as (_, process):
        forged = {"update_id": 1, "message": {"message_id": 1, "text": sentence(1)}}
        for secret in ("", "another"):
            assert bring(Letter(json.dumps(forged).encode(), secret), process) == 403
        assert bring(Letter(b"[1]", SECRET), process) == 400
    assert said_by(environment) == {}


def test_a_start_without_the_secret_asks_for_updates_again(
    environment: dict[str, str], phones: Telegram, office: PostOffice
) -> None:
    with receiver(environment) as (_, process):
        office.processes = [process]
        phones.says(1001, sentence(1))
        phones.await_answers(1001, 1)
    office.processes = ["http://127.0.0.1:1"]
    phones.says(1001, sentence(2))
    with started(["bot.py", "run"], environment | {"WEBHOOK_SECRET": ""}):
        assert "已保存 走访 V-0002" in phones.await_answers(1001, 2)[1]
