"""Promises in the chat: the list, 已告知本人, words that say one was kept, and the morning's word."""

from handlers.answers import Answers, Edit, Reply, Toast
from handlers.due import Due
from handlers.heard import Heard
from handlers.routes import Routes
from services import promises
from services.clock import day_of
from texts import promises as texts


def register(routes: Routes) -> None:
    """The command, its buttons, and what is said in the morning."""
    routes.command("promises", show)
    routes.press("promises.list", show)
    routes.press("promises.tell", tell)
    routes.press("promises.untell", untell)
    routes.occasion(promises.DUE, say_due)
    routes.refusal(promises.PromiseClosed, lambda refusal, heard: texts.closed(refusal.told_at, heard.today))


def show(heard: Heard) -> Reply:
    """The team's open promises."""
    open_ones = promises.still_open(heard.session, heard.speaker)
    return Reply(texts.listing(open_ones, heard.today), texts.listing_buttons(open_ones))


def tell(heard: Heard) -> Answers:
    """已告知本人: the promise is kept."""
    promise = promises.tell(heard.session, heard.speaker, int(heard.fact), heard.now)
    text = texts.told(promise, heard.today)
    return Toast(text.striptags()), Reply(text, texts.told_buttons(promise))


def untell(heard: Heard) -> Answers:
    """Taken back."""
    promise = promises.untell(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.untold(promise, heard.today))


def hear_kept(heard: Heard) -> Reply:
    """Words that say a promise is kept close the one they mean; where several may be meant, that is asked."""
    match = promises.meant(heard.session, heard.speaker, heard.words, heard.villages)
    if not match.promises:
        return Reply(texts.nothing_promised())
    if not match.sure:
        return Reply(texts.which(match.promises, heard.today), texts.listing_buttons(match.promises))
    promise = promises.tell(heard.session, heard.speaker, match.promises[0].id, heard.now, day_of(heard.said_at))
    return Reply(texts.told(promise, heard.today), texts.told_buttons(promise))


def say_due(due: Due) -> Reply | None:
    """What the person promised and is due by the next working day, late ones first; nothing where all is kept."""
    if due.speaker.member_id is None:
        return None
    soon = promises.due_by(due.session, due.speaker.member_id, promises.horizon(due.session, due.today))
    return Reply(texts.due(soon, due.today), texts.listing_buttons(soon)) if soon else None
