"""Create the tables of staff accounts, of the record of their actions and of the article desk."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_0700"
down_revision = "2026_11_22_0630"

_MOMENT = sa.DateTime(timezone=True)
_BEGINNING = "0" * 64
_REFUSAL = "the record of staff actions can only be added to"


def upgrade() -> None:
    """Make the tables, the end of an empty record, and the guards that keep it append-only."""
    _make_accounts()
    _make_article_desk()
    op.create_table(
        "staff_audit",
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("who", sa.String(60), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("about", sa.String(120), nullable=False),
        sa.Column("detail", sa.JSON, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
    )
    end = op.create_table(
        "staff_audit_end",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("link", sa.String(64), nullable=False),
    )
    op.bulk_insert(end, [{"id": 1, "place": 0, "link": _BEGINNING}])
    for statement in _guards():
        op.execute(statement)


def downgrade() -> None:
    """Take the tables away, the record with them."""
    for table in (
        *("staff_audit", "staff_audit_end"),
        *("redirect", "staff_article_version", "staff_article"),
        *("staff_browser", "staff_session", "staff_recovery_code", "staff_user"),
    ):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION staff_audit_is_append_only")


def _make_accounts() -> None:
    op.create_table(
        "staff_user",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String(60), nullable=False, unique=True),
        sa.Column("full_name", sa.String(120), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("password", sa.String(255), nullable=False),
        sa.Column("secret", sa.String(64)),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
    )
    for name, columns in {
        "staff_recovery_code": [],
        "staff_session": [
            sa.Column("is_whole", sa.Boolean, nullable=False),
            sa.Column("secret", sa.String(64)),
            sa.Column("began_at", _MOMENT, nullable=False),
            sa.Column("seen_at", _MOMENT, nullable=False),
        ],
        "staff_browser": [sa.Column("seen_at", _MOMENT, nullable=False)],
    }.items():
        user = sa.ForeignKey("staff_user.id")
        op.create_table(
            name,
            sa.Column("digest", sa.LargeBinary(32), primary_key=True),
            sa.Column("user_id", sa.Integer, user, nullable=False),
            *columns,
        )
        op.create_index(f"ix_{name}_user_id", name, ["user_id"])


def _make_article_desk() -> None:
    op.create_table(
        "staff_article",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("area", sa.String(80), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("authors", sa.JSON, nullable=False),
        sa.Column("saved_by", sa.String(60), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("publish_at", _MOMENT),
        sa.Column("approved_by", sa.String(60)),
        sa.Column("expire_at", _MOMENT),
        sa.Column("gate", sa.JSON),
    )
    op.create_index("ix_staff_article_area", "staff_article", ["area"])
    op.create_table(
        "staff_article_version",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("what", sa.String(20), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("by", sa.String(60), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
    )
    op.create_table(
        "redirect",
        sa.Column("slug", sa.String(80), primary_key=True),
        sa.Column("leads_to", sa.String(80), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
    )


def _guards() -> list[str]:
    """Triggers that refuse to change or delete a row of the record."""
    dialect = op.get_bind().dialect.name
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER staff_audit_no_{verb} BEFORE {verb.upper()} ON staff_audit "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            for verb in ("update", "delete")
        ]
    if dialect == "postgresql":
        return [
            "CREATE FUNCTION staff_audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$",
            "CREATE TRIGGER staff_audit_append_only BEFORE UPDATE OR DELETE ON staff_audit "
            "FOR EACH ROW EXECUTE FUNCTION staff_audit_is_append_only()",
        ]
    return []
