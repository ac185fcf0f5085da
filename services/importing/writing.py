"""Carries out an examined list in a handful of statements, however long it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from db.models import AuditLine, Member, Post, Team
from services import joining
from services.importing.examination import Listed, Plan
from services.joining import Link
from services.people import PostPlan

_AT_ONCE = 200


@dataclass(frozen=True)
class PersonalLink:
    """The link of one listed person, to be handed to nobody else."""

    name: str
    plan: PostPlan
    link: Link


def carry_out(session: Session, actor: str, plan: Plan, now: datetime) -> list[PersonalLink]:
    """Everybody of the plan is a member with these posts from now on; returns the links of those not yet in Telegram.

    The problems of the plan are left aside. `actor` stands in the audit log.
    """
    team_ids = dict(session.execute(select(Team.town, Team.id)).all())
    numbers = _insert_new(session, plan.new, team_ids, now)
    numbers |= {one.row: one.known.id for one in plan.listed if one.known}
    _update_known(session, plan.changed, team_ids)
    _change_posts(session, plan.listed, numbers, now)
    _set_stationed(session, plan.stationed, team_ids)
    _audit(session, actor, plan, now)
    return _links(session, plan.listed, numbers, now)


def _insert_new(
    session: Session, listed: Sequence[Listed], team_ids: Mapping[str, int], now: datetime
) -> dict[int, int]:
    """The numbers of the new members, by the row that brought each."""
    rows = [
        {
            "name": one.name,
            "phone": one.phone,
            "telegram_id": one.telegram_id,
            "team_id": team_ids[one.town] if one.town else None,
            "demo": False,
            "joined_at": now if one.telegram_id else None,
        }
        for one in listed
    ]
    numbers: list[int] = []
    # On SQLite the numbers of one statement are gathered row by row, in time that grows with the square of the rows.
    for start in range(0, len(rows), _AT_ONCE):
        made = insert(Member).returning(Member.id, sort_by_parameter_order=True)
        numbers += session.scalars(made, rows[start : start + _AT_ONCE])
    return {one.row: number for one, number in zip(listed, numbers, strict=True)}


def _update_known(session: Session, listed: Sequence[Listed], team_ids: Mapping[str, int]) -> None:
    """What the list leaves empty stays as it is; who had left is back."""
    rows = []
    for one in listed:
        if known := one.known:
            town = one.town or (None if known.left else known.town)
            rows.append(
                {
                    "id": known.id,
                    "phone": one.phone or known.phone,
                    "telegram_id": one.telegram_id or known.telegram_id,
                    "team_id": team_ids[town] if town else None,
                    "left_at": None,
                }
            )
    if rows:
        session.execute(update(Member), rows)


def _change_posts(session: Session, listed: Sequence[Listed], numbers: Mapping[int, int], now: datetime) -> None:
    given, ended = [], []
    for one in listed:
        held, wanted = one.known.posts if one.known else {}, one.after
        ended += [{"id": number, "until": now} for number, plan in held.items() if plan not in wanted]
        given += [
            {
                "member_id": numbers[one.row],
                "role": plan.role,
                "scope": plan.scope,
                "scope_name": plan.scope_name,
                "since": now,
            }
            for plan in wanted
            if plan not in held.values()
        ]
    if ended:
        session.execute(update(Post), ended)
    if given:
        session.execute(insert(Post), given)


def _set_stationed(session: Session, stationed: Mapping[str, date], team_ids: Mapping[str, int]) -> None:
    rows = [{"id": team_ids[town], "stationed_on": day} for town, day in stationed.items()]
    if rows:
        session.execute(update(Team), rows)


def _audit(session: Session, actor: str, plan: Plan, now: datetime) -> None:
    rows = [
        {
            "at": now,
            "actor": actor,
            "act": "import",
            "subject": one.name,
            "before": _told(one.before) or None,
            "after": _told(one.after),
        }
        for one in (*plan.new, *plan.changed)
    ]
    if rows:
        session.execute(insert(AuditLine), rows)


def _told(plans: Sequence[PostPlan]) -> str:
    return ",".join(f"{plan.role}@{plan.scope_name}" for plan in plans)


def _links(session: Session, listed: Sequence[Listed], numbers: Mapping[int, int], now: datetime) -> list[PersonalLink]:
    waiting = [one for one in listed if not (one.telegram_id or (one.known and one.known.telegram_id))]
    links = joining.invite_known(session, [(numbers[one.row], one.plans[0]) for one in waiting], now)
    return [PersonalLink(one.name, one.plans[0], link) for one, link in zip(waiting, links, strict=True)]
