"""What can be done with an account: make it, sign in, set up the second factor, close it."""

import re
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from actions_server.staff.audit.chain import record
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import passwords, queries, second_factor
from actions_server.staff.signing_in.tables import StaffUserRow

NAME = re.compile(r"[a-z0-9]+([._@+-][a-z0-9]+)*")


class CannotMake(Exception):
    """An account cannot be made so; says what to change."""


def create_user(
    session: Session, name: str, full_name: str, role: Role, password: str, now: datetime
) -> StaffUserRow:
    """Make an account without a second factor, which its first sign-in sets up."""
    name = plain_name(name)
    if not NAME.fullmatch(name) or len(name) > 60:
        raise CannotMake("Use small letters, figures and . _ - @ for the name, as in jo.smith.")
    if queries.user_named(session, name):
        raise CannotMake(f"There is an account “{name}” already.")
    _refuse_if_weak(password, name, full_name)
    user = StaffUserRow(
        name=name,
        full_name=full_name.strip() or name,
        role=role,
        password=passwords.hashed(password),
        made_at=now,
        last_step=0,
        is_open=True,
    )
    queries.add(session, user)
    record(session, now, "command", "account made", name, {"role": str(role)})
    return user


def reset_user(session: Session, name: str, password: str, now: datetime) -> None:
    """Give an account a new password, let it set up its second factor anew, sign it out."""
    user = _known(session, name)
    if user.issuer:
        raise CannotMake(f"“{user.name}” signs in with a work account and has no password here.")
    _refuse_if_weak(password, user.name, user.full_name)
    user.password = passwords.hashed(password)
    user.secret, user.last_step, user.is_open = None, 0, True
    queries.replace_recovery_codes(session, user.id, [])
    queries.end_sessions_of(session, user.id)
    record(session, now, "command", "account reset", user.name)


def close_user(session: Session, name: str, now: datetime) -> None:
    """Close an account and sign it out everywhere. What it did stays on record."""
    user = _known(session, name)
    user.is_open, user.secret = False, None
    queries.replace_recovery_codes(session, user.id, [])
    queries.end_sessions_of(session, user.id)
    record(session, now, "command", "account closed", user.name)


def reopen_user(session: Session, name: str, now: datetime) -> None:
    """Let a closed work account sign in again; its role is read when it does."""
    user = _known(session, name)
    if not user.issuer:
        raise CannotMake(f"“{user.name}” has a password; “reset-user” gives it a new one.")
    user.is_open = True
    record(session, now, "command", "account reopened", user.name)


def check_password(user: StaffUserRow | None, password: str) -> bool:
    """Whether an account has this password; an absent or closed one takes as long to refuse."""
    is_open = user is not None and user.is_open
    return passwords.is_right(password, user.password if is_open else None)


def show_second_factor(
    session: Session, user: StaffUserRow, shown: str, now: datetime
) -> Literal["app", "recovery code"] | None:
    """Use up a code from the app or a recovery code; which it was, or None for neither."""
    step = second_factor.step_of(shown, user.secret or "", now) if user.secret else None
    if step is not None and queries.take_step(session, user.id, step):
        return "app"
    digest = second_factor.recovery_digest(shown)
    if queries.take_recovery_code(session, user.id, digest):
        return "recovery code"
    return None


def set_up_second_factor(
    session: Session, user: StaffUserRow, secret: str, code: str, now: datetime
) -> list[str]:
    """Keep the secret once a code proves that the app has it; the recovery codes, or none."""
    step = second_factor.step_of(code, secret, now)
    if step is None:
        return []
    user.secret, user.last_step = secret, step
    codes = second_factor.new_recovery_codes()
    digests = [second_factor.recovery_digest(one) for one in codes]
    queries.replace_recovery_codes(session, user.id, digests)
    return codes


def plain_name(name: str) -> str:
    """A name as accounts are known by it."""
    return name.strip().casefold()


def _known(session: Session, name: str) -> StaffUserRow:
    user = queries.user_named(session, plain_name(name))
    if user is None:
        raise CannotMake(f"There is no account “{name}”.")
    return user


def _refuse_if_weak(password: str, name: str, full_name: str) -> None:
    if wrong := passwords.what_is_wrong(password, [name, *full_name.split()]):
        raise CannotMake(wrong)
