"""How the questions of the session before stood, kept with the session that opens with it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("talks", sa.Column("read_out", sa.JSON(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("talks") as talks:
        talks.drop_column("read_out")
