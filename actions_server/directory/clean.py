"""What other directories write, made fit to show: text without HTML, contacts that lead somewhere.

Nothing here raises: what cannot be made sense of becomes empty, and the reader notes it.
"""

import html
import re
from datetime import date
from typing import Any

import ftfy
import nh3

LONGEST_TEXT = 2000  # characters; longer descriptions are cut after a sentence
LONGEST_LINE = 200
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/h\d|/ul|/ol|/table|/tr)\b[^>]*>", re.IGNORECASE)
_ITEMS = re.compile(r"<\s*li\b[^>]*>", re.IGNORECASE)
_LOOKS_LIKE_HTML = re.compile(r"<\s*[/!a-z]|&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_EMAIL = re.compile(r"[\w.+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_PHONE = re.compile(r"\+?[\d(][\d ()./-]{1,18}\d")
_MENDING = ftfy.TextFixerConfig(unescape_html=False, uncurl_quotes=False)
_ROUNDS = 3  # some editors escape what was escaped before


def text(value: Any) -> str:
    """Plain text on one line, without tags, scripts and wrongly decoded characters."""
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    said = str(value)
    if not said.isascii():
        said = ftfy.fix_text(said, _MENDING)
    for _ in range(_ROUNDS):
        if not _LOOKS_LIKE_HTML.search(said):
            break
        said = _ITEMS.sub("; ", _BREAKS.sub(" ", said))
        said = html.unescape(nh3.clean(said, tags=set()))
    said = " ".join(_UNSEEN.sub(" ", said).split())
    return re.sub(r"(?:^|(?<=[.:;!?])) ?; ", " ", f" {said}").strip(" ;")


def paragraph(value: Any) -> str:
    """A longer text, cut after the last sentence that fits."""
    said = text(value)
    if len(said) <= LONGEST_TEXT:
        return said
    kept = said[:LONGEST_TEXT]
    end = max(kept.rfind(mark) for mark in (". ", "! ", "? "))
    return kept[: end + 1] if end > 0 else kept.rsplit(" ", 1)[0] + " …"


def line(value: Any) -> str:
    """A name or a short remark."""
    said = text(value)
    return said if len(said) <= LONGEST_LINE else said[:LONGEST_LINE].rsplit(" ", 1)[0] + " …"


def phone(value: Any) -> str:
    """The first telephone number in a text, as written; empty where there is none."""
    found = _PHONE.search(text(value))
    if not found or not 3 <= len(re.sub(r"\D", "", found[0])) <= 15:
        return ""
    return " ".join(found[0].split())


def email(value: Any) -> str:
    """The first email address in a text, without `mailto:`; empty where there is none."""
    found = _EMAIL.search(text(value).removeprefix("mailto:"))
    return found[0].strip("'.-") if found else ""


def web_address(value: Any) -> str:
    """A web page's address; empty for anything else, such as `javascript:`."""
    said = text(value)
    if re.match(r"www\.[\w-]+\.", said, re.IGNORECASE):
        said = f"https://{said}"
    return said if re.fullmatch(r"https?://[^\s<>\"']+\.[^\s<>\"']+", said) else ""


def day(value: Any) -> date | None:
    """A day written as 2026-11-21, with or without a time, or as 21/11/2026."""
    said = text(value)
    british = re.match(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b", said)
    parts = british.group(3, 2, 1) if british else said[:10].split("-")
    try:
        year, month, number = (int(part) for part in parts)
        return date(year, month, number)
    except ValueError:
        return None


def age(value: Any) -> int | None:
    """An age in whole years, from 0 to 120; None for anything else."""
    try:
        years = int(float(text(value)))
    except (ValueError, OverflowError):
        return None
    return years if 0 <= years <= 120 else None


def things(value: Any) -> list[dict]:
    """The objects of a list; one object alone counts as a list of one."""
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, dict)]


def first(*values: str) -> str:
    """The first that is not empty; empty when all are."""
    return next((value for value in values if value), "")


def field(thing: dict, *names: str) -> str:
    """The first of these fields that says something, as text."""
    return first(*(text(thing.get(name)) for name in names))
