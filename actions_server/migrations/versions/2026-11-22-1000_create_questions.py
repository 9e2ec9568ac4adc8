"""Create the tables of unanswered questions and of what staff decided about them."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_1000"
down_revision = "2026_11_22_0930"

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INDEXED = ("day", "decision")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "question_decision",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", sa.String(80), nullable=False),
        sa.Column("asked", sa.Integer, nullable=False),
        sa.Column("tried", sa.Integer, nullable=False),
        sa.Column("answered", sa.Integer, nullable=False),
    )
    op.create_table(
        "question",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("wording", sa.String(600), nullable=False),
        sa.Column("why", sa.String(20), nullable=False),
        sa.Column("article", sa.String(80), nullable=False),
        sa.Column("encoder", sa.String(80), nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.Column("decision", sa.Integer, sa.ForeignKey("question_decision.id")),
    )
    for name in _INDEXED:
        op.create_index(f"ix_question_{name}", "question", [name])


def downgrade() -> None:
    """Take the tables away."""
    for name in _INDEXED:
        op.drop_index(f"ix_question_{name}", "question")
    op.drop_table("question")
    op.drop_table("question_decision")
