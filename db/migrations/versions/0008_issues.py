"""Departments, and problems that are supervised until they are solved."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = db.types.Moment(timezone=True)
_OPEN = sa.text("closed_at IS NULL")
_CLOSED = sa.text("closed_at IS NOT NULL")
_OFFICE = sa.text("office_at IS NOT NULL")
# name, columns, unique, where
_INDEXES = (
    ("ix_issues_source", ["source", "source_id"], True, sa.text("undone_at IS NULL")),
    ("ix_issues_open", ["due_at", "number"], False, _OPEN),
    ("ix_issues_open_team", ["team_id", "due_at", "number"], False, _OPEN),
    ("ix_issues_open_district", ["district", "due_at", "number"], False, _OPEN),
    ("ix_issues_open_department", ["department_id", "due_at", "number"], False, _OPEN),
    ("ix_issues_free", ["due_at", "number"], False, sa.text("state = 'unclaimed'")),
    ("ix_issues_office", ["due_at", "number"], False, _OFFICE),
    ("ix_issues_office_district", ["district", "due_at", "number"], False, _OFFICE),
    ("ix_issues_closed", ["closed_at"], False, _CLOSED),
    ("ix_issues_closed_team", ["team_id", "closed_at"], False, _CLOSED),
    ("ix_issues_closed_district", ["district", "closed_at"], False, _CLOSED),
    ("ix_issues_closed_department", ["department_id", "closed_at"], False, _CLOSED),
    ("ix_issues_wakes", ["wakes_at"], False, sa.text("wakes_at IS NOT NULL")),
)


def _referring(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))


def _make_departments() -> None:
    op.create_table(
        "departments",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sample", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departments")),
        sa.UniqueConstraint("name", name=op.f("uq_departments_name")),
    )


def _make_issues() -> None:
    op.create_table(
        "issues",
        sa.Column("number", _ROW_ID, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("team_id", _ROW_ID, nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("source_id", sa.BigInteger(), nullable=True),
        sa.Column("raised_by", _ROW_ID, nullable=False),
        sa.Column("unsigned", sa.Boolean(), nullable=False),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("heard_at", _MOMENT, nullable=False),
        sa.Column("undone_at", _MOMENT, nullable=True),
        sa.Column("department_id", _ROW_ID, nullable=True),
        sa.Column("claimed_by", _ROW_ID, nullable=True),
        sa.Column("claimed_at", _MOMENT, nullable=True),
        sa.Column("suggested", sa.JSON(), nullable=False),
        sa.Column("refusals", sa.BigInteger(), nullable=False),
        sa.Column("office_at", _MOMENT, nullable=True),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.Column("wakes_at", _MOMENT, nullable=True),
        sa.Column("noted_at", _MOMENT, nullable=True),
        sa.Column("urged_at", _MOMENT, nullable=True),
        sa.Column("ordered_at", _MOMENT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", _MOMENT, nullable=True),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("asks", sa.BigInteger(), nullable=False),
        sa.Column("remains", sa.Text(), nullable=True),
        sa.Column("round", sa.BigInteger(), nullable=False),
        sa.Column("merged_into", _ROW_ID, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        _referring("issues", "team_id", "teams.id"),
        _referring("issues", "raised_by", "members.id"),
        _referring("issues", "department_id", "departments.id"),
        _referring("issues", "claimed_by", "members.id"),
        _referring("issues", "merged_into", "issues.number"),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_issues")),
    )
    for name, columns, unique, where in _INDEXES:
        op.create_index(name, "issues", columns, unique=unique, sqlite_where=where, postgresql_where=where)
    op.create_index(op.f("ix_issues_merged_into"), "issues", ["merged_into"])


def _make_events() -> None:
    op.create_table(
        "issue_events",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("number", _ROW_ID, nullable=False),
        sa.Column("move", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor_id", _ROW_ID, nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("department", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        _referring("issue_events", "number", "issues.number"),
        _referring("issue_events", "actor_id", "members.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_events")),
    )
    op.create_index("ix_issue_events_number", "issue_events", ["number", "id"])


def _make_raisers() -> None:
    op.create_table(
        "issue_raisers",
        sa.Column("number", _ROW_ID, nullable=False),
        sa.Column("member_id", _ROW_ID, nullable=False),
        sa.Column("came_from", _ROW_ID, nullable=True),
        sa.Column("asked_at", _MOMENT, nullable=True),
        sa.Column("verdict", sa.Text(), nullable=True),
        _referring("issue_raisers", "number", "issues.number"),
        _referring("issue_raisers", "member_id", "members.id"),
        _referring("issue_raisers", "came_from", "issues.number"),
        sa.PrimaryKeyConstraint("number", "member_id", name=op.f("pk_issue_raisers")),
    )
    asked = sa.text("asked_at IS NOT NULL")
    op.create_index("ix_issue_raisers_member", "issue_raisers", ["member_id", "number"])
    op.create_index(
        "ix_issue_raisers_asked", "issue_raisers", ["member_id", "asked_at"], sqlite_where=asked, postgresql_where=asked
    )


def _make_pictures() -> None:
    op.create_table(
        "issue_pictures",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("event_id", _ROW_ID, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.Column("lost", sa.Text(), nullable=True),
        _referring("issue_pictures", "event_id", "issue_events.id"),
        _referring("issue_pictures", "hash", "media_files.hash"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_pictures")),
        sa.UniqueConstraint("source", name=op.f("uq_issue_pictures_source")),
    )
    op.create_index(op.f("ix_issue_pictures_event_id"), "issue_pictures", ["event_id"])


def upgrade() -> None:
    _make_departments()
    _make_issues()
    _make_events()
    _make_raisers()
    _make_pictures()


def downgrade() -> None:
    for table in ("issue_pictures", "issue_raisers", "issue_events", "issues", "departments"):
        op.drop_table(table)
