"""The table of imports that staff look at before they bring them in."""

from datetime import datetime

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base


class StaffImportRow(Base):
    """A list of services on its way in. Forgotten a day after it was begun.

    state: of importing.State. feed: the short name of the list; source: its web address, or the
    name of the file. listing: what was read of a file, packed, without what may not be kept; an
    address is asked again instead. accept_fewer: somebody said that far fewer than last time is
    right. said: why it failed, or what else there is to say; is_fewer: it failed for being far
    fewer. count: services read so far. shown: what bringing it in would change, as shown; digest:
    changes whenever that does. by, made_at: who began it and when; seen_at: when it last moved.
    """

    __tablename__ = "staff_import"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(10))
    feed: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(String(2000))
    is_file: Mapped[bool]
    listing: Mapped[bytes | None] = mapped_column(LargeBinary)
    accept_fewer: Mapped[bool]
    said: Mapped[str] = mapped_column(String(4000))
    is_fewer: Mapped[bool]
    count: Mapped[int]
    shown: Mapped[dict | None] = mapped_column(JSON(none_as_null=True))
    digest: Mapped[str] = mapped_column(String(64))
    by: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)
