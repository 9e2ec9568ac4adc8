"""Create the tables of articles, services and embeddings."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_21_2300"
down_revision = None


def upgrade() -> None:
    """Make the three tables."""
    for name, key in (("article", "slug"), ("service", "id")):
        op.create_table(
            name,
            sa.Column(key, sa.String(80), primary_key=True),
            sa.Column("area", sa.String(80), nullable=False),
            sa.Column("content", sa.JSON, nullable=False),
            sa.Column("digest", sa.String(64), nullable=False),
            sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        )
        op.create_index(f"ix_{name}_area", name, ["area"])
    op.create_table(
        "embedding",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("encoder", sa.String(80), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    """Take the three tables away."""
    op.drop_table("embedding")
    for name in ("service", "article"):
        op.drop_index(f"ix_{name}_area", name)
        op.drop_table(name)
