"""Create the tables of checked links and of digests that were sent."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_1010"
down_revision = "2026_11_22_1005"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "staff_link",
        sa.Column("url", sa.String(1000), primary_key=True),
        sa.Column("outcome", sa.String(20), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("said", sa.String(300), nullable=False),
        sa.Column("leads_to", sa.String(1000), nullable=False),
        sa.Column("tried_at", _MOMENT, nullable=False),
        sa.Column("failed_since", _MOMENT),
        sa.Column("gone_times", sa.Integer, nullable=False),
    )
    op.create_table(
        "staff_digest",
        sa.Column("owner", sa.String(200), primary_key=True),
        sa.Column("week", sa.String(8), primary_key=True),
        sa.Column("sent_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Take them away."""
    op.drop_table("staff_digest")
    op.drop_table("staff_link")
