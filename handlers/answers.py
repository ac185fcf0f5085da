"""What a handler gives back: things to say, as finished calls to Telegram that may be stored and sent later."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias, TypeVar

from markupsafe import Markup, escape

from services.deliveries import Owed, Urgency
from texts.buttons import Keyboard, Rows

INLINE_CACHE_SECONDS = 60
TOLD, TOLD_AT_WORK = "tell", "tell.rests"
MOST_CHARACTERS = 4000  # Telegram counts 4096 UTF-16 units after parsing; entities and emoji need some air


@dataclass(frozen=True)
class Reply:
    """A new message in the chat the update came from; text that is no Markup is escaped.

    What an occasion says in a group of topics names its `topic`; an answer goes to the one it was asked in. `protected`
    bars forwarding and saving; what is `about` an earlier message of the chat, by its number, shows as a reply to it.
    """

    text: Markup | str
    buttons: Rows = ()
    keyboard: Keyboard = ()
    protected: bool = False
    topic: int | None = None
    about: int | None = None


@dataclass(frozen=True)
class Attached(Reply):
    """A photo or document that Telegram has already, by its `file_id`."""

    kind: str = "document"
    file_id: str = ""


@dataclass(frozen=True)
class Edit:
    """The pressed message says this from now on."""

    text: Markup | str
    buttons: Rows = ()


@dataclass(frozen=True)
class Toast:
    """A short word over the pressed button, best effort; `alert` makes it a box to be closed."""

    text: str
    alert: bool = False


@dataclass(frozen=True)
class Card:
    """One thing to choose: `text` is what is said in the person's name when it is chosen."""

    id: str
    title: str
    description: str
    text: Markup


@dataclass(frozen=True)
class Cards:
    """What somebody who typed the assistant's name in any chat may choose from, best effort."""

    shown: Sequence[Card]


@dataclass(frozen=True)
class Fleeting:
    """A call made once, right after the commit: the tap or the typing it answers is soon over."""

    method: str
    content: dict[str, object]


@dataclass(frozen=True)
class Tell:
    """A message to another person, owed once per `key`.

    Where it `rests` it waits while people are not at work: an answer they wait for does not, what somebody else's act
    led to does.
    """

    telegram_id: int
    key: str
    text: Markup | str
    buttons: Rows = ()
    keyboard: Keyboard = ()
    rests: bool = False


@dataclass(frozen=True)
class Amend:
    """An earlier message of ours says this from now on; what an occasion may give back instead of a Reply."""

    message_id: int
    text: Markup | str
    buttons: Rows = ()


@dataclass(frozen=True)
class Removal(Amend):
    """An earlier message of ours is deleted."""

    text: Markup | str = ""


@dataclass(frozen=True)
class File:
    """A document in the chat; `path` is where it lies under the folder of files, `name` what the person sees."""

    path: str
    name: str
    caption: Markup | str = ""
    buttons: Rows = ()


@dataclass(frozen=True)
class Picture:
    """A picture shown in the chat; `path` is where it lies under the folder of files."""

    path: str
    caption: Markup | str = ""
    buttons: Rows = ()


@dataclass(frozen=True)
class Menu:
    """The commands this person finds behind the menu button from now on."""

    telegram_id: int
    commands: Sequence[tuple[str, str]]


Answer: TypeAlias = Reply | Edit | Amend | Toast | Cards | Tell | File | Picture | Menu
Answers: TypeAlias = Answer | Sequence[Answer] | None
Topic = TypeVar("Topic")


@dataclass(frozen=True)
class Together:
    """What is put into words together with all that was heard alike in the same batch, once their effects are written.

    So a busy moment costs a query for each thing looked up, not one for each person. Made by `together`.
    """

    say: Callable[..., Sequence[Answers]]
    about: object


Telling: TypeAlias = Answers | Together


def together(say: Callable[[Sequence[Topic]], Sequence[Answers]], about: Topic) -> Together:
    """`say` is given what each of the batch is `about`, in order, and gives back what each is told."""
    return Together(say, about)


def each(answers: Answers) -> tuple[Answer, ...]:
    """One, several or none, as a tuple."""
    if answers is None:
        return ()
    return tuple(answers) if isinstance(answers, Sequence) else (answers,)


def fit_for_groups(answer: Answer, verbs: Collection[str]) -> Answer:
    """The answer as it may stand in a group: without the main keyboard, and of its buttons only those of these verbs.

    What goes to one person (Tell) stays whole.
    """
    if not isinstance(answer, Reply | Edit | Amend | File | Picture):
        return answer
    kept = tuple(tuple(button for button in row if button.verb in verbs) for row in answer.buttons)
    fit = replace(answer, buttons=tuple(row for row in kept if row))
    return replace(fit, keyboard=()) if isinstance(fit, Reply) else fit


@dataclass(frozen=True)
class Spot:
    """Where an update came from: the chat, its topic, and the message that was pressed, if one was."""

    update_id: int
    chat_id: int
    topic: int | None = None
    pressed: int | None = None


