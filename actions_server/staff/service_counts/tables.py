"""The table of what the service did by the week."""

from datetime import date

from sqlalchemy import Date, String
from sqlalchemy.orm import Mapped, mapped_column

from knowledge_base.tables import Base


class ServiceCountRow(Base):
    """One count of one week, of all processes together. week: its Monday; what: see tally.py;
    number: exact while the week runs, then the low end of its band of 50."""

    __tablename__ = "service_count"

    week: Mapped[date] = mapped_column(Date, primary_key=True)
    what: Mapped[str] = mapped_column(String(20), primary_key=True)
    number: Mapped[int]
