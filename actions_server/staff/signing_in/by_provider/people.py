"""The accounts of people who come from the provider: found or made, with the role they have now."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from actions_server.settings import Settings
from actions_server.staff.audit.chain import record
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import queries
from actions_server.staff.signing_in.by_provider import claims as said
from actions_server.staff.signing_in.by_provider.refusals import Why
from actions_server.staff.signing_in.tables import StaffUserRow

# No account with a password can be called so, and neither can “command” or “unknown”.
PREFIX = "work:"
BY = "work account"


def arrive(
    session: Session, settings: Settings, claims: dict[str, Any], now: datetime
) -> tuple[StaffUserRow, Role] | Why:
    """The account of the person whom checked claims name, and the role it had before, or why they
    may not come in. Somebody whose role was taken away is signed out everywhere."""
    user = queries.user_of_subject(session, settings.openid_issuer, claims["sub"])
    role = said.role_of(claims, settings.openid_roles_claim, settings.openid_roles)
    why = None
    if role is None:
        why = Why.NO_ROLE
    elif user and not user.is_open:
        why = Why.CLOSED
    elif not said.has_second_factor(claims, settings.openid_second_factor):
        why = Why.NO_SECOND_FACTOR
    if why or role is None:
        if user and role is None:
            queries.end_sessions_of(session, user.id)
        name = user.name if user else "unknown"
        record(session, now, name, "sign-in refused", name, {"by": BY, "why": str(why)})
        return why or Why.NO_ROLE
    if user is None:
        user = _make(session, settings.openid_issuer, claims, role, now)
    before = Role(user.role)
    user.role, user.full_name = role, said.full_name_of(claims)
    return user, before


def _make(
    session: Session, issuer: str, claims: dict[str, Any], role: Role, now: datetime
) -> StaffUserRow:
    user = StaffUserRow(
        name=_free(session, PREFIX + said.readable_name_of(claims)),
        full_name=said.full_name_of(claims),
        role=role,
        password="",
        last_step=0,
        is_open=True,
        made_at=now,
        issuer=issuer,
        subject=claims["sub"],
    )
    queries.add(session, user)
    record(session, now, user.name, "account made", user.name, {"by": BY, "role": str(role)})
    return user


def _free(session: Session, name: str) -> str:
    """The name, with a number where somebody else has it."""
    number, tried = 1, name
    while queries.user_named(session, tried):
        number += 1
        tried = f"{name}-{number}"
    return tried
