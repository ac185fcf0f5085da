"""Indexes for the order within a chat and within a person's updates."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OPEN = sa.text("fate IN ('waiting', 'leased')")
_WAITING = sa.text("handled_at IS NULL")


def upgrade() -> None:
    op.create_index(
        "ix_deliveries_chat", "deliveries", ["chat_id", "urgency", "id"], sqlite_where=_OPEN, postgresql_where=_OPEN
    )
    op.drop_index("ix_inbox_waiting", "inbox")
    op.create_index(
        "ix_inbox_waiting", "inbox", ["lane", "update_id"], sqlite_where=_WAITING, postgresql_where=_WAITING
    )


def downgrade() -> None:
    op.drop_index("ix_inbox_waiting", "inbox")
    op.create_index("ix_inbox_waiting", "inbox", ["update_id"], sqlite_where=_WAITING, postgresql_where=_WAITING)
    op.drop_index("ix_deliveries_chat", "deliveries")
