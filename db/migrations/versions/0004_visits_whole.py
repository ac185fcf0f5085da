"""Visits whole: drafts, errands, files kept outside, promises, plans, companions, looks and merges."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_EPOCH = "1970-01-01 00:00:00"


def upgrade() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("opened_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("touched_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", db.types.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_person", ["telegram_id", "form", "ended_at"], unique=False)

    op.create_table(
        "errands",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("asked_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("fate", sa.Text(), nullable=False),
        sa.Column("held_until", sa.Double(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("settled_at", db.types.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
        sa.UniqueConstraint("key", name=op.f("uq_errands_key")),
    )
    with op.batch_alter_table("errands", schema=None) as batch_op:
        batch_op.create_index(
            "ix_errands_open",
            ["id"],
            unique=False,
            sqlite_where=sa.text("fate IN ('waiting', 'leased')"),
            postgresql_where=sa.text("fate IN ('waiting', 'leased')"),
        )

    op.create_table(
        "media_files",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("suffix", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("width", sa.BigInteger(), nullable=True),
        sa.Column("height", sa.BigInteger(), nullable=True),
        sa.Column("stored_at", db.types.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_media_files")),
    )
    op.create_table(
        "visit_plans",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("said_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("wanted_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("dropped_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_visit_plans_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_plans")),
        sa.UniqueConstraint("source", name=op.f("uq_visit_plans_source")),
    )
    with op.batch_alter_table("visit_plans", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_plans_member_id"), ["member_id"], unique=False)

    op.create_table(
        "pieces",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("caption", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("sent_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.Column("lost", sa.Text(), nullable=True),
        sa.Column("dropped_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["hash"], ["media_files.hash"], name=op.f("fk_pieces_hash")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_pieces_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pieces")),
        sa.UniqueConstraint("source", name=op.f("uq_pieces_source")),
    )
    with op.batch_alter_table("pieces", schema=None) as batch_op:
        batch_op.create_index("ix_pieces_album", ["telegram_id", "album"], unique=False)
        batch_op.create_index(batch_op.f("ix_pieces_hash"), ["hash"], unique=False)
        batch_op.create_index(batch_op.f("ix_pieces_visit_id"), ["visit_id"], unique=False)
        batch_op.create_index("ix_pieces_waiting", ["telegram_id", "visit_id", "sent_at"], unique=False)

    op.create_table(
        "promises",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("village", sa.Text(), nullable=True),
        sa.Column("household", sa.Text(), nullable=True),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("told_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("told_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dropped_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_promises_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_promises_team_id")),
        sa.ForeignKeyConstraint(["told_by"], ["members.id"], name=op.f("fk_promises_told_by")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_promises_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index("ix_promises_open", ["team_id", "told_at", "dropped_at"], unique=False)
        batch_op.create_index("ix_promises_visit", ["visit_id"], unique=False)

    op.create_table(
        "visit_companions",
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_visit_companions_member_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_companions_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", "member_id", name=op.f("pk_visit_companions")),
    )
    with op.batch_alter_table("visit_companions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_companions_member_id"), ["member_id"], unique=False)

    op.create_table(
        "visit_looks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("looked_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("answered_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_visit_looks_member_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_looks_visit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_looks")),
    )
    with op.batch_alter_table("visit_looks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_looks_visit_id"), ["visit_id"], unique=False)

    op.create_table(
        "visit_merges",
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("into_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("merged_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["into_id"], ["visits.id"], name=op.f("fk_visit_merges_into_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_visit_merges_member_id")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_visit_merges_visit_id")),
        sa.PrimaryKeyConstraint("visit_id", name=op.f("pk_visit_merges")),
    )
    with op.batch_alter_table("visit_merges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_visit_merges_into_id"), ["into_id"], unique=False)

    _widen_visits()


def _widen_visits() -> None:
    # Columns are only added, never a table rebuilt: with foreign keys on, SQLite would refuse to drop the old one.
    op.add_column("visits", sa.Column("told_at", db.types.Moment(timezone=True), nullable=False, server_default=_EPOCH))
    op.add_column("visits", sa.Column("day_open", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("visits", sa.Column("home", sa.Text(), nullable=True))
    op.add_column("visits", sa.Column("situation", sa.Text(), nullable=True))
    op.add_column("visits", sa.Column("latitude", sa.Double(), nullable=True))
    op.add_column("visits", sa.Column("longitude", sa.Double(), nullable=True))
    op.execute("UPDATE visits SET told_at = recorded_at")
    op.create_index("ix_visits_home", "visits", ["team_id", "home", "visited_on"])


def downgrade() -> None:
    op.drop_index("ix_visits_home", "visits")
    for column in ("told_at", "day_open", "home", "situation", "latitude", "longitude"):
        op.drop_column("visits", column)
    for table in (
        "visit_merges", "visit_looks", "visit_companions", "promises", "pieces", "visit_plans", "media_files",
        "errands", "drafts",
    ):  # fmt: skip
        op.drop_table(table)
