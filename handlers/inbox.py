"""Raw updates become effects and owed replies in one transaction; the door sends the replies after it."""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from telegram import Update

from handlers import answers
from handlers.answers import Answer, Answers, Fleeting, Reply, Telling, Together
from handlers.heard import Bot, Heard, Process
from handlers.masking import Raw, masked
from handlers.routes import Routes
from handlers.torn import mended
from handlers.wire import Wire
from services import deliveries, dialogues, inbox, people
from services.deliveries import Owed
from services.inbox import Incoming
from services.knowing import Shelf
from services.work import WorkError
from texts import privacy, refusals
from texts.buttons import Button

log = logging.getLogger(__name__)

BATCH = 100
"""As many as Telegram hands out at once (core.telegram.org/bots/api#getupdates)."""
_LARGEST = 2**63


@dataclass(frozen=True)
class Handled:
    """What a committed batch came to: how many updates, and what is to be answered at once and forgotten."""

    updates: int
    fleeting: Sequence[Fleeting]


@dataclass
class _Outcome:
    """What one update led to, not yet committed."""

    update_id: int
    owed: list[Owed]
    fleeting: Fleeting | None
    code: str | None = None


class _Troubled(Exception):
    """An update of an unguarded batch was refused or failed."""


class Inbox:
    """Keeps and handles updates; synchronous. Handling is for one caller at a time, keeping for any number.

    `posted` updates may come in any order, so the missing are waited for a little.
    """

    def __init__(
        self,
        sessions: sessionmaker[Session],
        routes: Routes,
        shelf: Shelf,
        telegram: Wire,
        now: Callable[[], datetime],
        address: str = "",
        *,
        posted: bool = False,
    ) -> None:
        self._sessions = sessions
        self._routes = routes
        self._shelf = shelf
        self._telegram = telegram
        self._now = now
        self._bot = Bot(telegram.id, telegram.username, address)
        self._process = Process(now(), telegram.folder)
        self._settling = inbox.SETTLING if posted else None

    def keep(self, updates: Sequence[Raw]) -> None:
        """The updates are stored, masked; only after this may Telegram forget them."""
        incoming = _masked(updates)
        with self._sessions.begin() as session:
            inbox.keep(session, incoming, self._now())

    def take(self, updates: Sequence[Raw]) -> Handled:
        """The updates are stored as by `keep`, and handled in the same transaction where nothing waits before them.

        Where one of them is refused, or anything fails, they are only stored, and `handle` takes them one by one.
        """
        incoming, now = _masked(updates), self._now()
        try:
            with self._sessions.begin() as session:
                batch = inbox.take(session, incoming, now)
                heard, unread = self._opened_all(session, batch, now)
                return self._owe(session, self._unguarded(session, heard) + unread, now)
        except _Troubled:
            pass  # a refusal, mostly: it is said when the batch is handled one by one
        except Exception:
            log.exception("a batch cannot be handled as it comes")
        self.keep(updates)
        return Handled(0, ())

    def handle(self) -> Handled:
        """Handles the next batch: effects, handled_at and replies of all its updates become true together.

        1. Unguarded first, since hardly anything is refused and a savepoint for each update costs a third of it all.
        2. If one update is refused or fails, nothing of the batch stands and it is done again, each update within its
           own savepoint: one person's trouble is nobody else's and leaves no effect.
        3. What failed is answered with a code that the log knows, and can be tried again by a button. A database
           that is away (OperationalError) fails the batch, which then simply waits.
        """
        try:
            return self._handle_batch(guarded=False)
        except _Troubled:
            return self._handle_batch(guarded=True)

    def _handle_batch(self, *, guarded: bool) -> Handled:
        now = self._now()
        with self._sessions.begin() as session:
            batch = inbox.next_batch(session, BATCH, now - self._settling if self._settling else None)
            if not batch:
                return Handled(0, ())
            heard, unread = self._opened_all(session, batch, now)
            outcomes = [self._guarded(*each) for each in heard] if guarded else self._unguarded(session, heard)
            return self._written(session, outcomes + unread, now)

    def _opened_all(
        self, session: Session, batch: Sequence[Incoming], now: datetime
    ) -> tuple[list[tuple[Incoming, Heard]], list[_Outcome]]:
        """Who speaks and what was asked of them, for the whole batch at once; what cannot be read has its answer."""
        knowledge, bot, process = self._shelf.knowledge, self._bot, self._process
        updates = [(one, self._opened(one)) for one in batch]
        read = [(one, update, *_person(update)) for one, update in updates if update]
        speakers = people.speakers(session, [(number, name) for *_, number, name in read])
        asked = dialogues.open_questions(session, list(speakers), now)
        heard = [
            (one, Heard(session, speakers[number], now, update, knowledge, bot, process, asked.get(number)))
            for one, update, number, _ in read
        ]
        return heard, [_unreadable(one) for one, update in updates if update is None]

    def _opened(self, one: Incoming) -> Update | None:
        """The update as the library reads it; None where it cannot, or where nobody can be told from it."""
        try:
            update = Update.de_json(dict(one.payload), self._telegram)
        except Exception:
            log.exception("update %d cannot be read", one.update_id)
            return None
        return update if _is_number(_person(update)[0]) else None

    def _unguarded(self, session: Session, heard: Sequence[tuple[Incoming, Heard]]) -> list[_Outcome]:
        try:
            said = _put_into_words(session, [self._routes.hear(one) for _, one in heard])
            return [self._outcome(*each, told) for each, told in zip(heard, said, strict=True)]
        except OperationalError:
            raise
        except Exception as error:
            raise _Troubled from error

    def _guarded(self, one: Incoming, heard: Heard) -> _Outcome:
        try:
            return self._outcome(one, heard, self._said(heard))
        except OperationalError:
            raise
        except Exception:
            return _failed(one, heard)

    def _said(self, heard: Heard) -> Answers:
        """A refusal takes back whatever was done before it."""
        try:
            with heard.session.begin_nested():
                return _put_into_words(heard.session, [self._routes.hear(heard)])[0]
        except WorkError as refusal:
            return self._routes.refuse(heard, refusal)

    def _outcome(self, one: Incoming, heard: Heard, said: Answers) -> _Outcome:
        told = answers.each(said)
        if not heard.private:
            told = tuple(answers.fit_for_groups(answer, self._routes.group_verbs) for answer in told)
        if one.payload.get("masked") and (told or heard.private):  # in a group only to whom it answers anyway
            told = (*told, Reply(privacy.masked(_strings(one.payload["masked"]))))
        return _Outcome(one.update_id, list(answers.owed(told, heard.spot)), _fleeting(heard.update, told))

    def _written(self, session: Session, outcomes: Sequence[_Outcome], now: datetime) -> Handled:
        inbox.mark_handled(session, [one.update_id for one in outcomes if not one.code], now)
        for failed in (one for one in outcomes if one.code):
            inbox.mark_handled(session, [failed.update_id], now, failed.code)
        return self._owe(session, outcomes, now)

    def _owe(self, session: Session, outcomes: Sequence[_Outcome], now: datetime) -> Handled:
        deliveries.owe(session, [one for outcome in outcomes for one in outcome.owed], now)
        return Handled(len(outcomes), [outcome.fleeting for outcome in outcomes if outcome.fleeting])


