"""A sent notice in its sender's hands: the card that counts, reminding, phoning, new links, the table, the list."""

from dataclasses import dataclass
from pathlib import Path

from handlers import notices as received
from handlers.answers import Amend, Answers, Edit, File, Reply, Toast
from handlers.due import Due
from handlers.errands import Task, making
from handlers.heard import Heard
from handlers.routes import Routes
from reports.notice_table import notice_table
from services import access, errands, notices, outbox
from services.access import Action
from services.errands import Unusable
from services.notices import collecting, history, inviting
from services.notices.collecting import Account
from services.notices.progress import SHOWN
from texts import notice_cards as texts

TABLE = "notices.table"
MOST_SHOWN = 60


@dataclass(frozen=True)
class Made:
    """A finished table: where it lies and what it is called."""

    path: str
    name: str


def register(routes: Routes) -> None:
    """The card, its buttons, the list, and the table's making."""
    routes.command("notices", list_all)
    routes.press("notices.page", turn)
    routes.press("notices.open", open_card)
    routes.press("notices.nudge", nudge)
    routes.press("notices.phones", show_phones)
    routes.press("notices.failures", show_failures)
    routes.press("notices.invite", invite)
    routes.press("notices.close", close)
    routes.press("notices.table", order_table)
    routes.occasion(notices.FIRST, say_first)
    routes.occasion(notices.CARD, say_card)
    routes.errand(TABLE, making(gather, build, deliver, fail))


def list_all(heard: Heard) -> Reply:
    """Those who send see what they sent, everybody else what they got."""
    if not access.allows(heard.speaker, Action.SEND_NOTICE):
        return received.list_notices(heard)
    said = _page(heard, 1)
    return Reply(said.text, said.buttons)


def turn(heard: Heard) -> Edit:
    """Another page."""
    access.require(heard.speaker, Action.SEND_NOTICE)
    return _page(heard, int(heard.fact))


def open_card(heard: Heard) -> Reply:
    """The card as it stands now."""
    progress = notices.progress(heard.session, heard.speaker, int(heard.fact))
    return Reply(texts.card(progress, heard.today), texts.card_buttons(progress))


def nudge(heard: Heard) -> Toast:
    """Those who have not confirmed are reminded."""
    done = notices.nudge(heard.session, heard.speaker, int(heard.fact), heard.knowledge.hours, heard.now)
    return Toast(texts.nudged(done, heard.now, heard.today))


def show_phones(heard: Heard) -> Reply:
    """Names and phones of those whom reminders did not move."""
    progress = notices.progress(heard.session, heard.speaker, int(heard.fact))
    found = notices.waiting(heard.session, progress.notice.id, texts.MOST_PHONED)
    return Reply(texts.phones(found, progress.waiting_count))


def show_failures(heard: Heard) -> Answers:
    """Whom it could not reach, by team."""
    progress = notices.progress(heard.session, heard.speaker, int(heard.fact))
    if not progress.failure_count:
        return Toast(texts.nobody_failed())
    found = notices.failures(heard.session, progress.notice.id, MOST_SHOWN)
    return Reply(texts.failed(found, progress.failure_count), texts.failed_buttons(progress.notice))


def invite(heard: Heard) -> Answers:
    """A personal link for each of them."""
    found = inviting.invite_again(heard.session, heard.speaker, int(heard.fact), heard.now)
    if not found:
        return Toast(texts.nobody_failed())
    progress = notices.progress(heard.session, heard.speaker, int(heard.fact))
    address = f"https://t.me/{heard.bot.username}?start="
    return Reply(texts.invited(found, address, progress.failure_count, heard.today))


def close(heard: Heard) -> Toast:
    """结束收集."""
    return Toast(texts.closed(notices.close(heard.session, heard.speaker, int(heard.fact), heard.now)))


def order_table(heard: Heard) -> Answers:
    """The table goes to the errands."""
    notice = notices.own(heard.session, heard.speaker, int(heard.fact))
    key = f"{TABLE}:{heard.update.update_id}"
    errands.owe(heard.session, key, TABLE, heard.speaker.telegram_id, heard.now, {"notice_id": notice.id})
    return Toast(texts.making_table())


def say_first(due: Due) -> Reply | None:
    """The card, sent with the notice."""
    progress = notices.progress(due.session, due.speaker, int(due.subject))
    return Reply(texts.card(progress, due.today), texts.card_buttons(progress))


def say_card(due: Due) -> Amend | None:
    """The sender's count as it stands now, in the card already sent."""
    message = notices.card_message(due.session, int(due.subject))
    if message is None:
        return None
    progress = notices.progress(due.session, due.speaker, int(due.subject))
    return Amend(message, texts.card(progress, due.today), texts.card_buttons(progress))


def gather(task: Task) -> Account:
    """Everybody's line as it stands now."""
    try:
        return collecting.account(task.session, task.speaker, task.number("notice_id"), task.now)
    except collecting.TooManyRows as error:
        raise Unusable(texts.too_many_rows()) from error


def build(account: Account, folder: Path) -> Made:
    """The table, made in a thread and laid into the outbox."""
    return Made(outbox.put(notice_table(account), ".xlsx", folder), texts.file_name(account.notice))


def deliver(_task: Task, made: Made) -> File:
    """The table is there."""
    return File(made.path, made.name)


def fail(_task: Task, reason: str) -> Reply:
    """It could not be made."""
    return Reply(reason if reason == texts.too_many_rows() else texts.table_failed())


def _page(heard: Heard, number: int) -> Edit:
    page = history.sent(heard.session, heard.speaker, number)
    waiting = notices.scheduled(heard.session, heard.speaker)[:SHOWN] if page.number == 1 else ()
    return Edit(texts.history(page, waiting, heard.today), texts.history_buttons(page, waiting))