def owed(answers: Sequence[Answer], spot: Spot) -> Iterator[Owed]:
    """The deliveries these answers are, toasts and cards aside; handling the same update twice owes them once."""
    for index, answer in enumerate(answers):
        if isinstance(answer, Toast | Cards):
            continue
        key = f"reply:{spot.update_id}:{index}"
        if isinstance(answer, Tell):
            content = _message(answer.telegram_id, answer.text, _markup(answer.buttons, answer.keyboard))
            told = TOLD_AT_WORK if answer.rests else TOLD
            yield Owed(answer.key, answer.telegram_id, "sendMessage", content, told, urgency=Urgency.PERSONAL)
        elif isinstance(answer, Menu):
            yield Owed(key, answer.telegram_id, "setMyCommands", menu_call(answer), "menu")
        elif isinstance(answer, File):
            document = {"document": {"path": answer.path, "name": answer.name}}
            yield Owed(key, spot.chat_id, "sendDocument", document | _beside(answer, spot))
        elif isinstance(answer, Picture):
            photo = {"photo": {"path": answer.path, "name": Path(answer.path).name}}
            yield Owed(key, spot.chat_id, "sendPhoto", photo | _beside(answer, spot))
        elif isinstance(answer, Attached):
            yield Owed(key, spot.chat_id, f"send{answer.kind.capitalize()}", spoken(answer, spot.chat_id))
        elif isinstance(answer, Amend):
            yield Owed(key, spot.chat_id, "editMessageText", spoken(answer, spot.chat_id))
        else:
            yield _reply(answer, spot, key)


def owed_later(answers: Sequence[Answer], chat_id: int, key: str) -> Iterator[Owed]:
    """The deliveries of what an errand led to, after the update that asked for it was answered."""
    spot = Spot(0, chat_id)
    for index, one in enumerate(owed(answers, spot)):
        told = one.occasion in (TOLD, TOLD_AT_WORK)
        yield one if told else replace(one, key=f"{key}:{index}", occasion="errand")


def toasted(query_id: str, said: Sequence[Answer]) -> Fleeting:
    """The bare acknowledgement of a pressed button, or the toast over it."""
    content: dict[str, object] = {"callback_query_id": query_id}
    for toast in [answer for answer in said if isinstance(answer, Toast)][:1]:
        content |= {"text": toast.text[:200], "show_alert": toast.alert}
    return Fleeting("answerCallbackQuery", content)


def offered(query_id: str, said: Sequence[Answer]) -> Fleeting:
    """The cards under what somebody is typing; none where nothing fits."""
    cards = [card for answer in said if isinstance(answer, Cards) for card in answer.shown]
    return Fleeting("answerInlineQuery", {
        "inline_query_id": query_id, "results": [_article(card) for card in cards], "cache_time": INLINE_CACHE_SECONDS,
    })  # fmt: skip


def _article(card: Card) -> dict[str, object]:
    message = {
        "message_text": _shortened(card.text),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    about = {"title": card.title, "description": card.description, "input_message_content": message}
    return {"type": "article", "id": card.id, **about}


def spoken(said: Reply | Amend, chat_id: int) -> dict[str, object]:
    """The finished call of what an occasion said to this chat, for the method it was owed with."""
    if isinstance(said, Removal):
        return {"chat_id": chat_id, "message_id": said.message_id}
    if isinstance(said, Amend):
        return _message(chat_id, said.text, _markup(said.buttons, ())) | {"message_id": said.message_id}
    if isinstance(said, Attached):
        return {"chat_id": chat_id, said.kind: said.file_id, **_placed(said)}
    return _message(chat_id, said.text, _markup(said.buttons, said.keyboard)) | _placed(said)


def _placed(said: Reply) -> dict[str, object]:
    """Where in the chat it goes, what it is about, and whether it may leave the chat."""
    placed: dict[str, object] = {}
    if said.protected:
        placed["protect_content"] = True
    if said.topic is not None:
        placed["message_thread_id"] = said.topic
    if said.about is not None:
        placed["reply_parameters"] = {"message_id": said.about, "allow_sending_without_reply": True}
    return placed


def _reply(answer: Reply | Edit, spot: Spot, key: str) -> Owed:
    if isinstance(answer, Edit) and spot.pressed is not None:
        content = _message(spot.chat_id, answer.text, _markup(answer.buttons, ()))
        return Owed(key, spot.chat_id, "editMessageText", content | {"message_id": spot.pressed})
    keyboard = answer.keyboard if isinstance(answer, Reply) else ()
    content = _message(spot.chat_id, answer.text, _markup(answer.buttons, keyboard))
    if spot.topic is not None:
        content["message_thread_id"] = spot.topic
    return Owed(key, spot.chat_id, "sendMessage", content)


def _beside(answer: File | Picture, spot: Spot) -> dict[str, object]:
    """What goes with a file: where to, the words under it, the buttons."""
    content: dict[str, object] = {
        "chat_id": spot.chat_id,
        "caption": str(escape(answer.caption)),
        "parse_mode": "HTML",
    }
    if spot.topic is not None:
        content["message_thread_id"] = spot.topic
    markup = _markup(answer.buttons, ())
    return content | ({"reply_markup": markup} if markup else {})


def _message(chat_id: int, text: Markup | str, markup: dict[str, object] | None) -> dict[str, object]:
    content: dict[str, object] = {
        "chat_id": chat_id,
        "text": _shortened(escape(text)),
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    return content | ({"reply_markup": markup} if markup else {})


def _shortened(html: Markup) -> str:
    """What Telegram would refuse as too long loses its tags and its tail; texts that know keep below."""
    if len(html) <= MOST_CHARACTERS:
        return str(html)
    return str(escape(html.striptags()[: MOST_CHARACTERS - 20])) + "…（内容过长，已截短）"


def _markup(buttons: Rows, keyboard: Keyboard) -> dict[str, object] | None:
    if buttons:
        return {"inline_keyboard": [[{"text": b.label, "callback_data": b.data} for b in row] for row in buttons]}
    if keyboard:
        return {"keyboard": [[{"text": key} for key in row] for row in keyboard], "resize_keyboard": True}
    return None


def menu_call(menu: Menu) -> dict[str, object]:
    """The finished setMyCommands for this person's chat."""
    return {
        "commands": [{"command": name, "description": about} for name, about in menu.commands],
        "scope": {"type": "chat", "chat_id": menu.telegram_id},
    }
