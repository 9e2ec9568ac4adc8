"""Let an account belong to somebody whom the council's identity provider knows."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0900"
down_revision = "2026_11_22_0700"

# The standard lets a subject have 255 characters.
_COLUMNS = {"issuer": sa.String(255), "subject": sa.String(255)}
_INDEX = "ix_staff_user_issuer_subject"


def upgrade() -> None:
    """Add who they are there; nobody is two accounts."""
    for name, kind in _COLUMNS.items():
        op.add_column("staff_user", sa.Column(name, kind))
    op.create_index(_INDEX, "staff_user", list(_COLUMNS), unique=True)


def downgrade() -> None:
    """Take it away. Accounts that came by the provider stay, closed: they have no password."""
    op.execute("UPDATE staff_user SET is_open = false WHERE issuer IS NOT NULL")
    op.drop_index(_INDEX, "staff_user")
    for name in _COLUMNS:
        op.drop_column("staff_user", name)
