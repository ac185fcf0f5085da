"""Notices: what they ask for, when they go out, corrections, answers, files; the group chats."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MOMENT = db.types.Moment(timezone=True)
_MOMENTS = ("send_at", "corrected_at", "recalled_at", "closed_at")


def upgrade() -> None:
    op.add_column("notices", sa.Column("asks", sa.Text(), nullable=False, server_default="confirm"))
    op.add_column("notices", sa.Column("protected", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("notices", sa.Column("urgent", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("album", sa.Text(), nullable=True))
    op.add_column("notices", sa.Column("edition", sa.BigInteger(), nullable=False, server_default="1"))
    for moment in _MOMENTS:
        op.add_column("notices", sa.Column(moment, _MOMENT, nullable=True))
    op.create_index("ix_notices_send_at", "notices", ["send_at"])
    op.add_column("receipts", sa.Column("answer", sa.Text(), nullable=True))
    op.create_table(
        "notice_files",
        sa.Column("notice_id", _ROW_ID, nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notices.id"], name=op.f("fk_notice_files_notice_id")),
        sa.PrimaryKeyConstraint("notice_id", "number", name=op.f("pk_notice_files")),
    )
    op.create_table(
        "groups",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("scope_name", sa.Text(), nullable=False),
        sa.Column("bound_by", _ROW_ID, nullable=True),
        sa.Column("learnt_at", _MOMENT, nullable=False),
        sa.Column("left_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["bound_by"], ["members.id"], name=op.f("fk_groups_bound_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_groups")),
        sa.UniqueConstraint("chat_id", "topic", name=op.f("uq_groups_chat_id_topic")),
    )
    op.create_index(op.f("ix_groups_scope_name"), "groups", ["scope_name"])


def downgrade() -> None:
    op.drop_index(op.f("ix_groups_scope_name"), "groups")
    op.drop_table("groups")
    op.drop_table("notice_files")
    op.drop_column("receipts", "answer")
    op.drop_index("ix_notices_send_at", "notices")
    for column in ("asks", "protected", "urgent", "album", "edition", *_MOMENTS):
        op.drop_column("notices", column)
