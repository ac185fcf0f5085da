"""Editions are made one after another, whoever makes them and however many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy.orm import Session, sessionmaker

from db.engine import open_engine, sessions
from services import demonstration, editions, people
from services.access import NotAllowed, Speaker
from services.editions import Act, KnowledgeRefused, NothingChanges
from tests.library import small_house
from tests.office import MORNING, knowledge

BEES = "- id: bees\n  question: 能养蜂吗？\n  answer: 可以。\n"
EDITORS = 4


@pytest.fixture
def store(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sessionmaker[Session]]:
    places = knowledge().places
    small_house(tmp_path / "shipped", monkeypatch)
    engine = open_engine(database_url)
    store = sessions(engine)
    with store.begin() as session:
        people.found_teams(session, places)
        demonstration.cast(session, MORNING)
    yield store
    engine.dispose()


def somebody(session: Session, number: int) -> Speaker:
    [speaker] = people.speakers(session, [(number, "")]).values()
    return speaker


def publish(session: Session, name: str, text: str, who: int = 1008) -> int:
    """This file is put into the overlay."""
    speaker = somebody(session, who)
    return editions.publish(session, speaker, Act.UPLOAD, name, lambda files: {**files, name: text}, MORNING).number


def test_changes_made_at_once_all_stay(store: sessionmaker[Session]) -> None:
    together = Barrier(EDITORS)

    def change(number: int) -> int:
        together.wait()
        with store.begin() as session:
            text = BEES.replace("bees", f"bees-{number}").replace("蜂", f"蜂{number}箱")
            return publish(session, f"{number}.yaml", text)

    with ThreadPoolExecutor(EDITORS) as pool:
        numbers = list(pool.map(change, range(EDITORS)))
    assert sorted(numbers) == [2, 3, 4, 5]
    with store.begin() as session:
        assert sorted(editions.latest(session, MORNING).files) == [f"{number}.yaml" for number in range(EDITORS)]


def test_what_the_base_could_not_live_with_makes_no_edition(store: sessionmaker[Session]) -> None:
    with store.begin() as session, pytest.raises(KnowledgeRefused) as refused:
        publish(session, "mine.yaml", BEES.replace("可以。", "可以。\n  sources: [S9]"))
    assert [(one.file, one.line, one.entry) for one in refused.value.complaints] == [("mine.yaml", 4, "bees")]
    with store.begin() as session:
        assert editions.latest(session, MORNING).number == 1


def test_the_same_again_is_no_edition(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        publish(session, "mine.yaml", BEES)
        with pytest.raises(NothingChanges):
            publish(session, "mine.yaml", BEES)


def test_an_edition_tells_who_made_it_when_and_what_it_changed(store: sessionmaker[Session]) -> None:
    with store.begin() as session:
        publish(session, "mine.yaml", BEES)
        publish(session, "mine.yaml", BEES.replace("可以", "不行"))
        edition = editions.find(session, somebody(session, 1008), 3)
        assert (edition.maker, edition.made_at, edition.added, edition.changed) == ("小蔡", MORNING, 0, 1)
        assert "-  answer: 可以。\n+  answer: 不行。\n" in editions.changes_of(session, edition)


def test_only_an_editor_makes_one(store: sessionmaker[Session]) -> None:
    with store.begin() as session, pytest.raises(NotAllowed):
        publish(session, "mine.yaml", BEES, who=1005)
