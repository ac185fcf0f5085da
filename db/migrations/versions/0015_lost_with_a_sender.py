"""How many senders died with a delivery in hand, so that deaths no longer count as tries."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("deliveries", sa.Column("lost", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("deliveries", "lost")
