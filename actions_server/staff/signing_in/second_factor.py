"""The second factor: codes from an app on a phone (TOTP, RFC 6238), and recovery codes."""

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
import segno
from markupsafe import Markup

STEP = 30  # seconds that a code lasts
EARLIER_AND_LATER = 1  # steps that a phone's clock may be off
HOW_MANY_RECOVERY_CODES = 8
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is easily taken for another


def new_secret() -> str:
    """What an app and this service share from now on."""
    return pyotp.random_base32()


def step_of(code: str, secret: str, now: datetime) -> int | None:
    """The time step that a code belongs to, or None when it is wrong or too old."""
    digits = "".join(code.split())
    maker = pyotp.TOTP(secret, interval=STEP)
    current = int(now.timestamp()) // STEP
    steps = range(current - EARLIER_AND_LATER, current + EARLIER_AND_LATER + 1)
    # Every step is compared, so that the time it takes says nothing.
    right = [step for step in steps if _same(maker.generate_otp(step), digits)]
    return right[0] if right else None


def picture(secret: str, name: str, issuer: str) -> Markup:
    """The secret as a QR code, an SVG drawing without any style."""
    address = pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=name, issuer_name=issuer)
    drawn = segno.make(address, error="m", micro=False)
    return Markup(drawn.svg_inline(scale=5, border=4, light="#fff", omitsize=False))


def in_groups(secret: str) -> str:
    """A secret as a person types it, four letters at a time."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def new_recovery_codes() -> list[str]:
    """Codes to write down, each good for one sign-in without the phone."""
    return [
        "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))
        for _ in range(HOW_MANY_RECOVERY_CODES)
    ]


def recovery_digest(code: str) -> bytes:
    """A recovery code as it is kept. It is as random as a key, so a quick hash is enough."""
    plain = "".join(letter for letter in code.casefold() if letter.isalnum())
    return hashlib.sha256(f"recovery {plain}".encode()).digest()


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
