"""How Alembic reaches the database."""

from alembic import context
from sqlalchemy import create_engine, pool

from actions_server.staff.all_tables import TABLES
from knowledge_base.tables import Base as Content
from pain_points.tables import Base as Events

config = context.config
assert TABLES, "imported, so that Base knows them"


def run() -> None:
    """Apply the migrations in one transaction."""
    engine = create_engine(config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=[Content.metadata, Events.metadata],
            render_as_batch=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
