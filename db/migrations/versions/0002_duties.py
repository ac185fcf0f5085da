"""Duties: occurrences, rungs, arrangements, leave, the calendar."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.create_index(
            "ix_deliveries_unasked",
            ["chat_id", "settled_at"],
            unique=False,
            sqlite_where=sa.text("urgency = 2"),
            postgresql_where=sa.text("urgency = 2"),
        )

    op.create_table(
        "duty_planning",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("digest_on", sa.Date(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("awake_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("away_from", db.types.Moment(timezone=True), nullable=True),
        sa.Column("back_at", db.types.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_planning")),
    )
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deputy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("asked_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("accepted_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("declined_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["deputy_id"], ["members.id"], name=op.f("fk_absences_deputy_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_absences_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absences")),
    )
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absences_deputy_id"), ["deputy_id"], unique=False)
        batch_op.create_index("ix_absences_member_days", ["member_id", "last_on"], unique=False)

    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("year", sa.BigInteger(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("entered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entered_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["members.id"], name=op.f("fk_calendar_days_entered_by")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_days")),
    )
    with op.batch_alter_table("calendar_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_days_year"), ["year"], unique=False)

    op.create_table(
        "duty_arrangements",
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("duty_id", sa.Text(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_duty_arrangements_made_by")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_arrangements_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_duty_arrangements_team_id")),
        sa.PrimaryKeyConstraint("team_id", "duty_id", name=op.f("pk_duty_arrangements")),
    )
    op.create_table(
        "duty_occurrences",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("duty_id", sa.Text(), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("nominal_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("due_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("quiet_until", sa.Date(), nullable=True),
        sa.Column("put_off", sa.BigInteger(), nullable=False),
        sa.Column("done_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["members.id"], name=op.f("fk_duty_occurrences_done_by")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_occurrences_member_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_duty_occurrences_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_occurrences")),
    )
    with op.batch_alter_table("duty_occurrences", schema=None) as batch_op:
        batch_op.create_index(
            "ix_duty_occurrences_open",
            ["due_on", "duty_id", "opens_on", "nominal_on"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index("ix_duty_occurrences_team", ["team_id", "due_on"], unique=False)
        batch_op.create_index(
            "uq_duty_occurrences_member",
            ["member_id", "duty_id", "nominal_on"],
            unique=True,
            sqlite_where=sa.text("member_id IS NOT NULL"),
            postgresql_where=sa.text("member_id IS NOT NULL"),
        )
        batch_op.create_index(
            "uq_duty_occurrences_team",
            ["team_id", "duty_id", "nominal_on"],
            unique=True,
            sqlite_where=sa.text("member_id IS NULL"),
            postgresql_where=sa.text("member_id IS NULL"),
        )

    op.create_table(
        "own_duties",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("ended_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_own_duties_made_by")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_own_duties_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_duties")),
    )
    op.create_table(
        "duty_rungs",
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rung", sa.Text(), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_rungs_member_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["duty_occurrences.id"], name=op.f("fk_duty_rungs_occurrence_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "rung", "member_id", name=op.f("pk_duty_rungs")),
    )
    with op.batch_alter_table("duty_rungs", schema=None) as batch_op:
        batch_op.create_index("ix_duty_rungs_digest", ["told_on", "member_id"], unique=False)
        batch_op.create_index(
            "uq_duty_rungs_heard_by_one",
            ["occurrence_id", "rung"],
            unique=True,
            sqlite_where=sa.text("rung <> 'T+3'"),
            postgresql_where=sa.text("rung <> 'T+3'"),
        )

    op.create_table(
        "duty_steps",
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("ticked_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_steps_member_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["duty_occurrences.id"], name=op.f("fk_duty_steps_occurrence_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "step", name=op.f("pk_duty_steps")),
    )
    op.create_table(
        "duty_turns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("occurrence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_duty_turns_member_id")),
        sa.ForeignKeyConstraint(["occurrence_id"], ["duty_occurrences.id"], name=op.f("fk_duty_turns_occurrence_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_turns")),
    )
    with op.batch_alter_table("duty_turns", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_duty_turns_occurrence_id"), ["occurrence_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("duty_turns", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_duty_turns_occurrence_id"))

    op.drop_table("duty_turns")
    op.drop_table("duty_steps")
    with op.batch_alter_table("duty_rungs", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_duty_rungs_heard_by_one",
            sqlite_where=sa.text("rung <> 'T+3'"),
            postgresql_where=sa.text("rung <> 'T+3'"),
        )
        batch_op.drop_index("ix_duty_rungs_digest")

    op.drop_table("duty_rungs")
    op.drop_table("own_duties")
    with op.batch_alter_table("duty_occurrences", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_duty_occurrences_team",
            sqlite_where=sa.text("member_id IS NULL"),
            postgresql_where=sa.text("member_id IS NULL"),
        )
        batch_op.drop_index(
            "uq_duty_occurrences_member",
            sqlite_where=sa.text("member_id IS NOT NULL"),
            postgresql_where=sa.text("member_id IS NOT NULL"),
        )
        batch_op.drop_index("ix_duty_occurrences_team")
        batch_op.drop_index(
            "ix_duty_occurrences_open",
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )

    op.drop_table("duty_occurrences")
    op.drop_table("duty_arrangements")
    with op.batch_alter_table("calendar_days", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_days_year"))

    op.drop_table("calendar_days")
    with op.batch_alter_table("absences", schema=None) as batch_op:
        batch_op.drop_index("ix_absences_member_days")
        batch_op.drop_index(batch_op.f("ix_absences_deputy_id"))

    op.drop_table("absences")
    op.drop_table("duty_planning")
    with op.batch_alter_table("deliveries", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_deliveries_unasked",
            sqlite_where=sa.text("urgency = 2"),
            postgresql_where=sa.text("urgency = 2"),
        )
