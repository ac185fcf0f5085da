"""Indexes for what is held until a moment, and for what was given up."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_HELD = sa.text("fate IN ('waiting', 'leased') AND held_until IS NOT NULL")
_PARKED = sa.text("fate = 'parked'")


def upgrade() -> None:
    op.create_index("ix_deliveries_held", "deliveries", ["held_until"], sqlite_where=_HELD, postgresql_where=_HELD)
    op.create_index(
        "ix_deliveries_parked", "deliveries", ["settled_at"], sqlite_where=_PARKED, postgresql_where=_PARKED
    )


def downgrade() -> None:
    op.drop_index("ix_deliveries_parked", "deliveries")
    op.drop_index("ix_deliveries_held", "deliveries")
