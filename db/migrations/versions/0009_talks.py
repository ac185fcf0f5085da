"""队长有话说: sessions, turns, questions, 同问; highlights with pictures and comments."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "talks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("starts_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("closing_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("towns", sa.JSON(), nullable=False),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("moderator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("announced_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("started_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("cancelled_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("group_id", sa.BigInteger(), nullable=True),
        sa.Column("group_topic", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["moderator_id"], ["members.id"], name=op.f("fk_talks_moderator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
    )
    with op.batch_alter_table("talks", schema=None) as batch_op:
        batch_op.create_index("ix_talks_open", ["ended_at", "cancelled_at", "starts_at"], unique=False)

    op.create_table(
        "highlights",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("talk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("practice", sa.Text(), nullable=False),
        sa.Column("effect", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=True),
        sa.Column("difficulty", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("terrain", sa.Text(), nullable=True),
        sa.Column("contact", sa.Boolean(), nullable=False),
        sa.Column("told_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("undone_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_highlights_author_id")),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_highlights_talk_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_highlights_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlights")),
    )
    with op.batch_alter_table("highlights", schema=None) as batch_op:
        batch_op.create_index("ix_highlights_industry", ["industry", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highlights_talk_id"), ["talk_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highlights_team_id"), ["team_id"], unique=False)

    op.create_table(
        "talk_turns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("talk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("signed_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("started_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("ended_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("skipped_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_talk_turns_member_id")),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_talk_turns_talk_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_talk_turns_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_turns")),
        sa.UniqueConstraint("talk_id", "team_id", name="uq_talk_turns_team"),
    )
    op.create_table(
        "highlight_comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("highlight_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["highlight_id"], ["highlights.id"], name=op.f("fk_highlight_comments_highlight_id")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_highlight_comments_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlight_comments")),
    )
    with op.batch_alter_table("highlight_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_highlight_comments_highlight_id"), ["highlight_id"], unique=False)

    op.create_table(
        "highlight_photos",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("draft_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("highlight_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.Column("sent_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_highlight_photos_draft_id")),
        sa.ForeignKeyConstraint(["hash"], ["media_files.hash"], name=op.f("fk_highlight_photos_hash")),
        sa.ForeignKeyConstraint(["highlight_id"], ["highlights.id"], name=op.f("fk_highlight_photos_highlight_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlight_photos")),
        sa.UniqueConstraint("source", name=op.f("uq_highlight_photos_source")),
    )
    with op.batch_alter_table("highlight_photos", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_highlight_photos_draft_id"), ["draft_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_highlight_photos_highlight_id"), ["highlight_id"], unique=False)

    op.create_table(
        "talk_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("talk_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=False),
        sa.Column("written_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("asked_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("turn_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("withdrawn_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_talk_questions_member_id")),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_talk_questions_talk_id")),
        sa.ForeignKeyConstraint(["turn_id"], ["talk_turns.id"], name=op.f("fk_talk_questions_turn_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_questions")),
        sa.UniqueConstraint("talk_id", "number", name="uq_talk_questions_number"),
    )
    op.create_table(
        "talk_supports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supported_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_talk_supports_member_id")),
        sa.ForeignKeyConstraint(["question_id"], ["talk_questions.id"], name=op.f("fk_talk_supports_question_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_supports")),
        sa.UniqueConstraint("question_id", "member_id", name="uq_talk_supports_member"),
    )


def downgrade() -> None:
    op.drop_table("talk_supports")
    op.drop_table("talk_questions")
    with op.batch_alter_table("highlight_photos", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_highlight_photos_highlight_id"))
        batch_op.drop_index(batch_op.f("ix_highlight_photos_draft_id"))

    op.drop_table("highlight_photos")
    with op.batch_alter_table("highlight_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_highlight_comments_highlight_id"))

    op.drop_table("highlight_comments")
    op.drop_table("talk_turns")
    with op.batch_alter_table("highlights", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_highlights_team_id"))
        batch_op.drop_index(batch_op.f("ix_highlights_talk_id"))
        batch_op.drop_index("ix_highlights_industry")

    op.drop_table("highlights")
    with op.batch_alter_table("talks", schema=None) as batch_op:
        batch_op.drop_index("ix_talks_open")

    op.drop_table("talks")
