"""What one record is used for (B18), so that nobody files the same thing twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import Session

from db.models import Occurrence, Visit
from knowledge.duties import Duty, DutyBook, DutyRole, Proof
from services.duties import evidence


@dataclass(frozen=True)
class Use:
    """A duty this visit counts for: so many of those wanted."""

    role: DutyRole
    duty: str
    counted: int
    wanted: int


def uses(session: Session, visits: Sequence[Visit], book: DutyBook) -> Mapping[int, Sequence[Use]]:
    """Of each of these visits, by its id, the duties within whose window it lies and that visits count up.

    They count households, so a visit that tells of none counts for nothing (services/duties/traces.py).
    """
    counting = {duty.id: duty for duty in book if duty.evidence and duty.evidence.of is Proof.VISITS}
    found: dict[int, Sequence[Use]] = {visit.id: () for visit in visits}
    homes = [visit for visit in visits if visit.count is not None or visit.home is not None]
    for day in {visit.visited_on for visit in homes} if counting else ():
        told = [visit for visit in homes if visit.visited_on == day]
        facts = {
            "teams": list({visit.team_id for visit in told}), "authors": list({visit.author_id for visit in told}),
            "day": day,
        }  # fmt: skip
        rows = session.connection().execute(_counts(tuple(counting), evidence.counted(book)), facts).all()
        of_team: dict[int, list[tuple[int | None, Use]]] = {}
        for duty_id, team, member, counted in rows:
            of_team.setdefault(team, []).append((member, _use(counting[duty_id], counted)))
        for visit in told:
            found[visit.id] = [
                use for member, use in of_team.get(visit.team_id, ()) if member in (None, visit.author_id)
            ]
    return found


def _use(duty: Duty, counted: int) -> Use:
    return Use(duty.role, duty.name, counted, duty.evidence.count if duty.evidence else 0)


@lru_cache(maxsize=8)
def _counts(duties: tuple[str, ...], counted: ColumnElement[int]) -> Select[str, int, int | None, int]:
    """Kept, since putting it together costs more than asking it, and every saved visit does."""
    authors = Occurrence.member_id.in_(bindparam("authors", expanding=True))
    return (
        select(Occurrence.duty_id, Occurrence.team_id, Occurrence.member_id, counted)
        .where(Occurrence.duty_id.in_(duties), Occurrence.team_id.in_(bindparam("teams", expanding=True)))
        .where(Occurrence.opens_on <= bindparam("day"), Occurrence.due_on >= bindparam("day"))
        .where(Occurrence.member_id.is_(None) | authors)
        .order_by(Occurrence.due_at)
    )
