"""The departments that problems are put to, and who speaks for them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Department, Member, Post
from db.once import insert_once
from knowledge.departments import asked, meant, shipped
from services.access import Role, Speaker
from services.people import Colleague
from services.work import WorkError

__all__ = [
    "Department",
    "DepartmentUnknown",
    "asked",
    "found",
    "listed",
    "meant",
    "named",
    "of_speaker",
    "one",
    "shipped",
    "staff",
    "staffed",
]


class DepartmentUnknown(WorkError):
    """No department bears this name; `nearest` are names that may be meant."""

    def __init__(self, said: str, nearest: Sequence[str]) -> None:
        super().__init__(said)
        self.said = said
        self.nearest = tuple(nearest)


def found(session: Session, names: Iterable[str], *, sample: bool = False) -> None:
    """Each of these departments has its row; what is there already stays as it is."""
    insert_once(session, Department, [{"name": name, "sample": sample} for name in names])


def listed(session: Session) -> Sequence[Department]:
    """Every department, in the order in which they came."""
    return session.scalars(select(Department).order_by(Department.id)).all()


def one(session: Session, department_id: int | None) -> Department | None:
    """The department of this id."""
    return session.get(Department, department_id) if department_id is not None else None


def named(session: Session, said: str) -> Department:
    """The department called so, or by a part of its name that no other has; DepartmentUnknown else."""
    found(session, staffed(session))
    names = {row.name: row for row in listed(session)}
    if said in names:
        return names[said]
    alike = [name for name in names if said and (said in name or name in said)]
    if len(alike) == 1:
        return names[alike[0]]
    raise DepartmentUnknown(said, alike[:3] or list(names)[:3])


def of_speaker(session: Session, speaker: Speaker) -> Sequence[Department]:
    """The departments this person speaks for; a post brings its department's row into being."""
    names = [post.scope_name for post in speaker.posts if post.role is Role.DEPARTMENT]
    if not names:
        return ()
    rows = _called(session, names)
    if len(rows) < len(set(names)):
        found(session, names)
        rows = _called(session, names)
    return rows


def staff(session: Session, names: Iterable[str]) -> list[Colleague]:
    """Who speaks for these departments."""
    rows = session.execute(
        select(Member.id, Member.name, Member.telegram_id)
        .join(Post, Post.member_id == Member.id)
        .where(Post.role == Role.DEPARTMENT, Post.scope_name.in_(list(names)))
        .where(Post.until.is_(None), Member.left_at.is_(None))
        .distinct()
        .order_by(Member.id)
    )
    return [Colleague(*row) for row in rows]


def staffed(session: Session) -> Sequence[str]:
    """The departments that somebody here speaks for."""
    names = select(Post.scope_name).where(Post.role == Role.DEPARTMENT, Post.until.is_(None))
    return session.scalars(names.distinct().order_by(Post.scope_name)).all()


def _called(session: Session, names: Sequence[str]) -> Sequence[Department]:
    return session.scalars(select(Department).where(Department.name.in_(names)).order_by(Department.id)).all()
