"""Add to services where they come from and who looked after them, and the table of feeds."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0600"
down_revision = "2026_11_21_2300"

_TEXTS = {"feed": 40, "feed_id": 200, "edited_by": 80, "verified_by": 80}
_DAYS = ("edited_on", "verified_on", "expires_on", "withdrawn_on")


def upgrade() -> None:
    """Add the columns; the entries that are there come from our files."""
    with op.batch_alter_table("service") as table:
        table.add_column(sa.Column("origin", sa.String(10), nullable=False, server_default="seed"))
        for name, length in _TEXTS.items():
            table.add_column(sa.Column(name, sa.String(length), nullable=False, server_default=""))
        for name in ("offered", "pending"):
            table.add_column(sa.Column(name, sa.JSON, nullable=True))
        for name in _DAYS:
            table.add_column(sa.Column(name, sa.Date, nullable=True))
        table.add_column(sa.Column("hidden", sa.Boolean, nullable=False, server_default=sa.false()))
        table.create_index("ix_service_feed", ["feed"])
    op.create_table(
        "feed",
        sa.Column("name", sa.String(40), primary_key=True),
        sa.Column("address", sa.String(500), nullable=False),
        sa.Column("area", sa.String(80), nullable=False),
        sa.Column("version", sa.String(10), nullable=False),
        sa.Column("services", sa.Integer, nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
    )


def downgrade() -> None:
    """Take them away, with the entries that did not come from our files: the release before
    would show what is hidden, so those go too."""
    op.drop_table("feed")
    op.execute("DELETE FROM service WHERE origin <> 'seed' OR hidden OR withdrawn_on IS NOT NULL")
    with op.batch_alter_table("service") as table:
        table.drop_index("ix_service_feed")
        names = ("origin", *_TEXTS, "offered", "pending", *_DAYS, "hidden")
        for name in names:
            table.drop_column(name)
