"""Create the table of imports that staff look at first, and find actions by what they are about."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_1005"
down_revision = "2026_11_22_1000"

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table and the index."""
    op.create_table(
        "staff_import",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("feed", sa.String(40), nullable=False),
        sa.Column("source", sa.String(2000), nullable=False),
        sa.Column("is_file", sa.Boolean, nullable=False),
        sa.Column("listing", sa.LargeBinary),
        sa.Column("accept_fewer", sa.Boolean, nullable=False),
        sa.Column("said", sa.String(4000), nullable=False),
        sa.Column("is_fewer", sa.Boolean, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("shown", sa.JSON),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
    )
    op.create_index("ix_staff_import_made_at", "staff_import", ["made_at"])
    op.create_index("ix_staff_audit_about", "staff_audit", ["about"])


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_staff_audit_about", "staff_audit")
    op.drop_table("staff_import")
