"""Create the table of what staff have typed and not saved yet."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0930"
down_revision = "2026_11_22_0900"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "staff_unsaved",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("by", sa.String(60), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("seen", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("ix_staff_unsaved_at", "staff_unsaved", ["at"])


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("staff_unsaved")
