"""Create the table of what the service did by the week."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_1020"
down_revision = "2026_11_22_1010"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "service_count",
        sa.Column("week", sa.Date, primary_key=True),
        sa.Column("what", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("service_count")
