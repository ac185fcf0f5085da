"""Indexes for what is held until a moment, what was given up, and what was refused by a chat."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_HELD = sa.text("fate IN ('waiting', 'leased') AND held_until IS NOT NULL")
_PARKED = sa.text("fate = 'parked'")
_REFUSED = sa.text("fate = 'refused'")


def upgrade() -> None:
    op.create_index("ix_deliveries_held", "deliveries", ["held_until"], sqlite_where=_HELD, postgresql_where=_HELD)
    op.create_index(
        "ix_deliveries_parked", "deliveries", ["settled_at"], sqlite_where=_PARKED, postgresql_where=_PARKED
    )
    op.create_index(
        "ix_deliveries_refused", "deliveries", ["chat_id"], sqlite_where=_REFUSED, postgresql_where=_REFUSED
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_refused", "deliveries")
    op.drop_index("ix_deliveries_parked", "deliveries")
    op.drop_index("ix_deliveries_held", "deliveries")
