"""Who is signed in in which browser. A browser holds a random token, the database only its hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import Request, Response
from sqlalchemy.orm import Session

from actions_server.staff.audit.chain import record
from actions_server.staff.roles import RIGHTS, Right, Role
from actions_server.staff.signing_in import queries
from actions_server.staff.signing_in.tables import StaffBrowserRow, StaffSessionRow, StaffUserRow

# The prefix makes browsers refuse a cookie that another host, or plain http, tries to set.
COOKIE = "__Host-staff"
KNOWN_BROWSER = "__Host-staff-browser"
LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=1)
HALF_WAY = timedelta(minutes=10)  # between the password and the second factor
SEEN_EVERY = timedelta(minutes=1)  # a session is not written more often than that
KNOWN_FOR = timedelta(days=90)


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in. digest is of the session."""

    id: int
    name: str
    full_name: str
    role: Role
    digest: bytes

    def may(self, right: Right) -> bool:
        """Whether the role includes a right."""
        return right in RIGHTS[self.role]


def begin(
    session: Session, user: StaffUserRow, now: datetime, is_whole: bool, secret: str | None = None
) -> str:
    """Start a session; the token that the browser is to keep. Old ones are cleared away."""
    queries.end_sessions_before(session, now - LONGEST, now - IDLE)
    token = secrets.token_urlsafe(32)
    queries.add(
        session,
        StaffSessionRow(
            digest=digest_of(token),
            user_id=user.id,
            is_whole=is_whole,
            secret=secret,
            began_at=now,
            seen_at=now,
        ),
    )
    return token


def person_of(session: Session, token: str, now: datetime) -> Person | None:
    """Who is signed in with a token, or None when nobody is, or not any more."""
    living = _living(session, token, now)
    if living is None:
        return None
    row, user = living
    if now - row.seen_at >= SEEN_EVERY:
        row.seen_at = now
    return Person(user.id, user.name, user.full_name, Role(user.role), row.digest)


def is_signed_in(session: Session, token: str, now: datetime) -> bool:
    """Whether somebody is signed in with a token; asking does not keep them signed in."""
    return _living(session, token, now) is not None


def _living(
    session: Session, token: str, now: datetime
) -> tuple[StaffSessionRow, StaffUserRow] | None:
    row = queries.session_row(session, digest_of(token)) if token else None
    if row is None or not row.is_whole or _is_over(row, now):
        return None
    user = queries.user(session, row.user_id)
    return (row, user) if user and user.is_open else None


def half_way(
    session: Session, token: str, now: datetime
) -> tuple[StaffSessionRow, StaffUserRow] | None:
    """The session, and the account, of somebody who has shown the password only."""
    row = queries.session_row(session, digest_of(token)) if token else None
    if row is None or row.is_whole or now - row.began_at > HALF_WAY:
        return None
    user = queries.user(session, row.user_id)
    return (row, user) if user and user.is_open else None


def remember_browser(session: Session, user: StaffUserRow, now: datetime) -> str:
    """A token by which this browser is known as one in which that person has signed in."""
    queries.forget_browsers(session, now - KNOWN_FOR)
    token = secrets.token_urlsafe(32)
    row = StaffBrowserRow(digest=digest_of(token), user_id=user.id, seen_at=now)
    queries.add(session, row)
    return token


def sign_in(
    session: Session, user: StaffUserRow, response: Response, now: datetime, detail: dict[str, str]
) -> Response:
    """Sign a person in who has shown everything, in the browser that gets this response."""
    give(response, COOKIE, begin(session, user, now, is_whole=True))
    give(response, KNOWN_BROWSER, remember_browser(session, user, now), KNOWN_FOR)
    record(session, now, user.name, "signed in", user.name, detail)
    return response


def origin_of(
    session: Session, request: Request, user: StaffUserRow | None, address: str, now: datetime
) -> str:
    """Where failures of this account are counted: a browser known for it, or the address."""
    known = user is not None and _is_known(session, request, user.id, now)
    return _browser(request) if known else f"address {address}"


def origin_of_anybody(session: Session, request: Request, address: str, now: datetime) -> str:
    """The same before it is known whose failure it is: a browser known for anybody counts."""
    known = _is_known(session, request, None, now)
    return _browser(request) if known else f"address {address}"


def give(response: Response, cookie: str, token: str, lasts: timedelta | None = None) -> None:
    """Put a token into a cookie that no script and no other site can use."""
    age = int(lasts.total_seconds()) if lasts else None
    response.set_cookie(
        cookie, token, max_age=age, path="/", secure=True, httponly=True, samesite="lax"
    )


def take_back(response: Response, cookie: str) -> None:
    """Make the browser forget a cookie."""
    response.delete_cookie(cookie, path="/", secure=True, httponly=True, samesite="lax")


def digest_of(token: str) -> bytes:
    """A token as it is kept."""
    return hashlib.sha256(token.encode()).digest()


def _is_known(session: Session, request: Request, user_id: int | None, now: datetime) -> bool:
    token = request.cookies.get(KNOWN_BROWSER, "")
    since = now - KNOWN_FOR
    return bool(token) and queries.is_known_browser(session, digest_of(token), user_id, since)


def _browser(request: Request) -> str:
    return f"browser {digest_of(request.cookies[KNOWN_BROWSER]).hex()}"


def _is_over(row: StaffSessionRow, now: datetime) -> bool:
    return now - row.began_at > LONGEST or now - row.seen_at > IDLE
