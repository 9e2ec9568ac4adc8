"""Passwords: what may be one, how it is kept, and whether one is right."""

import re
import threading

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from zxcvbn import zxcvbn

SHORTEST, LONGEST = 12, 128  # characters
FEWEST_OF_ONES_OWN = 8  # characters beside words about the person
FEWEST_GUESSES = 1e8  # what a password must withstand; zxcvbn counts with lists of common ones
AT_ONE_TIME = 4  # passwords hashed side by side, 64 MiB each

_hashing = PasswordHash((Argon2Hasher(),))  # Argon2id with the values of RFC 9106
_places = threading.BoundedSemaphore(AT_ONE_TIME)
# Checked where there is no account, so that an unknown name takes as long as a known one.
_NOBODYS = _hashing.hash("no account has this password")


def what_is_wrong(password: str, about: list[str]) -> str:
    """Why a password may not be used, in a sentence; empty when it may.

    about: words that are easily guessed for this person, such as the name.
    """
    if len(password) < SHORTEST:
        return f"Use {SHORTEST} characters or more. Three random words are easy to remember."
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters or fewer."
    words = [word for one in about for word in (one, *re.split(r"[^a-z0-9]+", one.casefold()))]
    is_common = zxcvbn(password, user_inputs=words, max_length=LONGEST)["guesses"] < FEWEST_GUESSES
    if is_common or len(_without(password, words)) < FEWEST_OF_ONES_OWN:
        return "This is easy to guess. Three random words are harder to guess."
    return ""


def hashed(password: str) -> str:
    """A password as it is kept."""
    with _places:
        return _hashing.hash(password)


def is_right(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; as slow where there is none, or an empty one."""
    with _places:
        return _hashing.verify(password, kept or _NOBODYS) and bool(kept)


def _without(password: str, words: list[str]) -> str:
    """A password without words that others know, however often they stand in it."""
    left = password.casefold()
    for word in sorted(filter(None, words), key=len, reverse=True):
        left = left.replace(word.casefold(), "")
    return "".join(left.split())