def _masked(updates: Sequence[Raw]) -> list[Incoming]:
    return [_incoming(masked(update)) for update in mended(updates)]


def _incoming(update: Raw) -> Incoming:
    number = update.get("update_id")
    if not isinstance(number, int):
        raise TypeError("an update without its number")
    return Incoming(number, _lane(update), update)


def _lane(update: Raw) -> int:
    """The person, else the chat, else one lane for all that has neither."""
    for kind, content in update.items():
        if kind == "update_id" or not isinstance(content, dict):
            continue
        for holder in (content.get("from"), content.get("chat"), content.get("user")):
            if isinstance(holder, dict) and _is_number(holder.get("id")):
                return int(holder["id"])
    return 0


def _is_number(value: object) -> bool:
    """Whether Telegram can have numbered a person or a chat so, and a database can keep it."""
    return isinstance(value, int) and -_LARGEST < value < _LARGEST


def _person(update: Update) -> tuple[int, str]:
    user = update.effective_user
    if user is not None:
        return user.id, user.full_name
    chat = update.effective_chat
    return (chat.id, chat.effective_name or "") if chat else (0, "")


def _put_into_words(session: Session, tellings: Sequence[Telling]) -> list[Answers]:
    """What is to be said together is said after all effects are written, each sort by one call."""
    said: list[Answers] = [None if isinstance(answer, Together) else answer for answer in tellings]
    waiting: dict[Callable[..., Sequence[Answers]], dict[int, object]] = {}
    for place, answer in enumerate(tellings):
        if isinstance(answer, Together):
            waiting.setdefault(answer.say, {})[place] = answer.about
    if waiting:
        session.flush()
    for say, about in waiting.items():
        for place, told in zip(about, say(list(about.values())), strict=True):
            said[place] = told
    return said


def _unreadable(one: Incoming) -> _Outcome:
    """What the library cannot read holds up nobody; whoever sent it in private is asked to say it in words."""
    message = one.payload.get("message")
    private = isinstance(message, dict) and isinstance(message.get("chat"), dict) and message["chat"].get("id")
    if private != one.lane or one.lane <= 0:
        return _Outcome(one.update_id, [], None)
    spot = answers.Spot(one.update_id, one.lane)
    return _Outcome(one.update_id, list(answers.owed([Reply(refusals.NOT_READABLE)], spot)), None)


def _failed(one: Incoming, heard: Heard) -> _Outcome:
    code = secrets.token_hex(2).upper()
    log.exception("update %d failed, code %s", one.update_id, code)
    again = ((Button("重试", "retry", str(one.update_id)),),)
    apology = [Reply(refusals.not_stored(code), again)] if heard.private else []
    # Under a key of its own: the answer to the second try has the update's.
    owed = [replace(said, key=f"failed:{code}:{said.key}") for said in answers.owed(apology, heard.spot)]
    return _Outcome(one.update_id, owed, _fleeting(heard.update, ()), code)


def _fleeting(update: Update, said: Sequence[Answer]) -> Fleeting | None:
    if update.inline_query is not None:
        return answers.offered(update.inline_query.id, said)
    return answers.toasted(update.callback_query.id, said) if update.callback_query is not None else None


def _strings(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []
