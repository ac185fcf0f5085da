"""Questions for people, what is learnt from them, editions of the knowledge, uploads, 意见箱."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "editions",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("made_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("maker", sa.Text(), nullable=False),
        sa.Column("maker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["maker_id"], ["members.id"], name=op.f("fk_editions_maker_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_editions")),
    )
    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("telegram_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("written_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("signed", sa.Boolean(), nullable=True),
        sa.Column("signature", sa.Text(), nullable=True),
        sa.Column("sent_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answered_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["members.id"], name=op.f("fk_feedback_answered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
    )
    op.create_table(
        "questions",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("same_as", sa.Text(), nullable=False),
        sa.Column("team_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("asked_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("due_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("referred_to", sa.Text(), nullable=True),
        sa.Column("taken_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("taken_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("answered_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("reopened", sa.BigInteger(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["taken_by"], ["members.id"], name=op.f("fk_questions_taken_by")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_questions_team_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_questions")),
    )
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.create_index("ix_questions_open", ["answered_at", "asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_questions_same_as"), ["same_as"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("entry_id", sa.Text(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=True),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("consultation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.Column("made_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=True),
        sa.Column("decided_at", db.types.Moment(timezone=True), nullable=True),
        sa.Column("decided_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["consultation_id"], ["consultations.id"], name=op.f("fk_proposals_consultation_id")),
        sa.ForeignKeyConstraint(["decided_by"], ["members.id"], name=op.f("fk_proposals_decided_by")),
        sa.ForeignKeyConstraint(["number"], ["questions.number"], name=op.f("fk_proposals_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint("key", name=op.f("uq_proposals_key")),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index("ix_proposals_open", ["decided_at", "kind", "entry_id"], unique=False)

    op.create_table(
        "uploads",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sent_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("edition", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("dropped_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name=op.f("fk_uploads_edition")),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_uploads_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uploads")),
    )
    op.create_table(
        "written_answers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("drafted_at", db.types.Moment(timezone=True), nullable=False),
        sa.Column("sent_at", db.types.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["author_id"], ["members.id"], name=op.f("fk_written_answers_author_id")),
        sa.ForeignKeyConstraint(["number"], ["questions.number"], name=op.f("fk_written_answers_number")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_written_answers")),
    )
    with op.batch_alter_table("written_answers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_written_answers_number"), ["number"], unique=False)

    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("told", sa.Text(), nullable=True))
        batch_op.create_index("ix_consultations_told", ["asked_at", "entry_id", "told"], unique=False)

    _number_old_questions()


def _number_old_questions() -> None:
    """Questions that were handed over before they had rows of their own: due five days after they were asked."""
    rows = (
        op.get_bind()
        .execute(
            sa.text(
                "SELECT number, min(words) AS words, min(asked_at) AS asked_at FROM consultations"
                " WHERE number IS NOT NULL GROUP BY number"
            ).columns(
                sa.column("number", sa.BigInteger), sa.column("words", sa.Text), sa.column("asked_at", db.types.Moment)
            )
        )
        .all()
    )
    questions = sa.table(
        "questions",
        sa.column("number"),
        sa.column("words"),
        sa.column("same_as"),
        sa.column("reopened"),
        sa.column("asked_at", db.types.Moment),
        sa.column("due_at", db.types.Moment),
    )
    for row in rows:
        due_at = row.asked_at + timedelta(days=5)
        values = {"number": row.number, "words": row.words, "same_as": row.words, "reopened": 0}
        op.execute(questions.insert().values(asked_at=row.asked_at, due_at=due_at, **values))
    if rows and op.get_bind().dialect.name == "postgresql":
        op.execute("SELECT setval(pg_get_serial_sequence('questions', 'number'), (SELECT max(number) FROM questions))")


def downgrade() -> None:
    with op.batch_alter_table("consultations", schema=None) as batch_op:
        batch_op.drop_index("ix_consultations_told")
        batch_op.drop_column("told")

    with op.batch_alter_table("written_answers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_written_answers_number"))

    op.drop_table("written_answers")
    op.drop_table("uploads")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index("ix_proposals_open")

    op.drop_table("proposals")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_same_as"))
        batch_op.drop_index("ix_questions_open")

    op.drop_table("questions")
    op.drop_table("feedback")
    op.drop_table("editions")
