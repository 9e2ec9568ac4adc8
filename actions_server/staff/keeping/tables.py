"""The tables of what keeps content true."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base

LONGEST_LINK = 1000


class StaffLinkRow(Base):
    """What became of a link when it was tried last. Where it stands is read from the content.

    outcome: one of links.Outcome; status: the HTTP status, 0 for none; said: what is wrong, in
    words; leads_to: its new address, where it has moved for good; failed_since: the first of the
    failures in a row that the last try ends; gone_times: how often in a row it was gone.
    """

    __tablename__ = "staff_link"

    url: Mapped[str] = mapped_column(String(LONGEST_LINK), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(20))
    status: Mapped[int]
    said: Mapped[str] = mapped_column(String(300))
    leads_to: Mapped[str] = mapped_column(String(LONGEST_LINK))
    tried_at: Mapped[datetime] = mapped_column(Moment)
    failed_since: Mapped[datetime | None] = mapped_column(Moment)
    gone_times: Mapped[int]


class StaffDigestRow(Base):
    """That an owner was sent the digest of a week, such as 2026-W47."""

    __tablename__ = "staff_digest"

    owner: Mapped[str] = mapped_column(String(200), primary_key=True)
    week: Mapped[str] = mapped_column(String(8), primary_key=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
