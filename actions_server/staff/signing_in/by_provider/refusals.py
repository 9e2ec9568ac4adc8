"""Every way in which a sign-in by the provider can end without one, and what the person is told."""

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """As the record of actions has it."""

    UNREACHABLE = "the provider was not reached"
    NONSENSE = "the provider answered nonsense"
    REFUSED_US = "the provider refused this service"
    STOPPED = "stopped at the provider"
    NOT_BEGUN = "not begun in this browser, or finished before"
    CODE_SPENT = "the code was used before or is too old"
    UNTRUSTED = "the token cannot be trusted"
    NO_SECOND_FACTOR = "without the second factor"
    NO_ROLE = "no role"
    CLOSED = "the account is closed"


@dataclass(frozen=True)
class Told:
    """What the page says: its status and heading, and sentences; {contact} is whom to ask."""

    status: int
    heading: str
    lines: tuple[str, ...]


_TRY = "Try again in a few minutes. Nothing was changed."
_MISMATCH = "The two are not set up to fit together. Trying again will not help: ask {contact}."
TOLD = {
    Why.UNREACHABLE: Told(
        502, "Your work account could not be reached", ("Its sign-in did not answer in time.", _TRY)
    ),
    Why.NONSENSE: Told(
        502,
        "Your work account could not be reached",
        ("Its sign-in answered something that we could not read.", _TRY),
    ),
    Why.REFUSED_US: Told(
        502,
        "Your work account did not accept this service",
        (_MISMATCH,),
    ),
    Why.STOPPED: Told(
        403,
        "You were not signed in",
        (
            "The sign-in was stopped, or your work account may not be used here.",
            "If you did not stop it yourself, ask {contact}.",
        ),
    ),
    Why.NOT_BEGUN: Told(
        400,
        "Please start again",
        (
            "This sign-in was not begun in this browser, was finished before, or took longer than "
            "10 minutes.",
        ),
    ),
    Why.CODE_SPENT: Told(
        400, "Please start again", ("This sign-in was finished before, or took too long.",)
    ),
    Why.UNTRUSTED: Told(
        502,
        "We could not be sure that it is you",
        (
            "What came from your work account did not pass our checks, so you were not signed in.",
            "If it happens again, tell {contact}.",
        ),
    ),
    Why.NO_SECOND_FACTOR: Told(
        403,
        "Please sign in with your second factor",
        (
            "Your work account let you in without its second factor, such as a code from your "
            "phone. This service needs it.",
            "If you are not asked for one when you try again, ask {contact}.",
        ),
    ),
    Why.NO_ROLE: Told(
        403,
        "Your work account has no role here yet",
        (
            "You are signed in at work, but nobody has said yet what you may do here.",
            "Ask {contact} to give your work account a role, then sign in again.",
        ),
    ),
    Why.CLOSED: Told(
        403,
        "Your account here is closed",
        ("If you need it again, ask {contact} to reopen it.",),
    ),
}


class Refused(Exception):
    """Nobody is signed in. fault: of UNTRUSTED and REFUSED_US, which check failed, for the record;
    it is a word of ours or of the standard, never of a stranger."""

    def __init__(self, why: Why, fault: str = "") -> None:
        self.why = why
        self.fault = fault
        super().__init__(why)
