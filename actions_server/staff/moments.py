"""Points in time: always UTC, in Python and in every database."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator

UK = ZoneInfo("Europe/London")


def uk_moment(typed: str) -> datetime | None:
    """A day and time as a browser sends them, taken as time in the UK; None for anything else."""
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=UK).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A column of points in time. SQLite forgets the zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, for the database."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
