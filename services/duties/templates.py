"""The duties of all teams as they were planned by last: what changes since is noted and told to each captain once."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Text, cast, literal, select
from sqlalchemy.orm import Session

from db.models import AuditLine, DutyTemplate, Member, Post, Team, Urgency
from db.types import Moment
from knowledge.duties import DutyBook
from services import deliveries
from services.access import Role, Scope

CHANGED = "duties.changed"
ADDED, ENDED, ALTERED = "duties.template.added", "duties.template.ended", "duties.template.altered"
EVERYWHERE = "全市"
ACTOR = "职责清单"
# What a captain need not hear of: how the list is kept, not what is to be done.
_UNTOLD = frozenset({"id", "short", "basis", "example", "team_id"})


@dataclass(frozen=True)
class Change:
    """What became of one duty of all teams; `aspects` are the altered fields, each with its value before and after."""

    act: str
    name: str
    aspects: Mapping[str, tuple[object, object]]


def note_changes(session: Session, known: DutyBook, now: datetime) -> None:
    """What differs from the last time is kept in the audit, and every captain is owed one word of it.

    The first time there is nothing to compare with: the list is only remembered.
    """
    kept = {row.duty_id: row for row in session.scalars(select(DutyTemplate))}
    wanted = {duty.id: duty.model_dump(mode="json") for duty in known if duty.team_id is None}
    changes = list(_changes({key: row.body for key, row in kept.items()}, wanted)) if kept else []
    for duty_id in kept.keys() - wanted.keys():
        session.delete(kept[duty_id])
    for duty_id, body in wanted.items():
        session.merge(DutyTemplate(duty_id=duty_id, body=body))
    if changes:
        _owe(session, _written(session, changes, now), now)


def changes_of(session: Session, lines: str) -> Sequence[Change]:
    """What stands in these lines of the audit, as the delivery of a change names them (first and last)."""
    first, last = lines.split("-")
    noted = session.scalars(
        select(AuditLine)
        .where(AuditLine.id.between(int(first), int(last)), AuditLine.act.in_((ADDED, ENDED, ALTERED)))
        .order_by(AuditLine.id)
    )
    return [Change(line.act, line.subject.removeprefix(f"{EVERYWHERE} "), aspects_of(line)) for line in noted]


def aspects_of(line: AuditLine) -> Mapping[str, tuple[object, object]]:
    """The altered fields of a noted change, each with its value before and after."""
    before, after = json.loads(line.before or "{}"), json.loads(line.after or "{}")
    return {name: (before[name], after[name]) for name in before}


def _changes(kept: Mapping[str, Mapping[str, object]], wanted: Mapping[str, Mapping[str, object]]) -> Iterator[Change]:
    for duty_id, body in wanted.items():
        if duty_id not in kept:
            yield Change(ADDED, str(body["name"]), {})
    for duty_id, before in kept.items():
        if duty_id not in wanted:
            yield Change(ENDED, str(before["name"]), {})
        elif aspects := _altered(before, wanted[duty_id]):
            yield Change(ALTERED, str(wanted[duty_id]["name"]), aspects)


def _altered(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    told = [name for name in after if name not in _UNTOLD]
    return {name: (before.get(name), after[name]) for name in told if before.get(name) != after[name]}


def _written(session: Session, changes: Sequence[Change], now: datetime) -> str:
    lines = [_line(change, now) for change in changes]
    session.add_all(lines)
    session.flush()
    return f"{min(line.id for line in lines)}-{max(line.id for line in lines)}"


def _line(change: Change, now: datetime) -> AuditLine:
    before, after = (
        json.dumps({name: values[side] for name, values in change.aspects.items()}, ensure_ascii=False)
        for side in (0, 1)
    )
    subject = f"{EVERYWHERE} {change.name}"
    return AuditLine(at=now, actor=ACTOR, act=change.act, subject=subject, before=before, after=after)


def _owe(session: Session, lines: str, now: datetime) -> None:
    """One word to the captain of every team, however many duties changed."""
    captains = (
        select(
            literal(f"{CHANGED}:{lines}:") + cast(Member.telegram_id, Text), literal(CHANGED), literal(lines),
            Member.telegram_id, literal(int(Urgency.DIGEST)), literal("sendMessage"), literal(now, Moment),
        )
        .join(Post, Post.member_id == Member.id)
        .join(Team, (Post.scope == Scope.TEAM) & (Post.scope_name == Team.town))
        .where(Post.role == Role.CAPTAIN, Post.until.is_(None), Member.left_at.is_(None))
        .where(Member.telegram_id.is_not(None), Member.blocked_at.is_(None))
        .distinct()
    )  # fmt: skip
    deliveries.owe_all(session, captains)
