"""The 民情日记 in the chat: three or four questions, then Word and Excel, made while others are served."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handlers.answers import Amend, Answers, File, Reply
from handlers.due import Due
from handlers.errands import Task, making
from handlers.forms import Guide, Question, Sheet
from handlers.heard import Heard
from handlers.routes import Routes
from reports.visit_diary import visit_diary
from reports.visit_table import visit_table
from services import access, deliveries, diary, errands, outbox, periods
from services.access import Action
from services.deliveries import Owed
from services.diary import Order
from services.errands import Unusable
from services.visits import accounts, finding, sieving
from services.visits.accounts import Account
from texts import diary as texts

PURPOSE, PROGRESS = "visits.diary", "visits.diary.progress"


@dataclass(frozen=True)
class Material:
    """What a document is made of."""

    order: Order
    account: Account


@dataclass(frozen=True)
class Made:
    """Finished documents: where each lies and what it is called."""

    account: Account
    title: str
    files: Sequence[tuple[str, str]]


def register(routes: Routes) -> None:
    """The command, the questions, and the making."""
    routes.command("diary", start)
    GUIDE.join(routes)
    routes.occasion(PROGRESS, say_progress)
    routes.errand(PURPOSE, making(gather, build, deliver, fail))
    routes.refusal(periods.PeriodUnread, lambda refusal, _: texts.period_unread(refusal.said))
    routes.refusal(sieving.SieveUnread, lambda refusal, _: texts.sieve_unread(refusal.said))
    routes.refusal(diary.FormatUnread, lambda *_: texts.format_unread())


def start(heard: Heard) -> Reply:
    """/diary asks; an unfinished order is offered first."""
    return GUIDE.start(heard)


def gather(task: Task) -> Material:
    """The visits of the order as they stand now, and a line in the log of exports (K6)."""
    order = diary.order_of(task.facts)
    try:
        account = accounts.account(task.session, task.speaker, order.sieve, task.now)
    except accounts.TooManyVisits as error:
        raise Unusable(texts.TOO_MANY) from error
    accounts.note_export(task.session, task.speaker, f"visits: {order.title} ({len(account.entries)})", task.now)
    return Material(order, account)


def build(material: Material, folder: Path) -> Made:
    """The documents, made in a thread and laid into the outbox."""
    order, account = material.order, material.account
    files = []
    if account.entries and order.word:
        files.append(_laid(visit_diary(account, order.title, folder), ".docx", order.title, folder))
    if account.entries and order.excel:
        files.append(_laid(visit_table(account, order.title), ".xlsx", order.title, folder))
    return Made(account, order.title, files)


def deliver(task: Task, made: Made) -> Answers:
    """The message that told of the work says it is done, and the files follow."""
    if not made.files:
        _tell_progress(task, texts.nothing(made.title))
        return None
    _tell_progress(task, texts.made(len(made.account.entries), made.account.photos))
    return [File(path, name) for path, name in made.files]


def fail(task: Task, reason: str) -> Answers:
    """It could not be made, and that is said."""
    _tell_progress(task, texts.failed(reason))
    return None


def say_progress(due: Due) -> Amend | None:
    """The words in place of those that said the work had begun; a chat hears one after the other, so those are sent."""
    update_id, _, words = due.subject.partition(":")
    message_id = deliveries.message_said(due.session, int(update_id))
    return Amend(message_id, words) if message_id else None


def _tell_progress(task: Task, words: str) -> None:
    subject = f"{diary.order_of(task.facts).reply_to}:{words}"
    edit = Owed(f"{task.key}:progress", task.speaker.telegram_id, "editMessageText", None, PROGRESS, subject)
    deliveries.owe(task.session, [edit], task.now)


def _laid(content: bytes, suffix: str, title: str, folder: Path) -> tuple[str, str]:
    if len(content) > outbox.MOST_BYTES:
        raise Unusable(texts.TOO_BIG)
    return outbox.put(content, suffix, folder), texts.file_name(title, suffix)


def _require(heard: Heard) -> None:
    access.require(heard.speaker, Action.LIST_VISITS, heard.speaker.team)


def _ask_period(_sheet: Sheet) -> str:
    return texts.ASK_PERIOD


def _offer_periods(_sheet: Sheet) -> Sequence[str]:
    return texts.PERIODS


def _read_period(sheet: Sheet, words: str) -> object:
    period = periods.read(words, sheet.heard.today)
    return [period.first.isoformat(), period.last.isoformat()]


def _ask_whose(_sheet: Sheet) -> str:
    return texts.ASK_WHOSE


def _offer_whose(sheet: Sheet) -> Sequence[str]:
    return (texts.TEAM, texts.MINE) if sheet.heard.speaker.team else (texts.ALL,)


def _read_whose(sheet: Sheet, words: str) -> object:
    """A colleague, a town, the own team; each is checked now, and again by the query."""
    if words not in (texts.TEAM, texts.MINE, texts.ALL):
        _sieved(sheet, words)
    return words


def _ask_village(_sheet: Sheet) -> str:
    return texts.ASK_VILLAGE


def _offer_village(_sheet: Sheet) -> Sequence[str]:
    return (texts.ALL,)


def _read_village(sheet: Sheet, words: str) -> object:
    return "" if words == texts.ALL else _sieved(sheet, words).village or ""


def _ask_format(_sheet: Sheet) -> str:
    return texts.ASK_FORMAT


def _offer_formats(_sheet: Sheet) -> Sequence[str]:
    return texts.FORMATS


def _read_format(_sheet: Sheet, words: str) -> object:
    found = next((name for name in texts.FORMATS if name.lower() in words.lower()), None)
    if found is None:
        raise diary.FormatUnread
    return found


def _finish(sheet: Sheet) -> Answers:
    """The order goes to the errands; what is said now is edited when it is done."""
    heard = sheet.heard
    order = _order(sheet)
    errands.owe(
        heard.session, f"{PURPOSE}:{sheet.standing.id}", PURPOSE, heard.speaker.telegram_id, heard.now, order.facts()
    )  # fmt: skip
    return Reply(texts.making())


def _order(sheet: Sheet) -> Order:
    heard = sheet.heard
    period = sheet.standing.answers.get("period")
    first, last = period if isinstance(period, list) else ("", "")
    span = periods.Period(diary.day(str(first)), diary.day(str(last)))
    whose, wanted = sheet.said("whose") or texts.TEAM, sheet.said("format")
    sieve = finding.narrowed(_whose(sheet, whose), sheet.said("village") or None, span.first, span.last)
    name = heard.speaker.name if whose == texts.MINE else _team_name(heard) if whose == texts.TEAM else whose
    title = texts.scope(name, sheet.said("village"), span.first, span.last, heard.today)
    return Order(sieve, title, wanted != texts.EXCEL, wanted != texts.WORD, heard.update.update_id)


def _whose(sheet: Sheet, whose: str) -> finding.Sieve:
    speaker = sheet.heard.speaker
    if whose == texts.MINE:
        return finding.Sieve(member_id=speaker.member_id)
    if whose in (texts.TEAM, texts.ALL):
        return finding.Sieve(team_id=speaker.team.id if speaker.team else None)
    return _sieved(sheet, whose)


def _team_name(heard: Heard) -> str:
    return f"{heard.speaker.team.town}工作队" if heard.speaker.team else texts.ALL


def _sieved(sheet: Sheet, words: str) -> finding.Sieve:
    heard = sheet.heard
    return sieving.read(heard.session, heard.speaker, words, heard.today, heard.knowledge.places)


def _about(sheet: Sheet) -> str:
    return texts.about([sheet.said("whose"), sheet.said("village")])


GUIDE = Guide(
    name="diary",
    title=texts.TITLE,
    questions=(
        Question("period", ask=_ask_period, read=_read_period, offer=_offer_periods, optional=False),
        Question("whose", ask=_ask_whose, read=_read_whose, offer=_offer_whose),
        Question("village", ask=_ask_village, read=_read_village, offer=_offer_village),
        Question("format", ask=_ask_format, read=_read_format, offer=_offer_formats),
    ),
    require=_require,
    finish=_finish,
    about=_about,
)
