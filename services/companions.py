"""Who came along (B15): the names as said, and the members of the team they mean."""

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import Member, Visit, VisitCompanion

_FAMILIAR = ("小", "老", "阿")


def name(session: Session, visit: Visit) -> None:
    """The members of the team whom the visit's companions mean are noted; whoever fits two people fits none."""
    session.execute(delete(VisitCompanion).where(VisitCompanion.visit_id == visit.id))
    if not visit.companions:
        return
    team = session.scalars(select(Member).where(Member.team_id == visit.team_id, Member.left_at.is_(None))).all()
    colleagues = [member for member in team if member.id != visit.author_id]
    meant = {one.id for said in visit.companions if (one := _meant(said, colleagues)) is not None}
    session.add_all(VisitCompanion(visit_id=visit.id, member_id=number) for number in sorted(meant))


def _meant(said: str, colleagues: Sequence[Member]) -> Member | None:
    """By the full name, else by the surname that 小李 and 李书记 give away."""
    full = [member for member in colleagues if member.name in said]
    surname = said[1] if said[0] in _FAMILIAR and len(said) > 1 else said[0]
    found = full or [member for member in colleagues if member.name.removeprefix("小").startswith(surname)]
    return found[0] if len(found) == 1 else None
