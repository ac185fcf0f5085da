"""Editions of the editors' overlay: each change makes the next one, checked as a whole, and none is ever lost."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Edition
from db.once import insert_once
from knowledge.base import KnowledgeBase
from knowledge.complaints import Complaint, KnowledgeError
from knowledge.entries import build, difference, overlay, shipped, shipped_layer
from services import access
from services.access import Action, Speaker
from services.work import WorkError

PAGE = 6
_FIRST = 1

__all__ = [
    "Act", "Edition", "EditionUnknown", "KnowledgeRefused", "Latest", "NothingChanges", "Page", "changes_of",
    "files_of", "find", "latest", "page", "publish", "publish_from_disk", "restore", "tried",
]  # fmt: skip


class Act(StrEnum):
    """What made an edition."""

    BEGINNING = "beginning"
    WORDINGS = "wordings"
    ENTRY = "entry"
    UPLOAD = "upload"
    RESTORE = "restore"
    DISK = "disk"


class KnowledgeRefused(WorkError):
    """The knowledge base would not hold with this change; nothing was changed."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__(str(complaints[0]))
        self.complaints = complaints


class NothingChanges(WorkError):
    """The overlay would be the same as before."""


class EditionUnknown(WorkError):
    """No edition bears this number."""


@dataclass(frozen=True)
class Latest:
    """The overlay as it is in force, and the number of its edition."""

    number: int
    files: Mapping[str, str]


@dataclass(frozen=True)
class Page:
    """Six editions, the newest first; `newest` is the number of the one in force."""

    shown: tuple[Edition, ...]
    newest: int
    number: int
    pages: int


def latest(session: Session, now: datetime) -> Latest:
    """The edition in force; number 1, with nothing in it, where nobody has changed anything yet."""
    beginning = {"number": _FIRST, "made_at": now, "maker": "", "act": Act.BEGINNING, "subject": "", "files": {}}
    insert_once(session, Edition, [{**beginning, "added": 0, "changed": 0, "removed": 0}])
    edition = _newest(session)
    return Latest(edition.number, files_of(edition))


def files_of(edition: Edition) -> dict[str, str]:
    """The overlay of this edition: the texts of its files by name."""
    return {name: str(text) for name, text in edition.files.items()}


def publish(
    session: Session,
    speaker: Speaker,
    act: Act,
    subject: str,
    change: Callable[[Mapping[str, str]], dict[str, str]],
    now: datetime,
) -> Edition:
    """What `change` makes of the overlay is in force as the next edition; every process takes it up by itself.

    Refuses (KnowledgeRefused) what the whole knowledge base could not live with, and NothingChanges.
    1. The first edition's row is the lock: of two changes at once the second works on what the first has made.
    2. The files on disk follow after the commit, so that a kill between leaves them behind, never ahead.
    """
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    return _published(session, (speaker.name, speaker.member_id), act, subject, change, now)


def publish_from_disk(session: Session, files: Mapping[str, str], now: datetime) -> Edition:
    """Somebody changed the overlay's files by hand: that is an edition like any other."""
    return _published(session, ("", None), Act.DISK, "", lambda _: dict(files), now)


def restore(session: Session, speaker: Speaker, number: int, now: datetime) -> Edition:
    """The overlay is as it was in this edition, as a new one: what came between is kept."""
    files = files_of(find(session, speaker, number))
    return publish(session, speaker, Act.RESTORE, str(number), lambda _: files, now)


def find(session: Session, speaker: Speaker, number: int) -> Edition:
    """The edition of this number."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    edition = session.get(Edition, number)
    if edition is None:
        raise EditionUnknown
    return edition


def page(session: Session, speaker: Speaker, number: int) -> Page:
    """One page of all editions."""
    access.require(speaker, Action.EDIT_KNOWLEDGE)
    total = session.scalar(select(func.count()).select_from(Edition)) or 0
    pages = max(1, -(-total // PAGE))
    number = min(max(number, 1), pages)
    rows = session.scalars(select(Edition).order_by(Edition.number.desc()).limit(PAGE).offset(PAGE * (number - 1)))
    newest = session.scalar(select(func.max(Edition.number))) or 0
    return Page(tuple(rows), newest, number, pages)


def changes_of(session: Session, edition: Edition) -> str:
    """What this edition changed, line by line, as a unified diff; empty for the first."""
    before = session.scalar(
        select(Edition).where(Edition.number < edition.number).order_by(Edition.number.desc()).limit(1)
    )
    old, new = files_of(before) if before else {}, files_of(edition)
    names = sorted(old.keys() | new.keys())
    return "".join(line for name in names for line in _diff(name, old.get(name, ""), new.get(name, "")))


def tried(files: Mapping[str, str]) -> KnowledgeBase:
    """The whole knowledge base as it would be with this overlay; KnowledgeRefused where it would not hold."""
    try:
        return build([shipped_layer(), overlay({name: text.encode() for name, text in files.items()})])
    except KnowledgeError as error:
        raise KnowledgeRefused(error.complaints) from error


def _published(
    session: Session,
    maker: tuple[str, int | None],
    act: Act,
    subject: str,
    change: Callable[[Mapping[str, str]], dict[str, str]],
    now: datetime,
) -> Edition:
    latest(session, now)
    session.get(Edition, _FIRST, with_for_update=True)
    before = _newest(session)
    files = change(files_of(before))
    if files == files_of(before):
        raise NothingChanges
    differs = difference(_base_before(files_of(before)), tried(files))
    edition = Edition(
        number=before.number + 1, made_at=now, maker=maker[0], maker_id=maker[1], act=act, subject=subject,
        added=len(differs.added), changed=len(differs.changed), removed=len(differs.removed), files=dict(files),
    )  # fmt: skip
    session.add(edition)
    session.flush()
    return edition


def _base_before(files: Mapping[str, str]) -> KnowledgeBase:
    try:
        return tried(files)
    except KnowledgeRefused:
        # The shipped files have changed under an overlay that fitted the earlier ones.
        return shipped()


def _newest(session: Session) -> Edition:
    return session.scalars(select(Edition).order_by(Edition.number.desc()).limit(1)).one()


def _diff(name: str, old: str, new: str) -> list[str]:
    lines = unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), name, name, n=1)
    return [line if line.endswith("\n") else line + "\n" for line in lines]
