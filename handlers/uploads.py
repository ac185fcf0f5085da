"""Knowledge files in the chat: an editor sends one, sees what it would change, and puts it in force."""

from pathlib import Path

from telegram import Message
from telegram.ext import filters

from handlers.answers import Answers, Edit, Reply
from handlers.errands import Task, fetching
from handlers.heard import Heard
from handlers.routes import Routes
from services import uploads
from services.editions import KnowledgeRefused, NothingChanges
from services.uploads import Draft
from services.work import WorkError
from texts import editions as edition_texts
from texts import uploads as texts


def register(routes: Routes) -> None:
    """Files named .yaml or .yml, the two buttons, and how the file is fetched."""
    named = filters.Document.FileExtension("yaml") | filters.Document.FileExtension("yml")
    routes.messages(named & filters.ChatType.PRIVATE, receive)
    routes.press("uploads.accept", accept)
    routes.press("uploads.drop", drop)
    routes.errand(uploads.PURPOSE, fetching(read, examine, lose))
    routes.refusal(uploads.FileTooBig, lambda refusal, _: texts.too_big(refusal.size))
    routes.refusal(uploads.UploadEnded, lambda refusal, _: texts.ended(refusal))
    routes.refusal(uploads.UploadUnknown, lambda *_: texts.unknown())


def receive(heard: Heard) -> Answers:
    """The file is fetched and examined beside the work."""
    sent = heard.message.document if isinstance(heard.message, Message) else None
    if sent is None or heard.edited:
        return None
    name = sent.file_name or ""
    upload = uploads.receive(heard.session, heard.speaker, name, sent.file_size, sent.file_id, heard.now)
    return Reply(texts.received(upload))


def read(content: bytes, _folder: Path) -> Draft:
    """The text of the fetched file."""
    return uploads.read(content)


def examine(task: Task, draft: Draft) -> Reply | None:
    """What it would change, or what is wrong with it."""
    try:
        shown = uploads.examine(task.session, task.speaker, task.number("upload_id"), draft, task.now)
    except KnowledgeRefused as refusal:
        return Reply(edition_texts.refused(refusal.complaints))
    except NothingChanges:
        return Reply(edition_texts.nothing_changes())
    except WorkError:
        return None  # no editor any more, or the file was dropped: nobody waits for an answer
    return Reply(texts.examined(shown), texts.examined_buttons(shown.upload))


def lose(task: Task, _reason: str) -> Reply:
    """The file cannot be had."""
    upload = uploads.drop(task.session, task.speaker, task.number("upload_id"), task.now)
    return Reply(texts.lost(upload.name))


def accept(heard: Heard) -> Edit:
    """生效."""
    edition = uploads.put_in_force(heard.session, heard.speaker, int(heard.fact), heard.now)
    return Edit(texts.in_force(edition.subject, edition))


def drop(heard: Heard) -> Edit:
    """不用."""
    return Edit(texts.dropped(uploads.drop(heard.session, heard.speaker, int(heard.fact), heard.now)))
