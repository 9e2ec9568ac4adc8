"""Create the table of events that families' pain points are counted from."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0630"
down_revision = "2026_11_22_0600"

WIDTHS = {
    **{"kind": 20, "why": 20, "weeks_band": 20, "topic": 80, "stage": 40, "barrier": 40},
    **{"service": 20, "age_band": 20, "locality": 80, "language": 20, "channel": 20},
    **{"question": 40, "choice": 40},
}


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        *(sa.Column(name, sa.String(width), nullable=False) for name, width in WIDTHS.items()),
    )
    op.create_index("ix_event_month", "event", ["month"])


def downgrade() -> None:
    """Take the table away."""
    op.drop_index("ix_event_month", "event")
    op.drop_table("event")
