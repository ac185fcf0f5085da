"""Who is who: the people the assistant knows, their posts and teams."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, or_, select, update
from sqlalchemy.orm import Session

from db.models import Member, Post, Team
from db.once import insert_once
from knowledge.places import Places
from services.access import PostView, Role, Scope, Speaker, TeamView
from services.work import WorkError

CITY_NAME = "潮州市"


class TeamUnknown(WorkError):
    """No stationed team bears this town's name."""

    def __init__(self, town: str) -> None:
        super().__init__(town)
        self.town = town


@dataclass(frozen=True)
class PostPlan:
    """A post to be given: role, scope and the name of what it covers."""

    role: Role
    scope: Scope
    scope_name: str


@dataclass(frozen=True)
class Colleague:
    """Somebody to name or to write to."""

    member_id: int
    name: str
    telegram_id: int | None


def found_teams(session: Session, places: Places) -> None:
    """Every stationed team of the places has its row; existing rows keep what people said of them."""
    rows = [
        {"town": t.name, "town_code": t.code, "district": t.district, "kind": t.kind, "town_class": t.town_class}
        for t in places.teams
    ]
    insert_once(session, Team, rows)


def speakers(session: Session, people: Iterable[tuple[int, str]]) -> dict[int, Speaker]:
    """Those who speak, by Telegram id, in one query; unknown ids come back as strangers under their own name."""
    names = dict(people)
    if not names:
        return {}
    found = _speakers(session, _KNOWN.where(Member.telegram_id.in_(names)))
    return {number: found.get(number) or Speaker(number, name) for number, name in names.items()}


def everybody(session: Session) -> list[Speaker]:
    """Everybody who has joined and can be written to."""
    return list(_speakers(session, _KNOWN).values())


def team_of_town(session: Session, town: str) -> TeamView:
    """The team stationed in this town; TeamUnknown where there is none."""
    team = session.scalar(select(Team).where(Team.town == town))
    if team is None:
        raise TeamUnknown(town)
    return team_view(team)


def team_view(team: Team) -> TeamView:
    """What rights and sentences need of a team's row."""
    return TeamView(team.id, team.town, team.district, team.kind, team.town_class)


def enlist(
    session: Session,
    telegram_id: int | None,
    name: str,
    posts: Sequence[PostPlan],
    now: datetime,
    *,
    demo: bool = False,
) -> Member:
    """The person is known under this name and holds these posts from now on; a team post makes it their team."""
    member = session.scalar(select(Member).where(Member.telegram_id == telegram_id)) if telegram_id else None
    if member is None:
        member = Member(telegram_id=telegram_id, name=name, demo=demo, joined_at=now)
        session.add(member)
        session.flush()
    for plan in posts:
        _give_post(session, member, plan, now)
    session.flush()
    return member


def holders(session: Session, role: Role, team: TeamView | None) -> list[Colleague]:
    """Who holds this role where the team lies, those nearest to it first."""
    reach = [Post.scope == Scope.CITY]
    if team is not None:
        reach += [Post.scope_name.in_((team.town, team.district))]
    nearest = {Scope.TEAM: 0, Scope.DISTRICT: 1, Scope.DEPARTMENT: 2, Scope.CITY: 3}
    rows = session.execute(
        select(Member, Post.scope)
        .join(Post, Post.member_id == Member.id)
        .where(Post.role == role, Post.until.is_(None), Member.left_at.is_(None), or_(*reach))
        .order_by(Member.id)
    ).all()
    rows = sorted(rows, key=lambda row: nearest[Scope(row[1])])
    return [Colleague(member.id, member.name, member.telegram_id) for member, _ in rows]


def inform(session: Session, speaker: Speaker, now: datetime) -> None:
    """The person has read what is kept of them and who can see it."""
    session.execute(
        update(Member).where(Member.id == speaker.member_id, Member.informed_at.is_(None)).values(informed_at=now)
    )


def mark_blocked(session: Session, telegram_id: int, blocked_at: datetime | None) -> None:
    """Remembers that the person stopped the assistant, or came back (None)."""
    changed = Member.blocked_at.is_not(None) if blocked_at is None else Member.blocked_at.is_(None)
    session.execute(update(Member).where(Member.telegram_id == telegram_id, changed).values(blocked_at=blocked_at))


def head_count(session: Session) -> int:
    """How many people hold a post now."""
    return session.scalar(select(func.count(func.distinct(Post.member_id))).where(Post.until.is_(None))) or 0


def _give_post(session: Session, member: Member, plan: PostPlan, now: datetime) -> None:
    held = session.scalar(
        select(Post.id).where(
            Post.member_id == member.id,
            Post.role == plan.role,
            Post.scope_name == plan.scope_name,
            Post.until.is_(None),
        )
    )
    if held is None:
        session.add(Post(member_id=member.id, role=plan.role, scope=plan.scope, scope_name=plan.scope_name, since=now))
    if plan.scope is Scope.TEAM and member.team_id is None:
        member.team_id = team_of_town(session, plan.scope_name).id


# A row for each post somebody holds, and one for who holds none.
_KNOWN = (
    select(
        Member.telegram_id, Member.id, Member.name, Member.informed_at,
        Team.id.label("team_id"), Team.town, Team.district, Team.kind, Team.town_class,
        Post.role, Post.scope, Post.scope_name,
    )
    .outerjoin(Team, Team.id == Member.team_id)
    .outerjoin(Post, (Post.member_id == Member.id) & Post.until.is_(None))
    .where(Member.telegram_id.is_not(None), Member.left_at.is_(None))
    .order_by(Member.id, Post.id)
)  # fmt: skip


def _speakers(session: Session, known: Select[*tuple[Any, ...]]) -> dict[int, Speaker]:
    of_each = (list(rows) for _, rows in groupby(session.execute(known), key=lambda row: row.id))
    return {rows[0].telegram_id: _speaker(rows) for rows in of_each}


def _speaker(posts: Sequence[Row[Any]]) -> Speaker:
    one = posts[0]
    return Speaker(
        telegram_id=one.telegram_id,
        name=one.name,
        member_id=one.id,
        team=TeamView(one.team_id, one.town, one.district, one.kind, one.town_class) if one.team_id else None,
        posts=tuple(PostView(Role(post.role), Scope(post.scope), post.scope_name) for post in posts if post.role),
        informed=one.informed_at is not None,
    )
