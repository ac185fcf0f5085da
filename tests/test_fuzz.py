"""Whatever arrives, nothing breaks and nobody is left without a word; thousands of updates through the whole road."""

import asyncio
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Delivery, Fate, InboxRow
from emulator.store import Store
from handlers.masking import Raw
from services import pieces
from tests.any_updates import as_raw, broken, whole
from tests.databases import Databases
from tests.office import Office, opened

# What made-up chats and messages rightly lead to; any other refusal means that we said something Telegram forbids.
_NOWHERE = (
    "chat not found",
    "message thread not found",
    "can't initiate conversation",
    "message to edit not found",
    "message can't be edited",
    "wrong file",
    "query is too old",
)
_EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))

fuzzed = settings(
    max_examples=_EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=True,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


@fuzzed
@given(st.lists(whole, min_size=1, max_size=30))
def test_any_update_is_handled_and_nobody_is_left_without_a_word(databases: Databases, updates: list[Raw]) -> None:
    asyncio.run(_sent(databases, updates, answered=True))


@fuzzed
@given(st.lists(broken(), min_size=1, max_size=30))
def test_an_update_with_something_missing_or_wrong_holds_up_nobody(databases: Databases, updates: list[Raw]) -> None:
    asyncio.run(_sent(databases, updates, answered=False))


async def _sent(databases: Databases, updates: Sequence[Raw], *, answered: bool) -> None:
    phones = Store()
    with TemporaryDirectory() as folder, databases.fresh(Path(folder)) as url:
        async with opened(url, phones=phones) as office:
            raw = [as_raw(update, number) for number, update in enumerate(updates, 1)]
            for update in raw:
                phones.updates.add(update)
            await office.work()
            _everything_is_handled(office, raw)
            if answered:
                _nothing_failed(office)
                _nobody_waits(office, raw)
                await _every_tap_got_a_word(office, raw)
            greeted = await office.person(1001).says("帮助")
            assert "走访" in greeted[-1].text


def _everything_is_handled(office: Office, raw: Sequence[Raw]) -> None:
    with Session(office.engine) as session:
        rows = {row.update_id: row for row in session.scalars(select(InboxRow))}
    waiting = [one for one in raw if _number(one) in rows and rows[_number(one)].handled_at is None]
    assert waiting == []


def _nothing_failed(office: Office) -> None:
    """Neither in our hands nor in Telegram's."""
    with Session(office.engine) as session:
        assert session.scalars(select(InboxRow).where(InboxRow.error_code.is_not(None))).all() == []
        ended = Delivery.fate.in_((Fate.REFUSED, Fate.PARKED))
        rows = session.execute(select(Delivery.method, Delivery.content, Delivery.reason).where(ended)).all()
        assert [one for one in rows if not any(known in (one.reason or "").lower() for known in _NOWHERE)] == []


def _nobody_waits(office: Office, raw: Sequence[Raw]) -> None:
    with Session(office.engine) as session:
        told = {key.split(":")[1] for key in session.scalars(select(Delivery.key).where(Delivery.key.like("reply:%")))}
        later = set(session.scalars(select(Delivery.chat_id).where(Delivery.occasion == pieces.NOTE)))
    silent = [one for one in raw if _wants_answer(one) and str(one["update_id"]) not in told]
    assert [one for one in silent if _inner(one, "message", "from", "id") not in later] == []


async def _every_tap_got_a_word(office: Office, raw: Sequence[Raw]) -> None:
    """Each tap is answered, and those that change nothing say why."""
    taps = [one for one in raw if "callback_query" in one]
    toasts = await office.calls("answerCallbackQuery")
    assert len(toasts) == len(taps)
    with Session(office.engine) as session:
        told = {key.split(":")[1] for key in session.scalars(select(Delivery.key).where(Delivery.key.like("reply:%")))}
    unsaid = [one for one in taps if str(one["update_id"]) not in told]
    assert len([toast for toast in toasts if toast["text"]]) >= len(unsaid)


def _wants_answer(update: Raw) -> bool:
    """A person's own message in a private chat, which is no note of Telegram's about the chat."""
    chat = _inner(update, "message", "chat", "type")
    message = update.get("message")
    return chat == "private" and isinstance(message, dict) and not _SERVICE & message.keys()


def _inner(value: object, *path: str) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _number(update: Raw) -> int:
    return int(str(update["update_id"]))


_SERVICE = {
    "new_chat_members", "left_chat_member", "new_chat_title", "delete_chat_photo", "group_chat_created",
    "migrate_to_chat_id", "migrate_from_chat_id", "forum_topic_created", "message_auto_delete_timer_changed",
    "pinned_message", "video_chat_started", "boost_added", "web_app_data", "users_shared",
}  # fmt: skip
