"""Everything the teams recorded, as tables for people to take along (J1); what runs the machine stays inside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.models import AuditLine, Base, Issue, IssueRaiser
from services.discretion import veiled, veiled_name

# Queues, drafts and keys: of no use outside, and some would open a door.
_INSIDE = frozenset({
    "inbox", "deliveries", "errands", "pace", "chat_paces", "open_questions", "drafts", "invites", "applications",
    "calendar_feeds", "duty_planning", "duty_rungs", "uploads", "notice_files",
})  # fmt: skip
_KEYS = frozenset({"word_hash", "telegram_id", "chat_id", "source", "source_id", "file_id", "key"})
_OFFICIAL = frozenset({
    "teams", "members", "posts", "departments", "calendar_days", "editions", "audit", "media_files", "groups",
    "receipts", "duty_arrangements", "own_duties", "absences", "talks", "talk_turns",
})  # fmt: skip
_NAMES = frozenset({"household", "home"})
# Who wrote it, of what can be written unsigned.
_WRITERS = frozenset({"member_id", "raised_by", "signature", "actor", "actor_id"})


@dataclass(frozen=True)
class Exported:
    """One table: its columns, and its rows as they may leave the house."""

    name: str
    columns: Sequence[str]
    rows: Iterator[Sequence[object]]


def tables(session: Session) -> Iterator[Exported]:
    """Each table by name. Villagers' names are covered (ground rule 5); who wrote unsigned is left out."""
    unsigned = _unsigned(session)
    for table in Base.metadata.sorted_tables:
        if table.name not in _INSIDE:
            columns = [one.name for one in table.columns if one.name not in _KEYS or table.name == "members"]
            yield Exported(table.name, columns, _rows(session, table, columns, unsigned))


def note(session: Session, actor: str, name: str, now: datetime) -> None:
    """The log tells who took everything out, and when (K6)."""
    session.add(AuditLine(at=now, actor=actor, act="export", subject=f"everything: {name}", before=None, after=None))


def _unsigned(session: Session) -> dict[int, set[int]]:
    """The problems put without a name, each with those who put them."""
    rows = session.execute(
        select(Issue.number, Issue.raised_by, IssueRaiser.member_id)
        .outerjoin(IssueRaiser, IssueRaiser.number == Issue.number)
        .where(Issue.unsigned)
    )
    found: dict[int, set[int]] = {}
    for number, first, another in rows:
        found.setdefault(number, set()).update(one for one in (first, another) if one is not None)
    return found


def _rows(
    session: Session, table: Table, columns: Sequence[str], unsigned: Mapping[int, set[int]]
) -> Iterator[Sequence[object]]:  # fmt: skip
    for row in session.execute(select(table).order_by(*table.primary_key)).mappings():
        values: dict[str, object] = dict(row)
        hidden = _hidden(table, values, unsigned)
        yield [None if name in hidden else _covered(table, values, name) for name in columns]


def _hidden(table: Table, values: Mapping[str, object], unsigned: Mapping[int, set[int]]) -> frozenset[str]:
    written_unsigned = values.get("signed", True) in (False, None) or values.get("unsigned") is True
    writer = values.get("actor_id", values.get("member_id"))
    of_unsigned = table.name.startswith("issue") and writer in unsigned.get(int(str(values.get("number", 0))), ())
    return _WRITERS if written_unsigned or of_unsigned else frozenset()


def _covered(table: Table, values: Mapping[str, object], name: str) -> object:
    value = values[name]
    if table.name in _OFFICIAL:
        return value
    home = values.get("home")
    return _veiled(value, name, str(home) if home else None)


def _veiled(value: object, name: str, home: str | None) -> object:
    if isinstance(value, str):
        return veiled_name(value) if name in _NAMES and value else veiled(value, home)
    if isinstance(value, list):
        return [_veiled(one, name, home) for one in value]
    if isinstance(value, dict):
        return {key: _veiled(one, name, home) for key, one in value.items()}
    return value
