"""The steps of a problem that need words: asked in one line, or in two short steps; a photo may come with progress."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sqlalchemy.orm import Session
from telegram import Message

from handlers.answers import Answers, Edit, Reply, Tell, Toast
from handlers.errands import Task, fetching
from handlers.forms import Guide, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from services import amending, cabinet, departments, dialogues, issues
from services.access import Speaker
from services.cabinet import Kept
from services.issues import Move, pictures
from texts import issue_groups, refusals
from texts import issue_words as words
from texts import issues as texts
from texts.buttons import Button, rows

_PATIENCE = timedelta(hours=2)
_PICTURES_FOR = timedelta(minutes=10)
_OFFERED = 6
_TOPIC, _PICTURES = "issues.words", "issues.pictures"
_Step: TypeAlias = Callable[[Session, Speaker, int, str, datetime], object]

_STEPS: dict[Move, _Step] = {
    Move.NOTE: issues.note,
    Move.ANSWER: issues.answer,
    Move.PARTLY: issues.say_partly,
    Move.REOPEN: issues.reopen,
    Move.DECLINE: issues.decline,
    Move.HAND_BACK: issues.hand_back,
    Move.REMARK: issues.remark,
}
_VERBS: dict[str, Move] = {
    "note": Move.NOTE,
    "answer": Move.ANSWER,
    "partly": Move.PARTLY,
    "reopen": Move.REOPEN,
    "decline": Move.DECLINE,
    "handback": Move.HAND_BACK,
}


def register(routes: Routes) -> None:
    """The buttons, the open questions and the fetching of photos."""
    for verb, move in _VERBS.items():
        routes.press(f"issues.{verb}", _asking(move))
    routes.press("issues.unsolved", say_unsolved)
    routes.press("issues.assign", ask_unit)
    routes.press("issues.to", assign)
    routes.topic(_TOPIC, hear_words)
    routes.topic("issues.unit", hear_unit, cancels=True)
    for verb, guide in (("refuse", REFUSING), ("extend", EXTENDING), ("defer", DEFERRING)):
        routes.press(f"issues.{verb}", _beginning(guide), in_groups=guide is REFUSING)
        guide.join(routes)
    routes.errand(pictures.PHOTO, fetching(cabinet.keep_picture, keep, lose))


def hear_words(heard: Heard) -> Answers:
    """The words of the step that was begun."""
    facts = heard.asked.facts if heard.asked else {}
    number, move = int(str(facts["number"])), Move(str(facts["move"]))
    dialogues.close(heard.session, heard.speaker.telegram_id)
    if heard.words in (*refusals.CANCEL_WORDS, *(refusals.SKIP_WORDS if move is Move.REMARK else ())):
        return Reply(refusals.SKIPPED if move is Move.REMARK else refusals.CANCELLED)
    made = _STEPS[move](heard.session, heard.speaker, number, heard.words, heard.now)
    if move is Move.NOTE and isinstance(made, issues.IssueEvent):
        await_pictures(heard, made.id)
        _attach(heard, made.id)
    return _said(heard, number, move)


def say_unsolved(heard: Heard) -> Answers:
    """没解决: 重办 at once; one line more is welcome and may be skipped."""
    issue = issues.say_unsolved(heard.session, heard.speaker, int(heard.fact), heard.now)
    shown = issues.find(heard.session, heard.speaker, issue.number, heard.now)
    _ask(heard, issue.number, Move.REMARK)
    card = Edit(texts.card(shown, heard.today), texts.card_buttons(shown, heard.now))
    return card, Reply(words.prompt(shown, Move.REMARK))


def ask_unit(heard: Heard) -> Reply:
    """指派: which unit; pressed or written."""
    shown = issues.find(heard.session, heard.speaker, int(heard.fact), heard.now)
    names = _offered(heard, shown.issue)
    number = shown.issue.number
    dialogues.ask(heard.session, heard.speaker.telegram_id, "issues.unit", heard.now, _PATIENCE, number=number)
    units = {one.name: one.id for one in departments.listed(heard.session)}
    buttons = (Button(name[:12], "issues.to", f"{number},{units[name]}") for name in names if name in units)
    return Reply(words.which_unit(shown), (*rows(*buttons, across=2), (Button("取消", "cancel"),)))


def hear_unit(heard: Heard) -> Answers:
    """The unit was written."""
    number = heard.asked_number("number")
    issues.assign(heard.session, heard.speaker, number, heard.words, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    return _said(heard, number, Move.ASSIGN)


def assign(heard: Heard) -> Answers:
    """The unit was pressed."""
    number, _, unit = heard.fact.partition(",")
    department = departments.one(heard.session, int(unit))
    if department is None:
        return Toast(refusals.STALE, alert=True)
    issues.assign(heard.session, heard.speaker, int(number), department.name, heard.now)
    dialogues.close(heard.session, heard.speaker.telegram_id)
    shown = issues.find(heard.session, heard.speaker, int(number), heard.now)
    return Edit(texts.done(shown, Move.ASSIGN, heard.today))


def hears_photo(heard: Heard) -> bool:
    """Whether a photo of this moment belongs to a step of a problem."""
    facts, topic = (heard.asked.facts, heard.asked.topic) if heard.asked else ({}, "")
    noting = topic == _TOPIC and facts.get("move") == Move.NOTE
    return _file_id(heard) is not None and (noting or topic == _PICTURES)


def hear_photo(heard: Heard) -> Answers:
    """The photo belongs to the note just written; sent instead of words, it is the note."""
    facts = heard.asked.facts if heard.asked else {}
    if "event" not in facts:
        number = int(str(facts["number"]))
        event = issues.note(heard.session, heard.speaker, number, words.PHOTO_NOTE, heard.now).id
        await_pictures(heard, event)
        _attach(heard, event)
        return _said(heard, number, Move.NOTE)
    count = _attach(heard, int(str(facts["event"])))
    album = heard.message.media_group_id if isinstance(heard.message, Message) else None
    return Reply(words.photo_taken(count)) if count == 1 or album is None else None


def keep(task: Task, kept: Kept) -> Answers:
    """The photo lies in the cabinet."""
    pictures.keep(task.session, task.number("picture"), kept, task.now)
    return None


def lose(task: Task, reason: str) -> Answers:
    """The photo will never come."""
    pictures.lose(task.session, task.number("picture"), reason)
    return Reply(words.PHOTO_LOST)


def _asking(move: Move) -> Callable[[Heard], Answers]:
    def ask(heard: Heard) -> Answers:
        shown = issues.find(heard.session, heard.speaker, int(heard.fact), heard.now)
        issues.require(heard.session, heard.speaker, shown.issue, move)
        _ask(heard, shown.issue.number, move)
        return Reply(words.prompt(shown, move))

    return ask


def _beginning(guide: Guide) -> Callable[[Heard], Answers]:
    def begin(heard: Heard) -> Answers:
        shown = issues.find(heard.session, heard.speaker, int(heard.fact), heard.now)
        issues.require(heard.session, heard.speaker, shown.issue, _GUIDED[guide.name])
        asked = guide.begin(heard, number=shown.issue.number)
        if heard.private:
            return asked
        key = f"{guide.name}:{heard.update.update_id}"
        return Toast(issue_groups.IN_PRIVATE), Tell(heard.speaker.telegram_id, key, asked.text, asked.buttons)

    return begin


def _ask(heard: Heard, number: int, move: Move) -> None:
    who = heard.speaker.telegram_id
    dialogues.ask(heard.session, who, _TOPIC, heard.now, _PATIENCE, number=number, move=str(move))


def await_pictures(heard: Heard, event: int) -> None:
    """Pictures sent shortly afterwards belong to this step."""
    dialogues.ask(heard.session, heard.speaker.telegram_id, _PICTURES, heard.now, _PICTURES_FOR, event=event)


def _said(heard: Heard, number: int, move: Move) -> Reply:
    shown = issues.find(heard.session, heard.speaker, number, heard.now)
    return Reply(texts.done(shown, move, heard.today), texts.card_buttons(shown, heard.now))


def _file_id(heard: Heard) -> str | None:
    message = heard.message
    return message.photo[-1].file_id if isinstance(message, Message) and message.photo else None


def _attach(heard: Heard, event: int) -> int:
    """The photo of this message, if it has one, is owed to be fetched; how many the step has then."""
    file_id = _file_id(heard)
    if file_id is None:
        return 0
    return pictures.attach(heard.session, heard.speaker, event, heard.source, file_id, heard.now)


def _offered(heard: Heard, issue: issues.Issue) -> Sequence[str]:
    """Those whose matter it may be, then those somebody speaks for."""
    names = [*departments.meant(issue.words), *issue.suggested, *departments.staffed(heard.session)]
    return list(dict.fromkeys(names))[:_OFFERED]


def _ask_reason(_sheet: Sheet) -> str:
    return words.ASK_REASON


def _ask_unit(_sheet: Sheet) -> str:
    return words.ASK_UNIT


def _offer_units(sheet: Sheet) -> Sequence[str]:
    mine = {one.name for one in departments.of_speaker(sheet.heard.session, sheet.heard.speaker)}
    shown = issues.find(sheet.heard.session, sheet.heard.speaker, _number(sheet), sheet.heard.now)
    return [name for name in _offered(sheet.heard, shown.issue) if name not in mine]


def _read_unit(sheet: Sheet, said: str) -> object:
    return departments.named(sheet.heard.session, said).name


def _ask_due(_sheet: Sheet) -> str:
    return words.ASK_DUE


def _ask_review(_sheet: Sheet) -> str:
    return words.ASK_REVIEW


def _read_day(sheet: Sheet, said: str) -> object:
    """A day to come; refused at once where it does not lie ahead."""
    day = amending.day_ahead(said, sheet.heard.today)
    issues.ahead(day, sheet.heard.now)
    return day.isoformat()


def _number(sheet: Sheet) -> int:
    return int(sheet.said("number") or 0)


def _refuse(sheet: Sheet) -> Answers:
    heard, number = sheet.heard, _number(sheet)
    issues.refuse(heard.session, heard.speaker, number, sheet.said("reason"), sheet.said("unit"), heard.now)
    return _said(heard, number, Move.REFUSE)


def _extend(sheet: Sheet) -> Answers:
    heard, number, day = sheet.heard, _number(sheet), date.fromisoformat(sheet.said("day"))
    issues.extend(heard.session, heard.speaker, number, day, sheet.said("reason"), heard.now)
    return _said(heard, number, Move.EXTEND)


def _defer(sheet: Sheet) -> Answers:
    heard, number, day = sheet.heard, _number(sheet), date.fromisoformat(sheet.said("day"))
    issues.defer(heard.session, heard.speaker, number, day, sheet.said("reason"), heard.now)
    return _said(heard, number, Move.DEFER)


def _anybody(_heard: Heard) -> None:
    """The step itself asks for the right when it is made."""


def _about(sheet: Sheet) -> str:
    return texts.number(_number(sheet))


_REASON = Question("reason", ask=_ask_reason, optional=False)
REFUSING = Guide(
    name="issues.no",
    title=words.REFUSE_TITLE,
    questions=(_REASON, Question("unit", ask=_ask_unit, read=_read_unit, offer=_offer_units, optional=False)),
    require=_anybody,
    finish=_refuse,
    about=_about,
)
EXTENDING = Guide(
    name="issues.till",
    title=words.EXTEND_TITLE,
    questions=(Question("day", ask=_ask_due, read=_read_day, optional=False), _REASON),
    require=_anybody,
    finish=_extend,
    about=_about,
)
DEFERRING = Guide(
    name="issues.long",
    title=words.DEFER_TITLE,
    questions=(Question("day", ask=_ask_review, read=_read_day, optional=False), _REASON),
    require=_anybody,
    finish=_defer,
    about=_about,
)
_GUIDED = {REFUSING.name: Move.REFUSE, EXTENDING.name: Move.EXTEND, DEFERRING.name: Move.DEFER}
