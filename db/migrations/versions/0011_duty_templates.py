"""Duties as they were planned by, and the city's own rules for days off."""

import sqlalchemy as sa
from alembic import op

import db.types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "duty_rules",
        sa.Column("duty_id", sa.Text(), nullable=False),
        sa.Column("due_rule", sa.Text(), nullable=False),
        sa.Column("made_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("made_at", db.types.Moment(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["members.id"], name=op.f("fk_duty_rules_made_by_members")),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_duty_rules")),
    )
    op.create_table(
        "duty_templates",
        sa.Column("duty_id", sa.Text(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("duty_id", name=op.f("pk_duty_templates")),
    )


def downgrade() -> None:
    op.drop_table("duty_templates")
    op.drop_table("duty_rules")
