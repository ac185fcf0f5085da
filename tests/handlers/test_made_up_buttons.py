"""Buttons of an older version, or made up by whoever writes their own client: told so, and nothing breaks."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

import handlers
from db.models import InboxRow
from emulator.store import Store
from handlers.facts import Fact
from services import demonstration
from services.work import ButtonStale
from tests.office import opened

_MADE_UP = (
    "",
    "x",
    "1",
    "1,x",
    "99999999",
    "9" * 30,
    "-1",
    "١",
    "1,2026-02-30",
    "x,上饶镇",
    "1,role,\x00",
    "1,f269999",
)
_PEOPLE = [one.telegram_id for one in demonstration.CAST]


@pytest.mark.parametrize("about", _MADE_UP)
async def test_whatever_a_button_of_any_verb_is_about_nothing_breaks(about: str, database_url: str) -> None:
    phones, number = Store(), 0
    async with opened(database_url, phones=phones) as office:
        for verb in handlers.register().verbs:
            number += 1
            person = _PEOPLE[number % len(_PEOPLE)]
            phones.updates.add({"callback_query": pressed(number, person, f"{verb}:{about}")})
        await office.work()
        with Session(office.engine) as session:
            assert len(session.scalars(select(InboxRow)).all()) == number
            assert session.scalars(select(InboxRow).where(InboxRow.error_code.is_not(None))).all() == []
        assert len(await office.calls("answerCallbackQuery")) == number


@pytest.mark.parametrize("said", ["", "x", "-1", "1 ", " 1", "1.5", "١", "9" * 17])
def test_a_row_is_named_by_plain_digits_or_the_button_is_stale(said: str) -> None:
    with pytest.raises(ButtonStale):
        int(Fact(said))


def test_a_fact_is_taken_apart_into_facts() -> None:
    number, village = Fact("12,埔中村").parts(2)
    assert (int(number), village) == (12, "埔中村")
    with pytest.raises(ButtonStale):
        Fact("12").parts(2)


def pressed(number: int, person: int, data: str) -> dict[str, object]:
    """A tap as Telegram tells of it."""
    who: dict[str, object] = {"id": person, "is_bot": False, "first_name": "人"}
    chat: dict[str, object] = {"id": person, "type": "private", "first_name": "人"}
    card = {"message_id": 1, "date": 1, "chat": chat, "text": "卡片"}
    return {"id": str(number), "from": who, "chat_instance": "1", "data": data, "message": card}
