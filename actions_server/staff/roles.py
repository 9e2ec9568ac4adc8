"""What each role may do. Every staff route asks for a right by name; nothing remembers one."""

from enum import StrEnum


class Right(StrEnum):
    """Something that staff may be allowed to do."""

    LOOK = "look"  # read articles and drafts, ask as a family
    WRITE = "write"  # write drafts and send them for review
    PUBLISH = "publish"  # publish, take down, go back to an earlier version
    REPORTS = "reports"  # read and sign what families tell us, and say what was done about it
    AUDIT = "audit"  # read the record of staff actions


class Role(StrEnum):
    """A kind of account."""

    EDITOR = "editor"
    PUBLISHER = "publisher"
    ANALYST = "analyst"
    ADMINISTRATOR = "administrator"


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.EDITOR: frozenset({Right.LOOK, Right.WRITE}),
    Role.PUBLISHER: frozenset({Right.LOOK, Right.WRITE, Right.PUBLISH, Right.REPORTS}),
    Role.ANALYST: frozenset({Right.LOOK, Right.REPORTS}),
    Role.ADMINISTRATOR: frozenset(Right),
}
