"""Who hears what: python-telegram-bot's own handlers and filters decide, the first that fits hears."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from telegram import Message, Update
from telegram.ext import (
    BaseHandler,
    CallbackContext,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers.answers import TOLD_AT_WORK, Amend, Answers, Reply, Telling, Toast
from handlers.due import Due
from handlers.errands import Errander
from handlers.facts import Fact
from handlers.heard import Heard
from handlers.wordings import Refusal, Wordings
from services import dialogues
from services.work import WorkError
from texts import refusals

Hearer: TypeAlias = Callable[[Heard], Telling]
Sayer: TypeAlias = Callable[[Due], Amend | Reply | None]
_Filter: TypeAlias = BaseHandler[Update, CallbackContext[Any, Any, Any, Any], None]


@dataclass
class Routes:
    """The map of the assistant; features add themselves in handlers/__init__.py."""

    _routes: list[tuple[_Filter, Hearer]] = field(default_factory=list)
    _presses: dict[str, Hearer] = field(default_factory=dict)
    _pressed_in_groups: set[str] = field(default_factory=set)
    _topics: dict[str, Hearer] = field(default_factory=dict)
    _keys: dict[str, Hearer] = field(default_factory=dict)
    _openings: dict[str, dict[str, Hearer]] = field(default_factory=dict)
    """By their first character, since every message is looked up."""
    _occasions: dict[str, Sayer] = field(default_factory=dict)
    wordings: Wordings = field(default_factory=Wordings)
    erranders: dict[str, Errander] = field(default_factory=dict)
    resting: set[str] = field(default_factory=lambda: {TOLD_AT_WORK})
    command_names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._routes.append((CallbackQueryHandler(_never), self._hear_press))

    def command(self, name: str, hear: Hearer, *, in_groups: bool = False) -> None:
        """/name; what follows it is in `heard.fact`.

        In a group others read the answer, so there it only says where to go unless it is declared for groups (K4).
        """
        self.command_names.append(name)
        heard_by = hear if in_groups else _privately(name, hear)
        self._routes.append((CommandHandler(name, _never), _with_arguments(heard_by)))

    def press(self, verb: str, hear: Hearer, *, in_groups: bool = False) -> None:
        """A button of this verb; what it is about is in `heard.fact`.

        Under a card in a group it opens nothing, and is not shown there, unless it is declared for groups (K4).
        """
        self._presses[verb] = hear
        if in_groups:
            self._pressed_in_groups.add(verb)

    @property
    def verbs(self) -> Collection[str]:
        """Every button there is."""
        return self._presses.keys()

    @property
    def group_verbs(self) -> Collection[str]:
        """The buttons that may stand in a group."""
        return self._pressed_in_groups

    def topic(self, name: str, hear: Hearer, *, cancels: bool = False) -> None:
        """The answer to an open question of this name; where it `cancels`, 取消 closes the question unheard."""
        self._topics[name] = _cancelling(hear) if cancels else hear

    def key(self, label: str, hear: Hearer) -> None:
        """Exactly these words in a private chat, as the main keyboard sends them."""
        self._keys[label] = hear

    def opening(self, words: Sequence[str], hear: Hearer) -> None:
        """Whatever begins with one of these words, in a group too; heard before an open question.

        Where `hear` says None the words go their usual way.
        """
        for opening in words:
            self._openings.setdefault(opening[0], {})[opening] = hear

    def inline(self, hear: Hearer) -> None:
        """Somebody types the assistant's name and a few words in any chat."""
        self._routes.append((InlineQueryHandler(_never), hear))

    def membership(self, hear: Hearer) -> None:
        """What the assistant itself is in a chat has changed."""
        self._routes.append((ChatMemberHandler(_never, ChatMemberHandler.MY_CHAT_MEMBER), hear))

    def messages(self, which: filters.BaseFilter, hear: Hearer) -> None:
        """Messages of a kind that nobody registered before has heard."""
        self._routes.append((MessageHandler(which, _never), hear))

    def occasion(self, name: str, say: Sayer, *, rests: bool = False) -> None:
        """Deliveries owed under this name are put into words by `say` at the moment of sending.

        Where it `rests`, they wait while people are not at work.
        """
        self._occasions[name] = say
        if rests:
            self.resting.add(name)

    def errand(self, purpose: str, errander: Errander) -> None:
        """Errands of this purpose, such as a file to fetch, are carried out by this errander."""
        self.erranders[purpose] = errander

    def refusal(self, kind: type[Refusal], say: Callable[[Refusal, Heard], str]) -> None:
        """A refusal of this kind, or kin to it, is told in the sentence of `say`."""
        self.wordings.add(kind, say)

    def refuse(self, heard: Heard, refusal: WorkError) -> Answers:
        """The sentence of this refusal, as a box over the button or as a reply."""
        text = self.wordings.of(refusal, heard)
        if heard.update.callback_query is not None:
            return Toast(str(getattr(text, "striptags", lambda: text)()), alert=True)
        return Reply(text)

    def say(self, due: Due) -> Amend | Reply | None:
        """The words of a delivery that was planned without any; None when nothing need be said any more (C9).

        A refusal means just that: the person lost the post, or what it was about is gone. So does an occasion that
        nobody knows: its feature was switched off or taken out since.
        """
        say = self._occasions.get(due.occasion)
        try:
            return say(due) if say else None
        except WorkError:
            return None

    def hear(self, heard: Heard) -> Telling:
        """Lets the first that fits hear it: an opening, a key, an open question, then the routes in their order.

        Words that are no such thing after all (their hearer says None) go on to the next.
        """
        for first in (self._opening(heard), self._key_or_topic(heard)):
            answered = first(heard) if first else None
            if answered is not None:
                return answered
        hearer = self._route(heard)
        return hearer(heard) if hearer else None

    def _opening(self, heard: Heard) -> Hearer | None:
        if heard.pressed or not heard.words:
            return None
        found = self._openings.get(heard.words[0], {}).items()
        return next((hear for words, hear in found if heard.words.startswith(words)), None)

    def _key_or_topic(self, heard: Heard) -> Hearer | None:
        update = heard.update
        if update.callback_query or not heard.private or not heard.words or heard.words.startswith("/"):
            return None
        topic = self._topics.get(heard.asked.topic) if heard.asked and not heard.edited else None
        return self._keys.get(heard.words) or topic

    def _route(self, heard: Heard) -> Hearer | None:
        message = heard.message
        marked = isinstance(message, Message) and bool(message.entities)
        for fits, hearer in self._routes:
            if isinstance(fits, CommandHandler) and not marked:
                continue  # Telegram marks commands; most of what people say is none, and there are many
            check = fits.check_update(heard.update)
            if check is not None and check is not False:
                return hearer
        return None

    def _hear_press(self, heard: Heard) -> Telling:
        query = heard.update.callback_query
        verb, _, heard.fact = Fact(query.data or "" if query else "").partition(":")
        hearer = self._presses.get(verb)
        if hearer is None:
            return Toast(refusals.STALE)
        if not heard.private and verb not in self._pressed_in_groups:
            return Toast(refusals.OPENS_IN_PRIVATE, alert=True)
        return hearer(heard)


def _cancelling(hear: Hearer) -> Hearer:
    def hear_answer(heard: Heard) -> Telling:
        if heard.words not in refusals.CANCEL_WORDS:
            return hear(heard)
        dialogues.close(heard.session, heard.speaker.telegram_id)
        return Reply(refusals.CANCELLED)

    return hear_answer


def _privately(name: str, hear: Hearer) -> Hearer:
    def hear_command(heard: Heard) -> Telling:
        return hear(heard) if heard.private else Reply(refusals.command_in_private(name, heard.bot.username))

    return hear_command


def _with_arguments(hear: Hearer) -> Hearer:
    def hear_command(heard: Heard) -> Telling:
        heard.fact = Fact(heard.words.partition(" ")[2].strip())
        return hear(heard)

    return hear_command


async def _never(*_: object) -> None:
    """The library asks for a callback; ours are called by Routes.hear, inside the transaction."""
    raise AssertionError("handlers are called by Routes.hear")
