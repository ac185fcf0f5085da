"""Knowledge files that editors send: fetched, read, compared with what is in force, and put in force on their word."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from db.models import Edition, Upload
from knowledge import overlays
from knowledge.complaints import Complaint
from knowledge.entries import SOURCES, Difference, difference
from knowledge.yaml_reader import YamlComplaint, remembered_text
from services import access, editions, errands
from services.access import Action, Speaker
from services.editions import Act, KnowledgeRefused, NothingChanges
from services.work import WorkError

PURPOSE = "knowledge.upload"
MOST_BYTES = 2_000_000
MOST_ENTRIES = 2000
# Line breaks, commas and colons: what YAML is slow to read, however few the bytes. All shipped entries have a tenth.
MOST_PIECES = 150_000

__all__ = [
    "MOST_BYTES", "MOST_ENTRIES", "PURPOSE", "Draft", "Examined", "FileTooBig", "Upload", "UploadEnded",
    "UploadUnknown", "drop", "examine", "put_in_force", "read", "receive",
]  # fmt: skip


class FileTooBig(WorkError):
    """More than 2 MB; a file of all shipped entries has half of one."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class UploadUnknown(WorkError):
    """The file was sent by somebody else, or never."""


class UploadEnded(WorkError):
    """It is in force already (`edition`), or was dropped (None)."""

    def __init__(self, edition: int | None) -> None:
        super().__init__(edition)
        self.edition = edition


@dataclass(frozen=True)
class Draft:
    """A file as text, or why it is none: `complaint` bears no file name yet."""

    text: str
    complaint: Complaint | None = None


@dataclass(frozen=True)
class Examined:
    """What the file would change, with the questions it is about by the ids of their entries."""

    upload: Upload
    difference: Difference
    questions: dict[str, str]


def receive(session: Session, speaker: Speaker, name: str, size: int | None, file_id: str, now: datetime) -> Upload:
    """The file will be fetched and examined; the answer follows. Refuses who is no editor, and more than 2 MB."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    if size is not None and size > MOST_BYTES:
        raise FileTooBig(size)
    upload = Upload(member_id=speaker.member_id, name=overlays.file_name(name), sent_at=now)
    session.add(upload)
    session.flush()
    facts: dict[str, object] = {"file_id": file_id, "upload_id": upload.id}
    errands.owe(session, f"upload:{upload.id}", PURPOSE, speaker.telegram_id, now, facts)
    return upload


def read(content: bytes) -> Draft:
    """The text of a fetched file. Runs beside the work: reading two megabytes takes seconds."""
    if len(content) > MOST_BYTES:
        return Draft("", _complaint(f"文件超过{MOST_BYTES // 1_000_000}MB", "请分成几个小文件再发", 1))
    try:
        text = content.decode("utf-8-sig")
        if sum(text.count(mark) for mark in "\n,:") > MOST_PIECES:
            return Draft("", _complaint("行数或项数太多", "请分成几个小文件再发", 1))
        said = remembered_text(text)
    except UnicodeDecodeError:
        return Draft("", _complaint("不是 UTF-8 编码", "请另存为 UTF-8 再发", 1))
    except YamlComplaint as complaint:
        return Draft("", _complaint(complaint.trouble, "请改好这一行再发", complaint.line))
    if isinstance(said.value, list) and len(said.value) > MOST_ENTRIES:
        return Draft("", _complaint(f"有{len(said.value)}条，太多了", f"请分成每个{MOST_ENTRIES}条以内的文件", 1))
    return Draft(text)


def examine(session: Session, speaker: Speaker, upload_id: int, draft: Draft, now: datetime) -> Examined:
    """What would change if it were in force; nothing changes yet.

    Refuses (KnowledgeRefused) a file the whole base could not live with, each complaint by its line in the file as
    it was sent, and NothingChanges.
    """
    upload = _own(session, speaker, upload_id)
    if draft.complaint:
        raise KnowledgeRefused((_named(draft.complaint, upload.name),))
    files = dict(editions.latest(session, now).files)
    before = editions.tried(files)
    # As it was sent, so that complaints name its own lines; merged it may be shorter.
    editions.tried({**overlays.beside(files, upload.name, draft.text), upload.name: draft.text})
    after = editions.tried(_merged(files, upload.name, draft.text))
    differs = difference(before, after)
    if not (differs.added or differs.changed or differs.removed or upload.name == SOURCES):
        raise NothingChanges
    upload.text = draft.text
    entries = {**before.entries, **after.entries}
    about = {key: entries[key].question for key in (*differs.added, *differs.changed, *differs.removed)}
    return Examined(upload, differs, about)


def put_in_force(session: Session, speaker: Speaker, upload_id: int, now: datetime) -> Edition:
    """The file is part of the next edition, once; what others changed meanwhile stays. Refuses UploadEnded."""
    upload = _own(session, speaker, upload_id)
    _refuse_ended(upload)
    name, text = upload.name, upload.text
    if text is None:
        raise UploadUnknown
    edition = editions.publish(session, speaker, Act.UPLOAD, name, lambda files: _merged(dict(files), name, text), now)
    upload.edition = edition.number
    return edition


def drop(session: Session, speaker: Speaker, upload_id: int, now: datetime) -> Upload:
    """The file is not put in force."""
    upload = _own(session, speaker, upload_id)
    _refuse_ended(upload)
    session.execute(update(Upload).where(Upload.id == upload.id).values(dropped_at=now))
    return upload


def _own(session: Session, speaker: Speaker, upload_id: int) -> Upload:
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    upload = session.get(Upload, upload_id, with_for_update=True, populate_existing=True)
    if upload is None or upload.member_id != speaker.member_id:
        raise UploadUnknown
    return upload


def _refuse_ended(upload: Upload) -> None:
    if upload.edition is not None or upload.dropped_at is not None:
        raise UploadEnded(upload.edition)


def _merged(files: dict[str, str], name: str, text: str) -> dict[str, str]:
    return overlays.merging(files, overlays.shipped_texts(), name, text)


def _complaint(trouble: str, mend: str, line: int) -> Complaint:
    return Complaint("", line, "", trouble, mend)


def _named(complaint: Complaint, name: str) -> Complaint:
    return Complaint(name, complaint.line, complaint.entry, complaint.trouble, complaint.mend)
