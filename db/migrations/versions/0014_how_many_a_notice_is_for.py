"""How many people a notice went out to, so that its card need not count them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notices", sa.Column("people", sa.BigInteger(), nullable=False, server_default="0"))
    op.execute("UPDATE notices SET people = (SELECT count(*) FROM receipts WHERE receipts.notice_id = notices.id)")


def downgrade() -> None:
    op.drop_column("notices", "people")
