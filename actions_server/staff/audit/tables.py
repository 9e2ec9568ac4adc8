"""The table of staff actions, and the row that says where it ends."""

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base


class StaffAuditRow(Base):
    """One action. link is the hash of everything else in the row and of the link before it."""

    __tablename__ = "staff_audit"

    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(60))
    action: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(120), index=True)
    detail: Mapped[dict] = mapped_column(JSON)
    link: Mapped[str] = mapped_column(String(64))


class StaffAuditEndRow(Base):
    """The last place and link, in a table of its own, so that cut-off rows are noticed."""

    __tablename__ = "staff_audit_end"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    link: Mapped[str] = mapped_column(String(64))
