"""The tables of accounts, sessions, recovery codes and known browsers."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from actions_server.staff.moments import Moment
from knowledge_base.tables import Base


class StaffUserRow(Base):
    """An account. secret is of the second factor, absent until that is set up; last_step is the
    time step of the last code that was accepted, so that none is accepted twice.

    issuer and subject: who they are at the council's identity provider. Such an account has no
    second factor here and an empty password, which opens nothing. Others have neither of the two.
    """

    __tablename__ = "staff_user"
    __table_args__ = (Index("ix_staff_user_issuer_subject", "issuer", "subject", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(60), unique=True)
    full_name: Mapped[str] = mapped_column(String(120))
    role: Mapped[str] = mapped_column(String(20))
    password: Mapped[str] = mapped_column(String(255))
    secret: Mapped[str | None] = mapped_column(String(64))
    last_step: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    issuer: Mapped[str | None] = mapped_column(String(255))
    subject: Mapped[str | None] = mapped_column(String(255))


class StaffRecoveryRow(Base):
    """A recovery code that was not used yet, as its hash."""

    __tablename__ = "staff_recovery_code"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)


class StaffSessionRow(Base):
    """A browser that is signed in, or half way there: the hash of its token.

    is_whole: the second factor was shown too; secret: of a second factor that is being set up.
    """

    __tablename__ = "staff_session"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    is_whole: Mapped[bool]
    secret: Mapped[str | None] = mapped_column(String(64))
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class StaffBrowserRow(Base):
    """A browser in which somebody signed in before, so that a stranger's failures elsewhere never
    make that person wait: the hash of its token."""

    __tablename__ = "staff_browser"

    digest: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("staff_user.id"), index=True)
    seen_at: Mapped[datetime] = mapped_column(Moment)
