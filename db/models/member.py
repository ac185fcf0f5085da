"""People the assistant knows, and the posts that give them rights."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.models.base import Base, RowId


class Member(Base):
    """A person; `telegram_id` stays empty for the imported who have not yet opened their link."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    telegram_id: Mapped[int | None] = mapped_column(unique=True)
    name: Mapped[str]
    phone: Mapped[str | None]
    team_id: Mapped[int | None] = mapped_column(ForeignKey("teams.id"), index=True)
    demo: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime | None]
    informed_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    posts: Mapped[list["Post"]] = relationship(lazy="raise", back_populates="member", order_by="Post.id")


class Post(Base):
    """One role within one scope: team (a town's name), district, department or city."""

    __tablename__ = "posts"
    __table_args__ = (Index("ix_posts_scope", "scope", "scope_name", "role"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    role: Mapped[str]
    scope: Mapped[str]
    scope_name: Mapped[str]
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise", back_populates="posts")


class Invite(Base):
    """A single-use link into a post; only the hash of its word is kept.

    One with `member_id` lets in that very person at once; `made_by` is empty where an imported list made it.
    """

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    word_hash: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str]
    scope: Mapped[str]
    scope_name: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_by: Mapped[int | None]
    used_at: Mapped[datetime | None]


class Application(Base):
    """Somebody who opened a link and waits for the captain's 通过."""

    __tablename__ = "applications"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    invite_id: Mapped[int] = mapped_column(ForeignKey("invites.id"), unique=True)
    telegram_id: Mapped[int]
    name: Mapped[str | None]
    applied_at: Mapped[datetime]
    decision: Mapped[str | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("members.id"))
    decided_at: Mapped[datetime | None]
