"""New links for those a notice could not reach: they have not joined, or have stopped the assistant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Post
from services import access, joining
from services.access import Action, Role, Scope, Speaker
from services.joining import Link
from services.notices.drafting import own
from services.notices.progress import Failure, failures
from services.people import PostPlan

MOST_LINKS = 20


@dataclass(frozen=True)
class Invited:
    """Whom it could not reach, and a personal link for them, good once."""

    failure: Failure
    link: Link


def invite_again(session: Session, speaker: Speaker, notice_id: int, now: datetime) -> Sequence[Invited]:
    """A personal link for each of the first twenty whom the notice could not reach; opening it is joining again."""
    access.require(speaker, Action.INVITE)
    notice = own(session, speaker, notice_id)
    lost = failures(session, notice.id, MOST_LINKS)
    posts = _posts(session, [one.member_id for one in lost])
    known = [one for one in lost if one.member_id in posts]
    links = joining.invite_known(session, [(one.member_id, posts[one.member_id]) for one in known], now)
    return [Invited(one, link) for one, link in zip(known, links, strict=True)]


def _posts(session: Session, members: Sequence[int]) -> dict[int, PostPlan]:
    first = select(func.min(Post.id)).where(Post.member_id.in_(members), Post.until.is_(None)).group_by(Post.member_id)
    rows = session.scalars(select(Post).where(Post.id.in_(first)))
    return {row.member_id: PostPlan(Role(row.role), Scope(row.scope), row.scope_name) for row in rows}
