"""Structured identifiers: numbers, dates of birth, addresses, links and references."""

from actions_server.conversation.redact_addresses import addresses
from actions_server.conversation.redact_dates import births
from actions_server.conversation.redact_emails import emails
from actions_server.conversation.redact_handles import handles
from actions_server.conversation.redact_links import links
from actions_server.conversation.redact_numbers import numbers
from actions_server.conversation.redact_plates import plates
from actions_server.conversation.redact_postcodes import postcodes
from actions_server.conversation.redact_references import references
from actions_server.conversation.redact_schools import school_names
from actions_server.conversation.redact_view import Found, View, view

# Where two overlap the earlier kind holds.
_KINDS = (
    emails, links, births, numbers, postcodes, plates, references, addresses, handles, school_names,
)  # fmt: skip


def identifiers(text: str, seen: View | None = None) -> list[Found]:
    """Every identifier in the text, none overlapping, in no order."""
    seen = seen or view(text)
    found: list[Found] = []
    for kind in _KINDS:
        for one in kind(seen):
            if all(one.end <= other.start or one.start >= other.end for other in found):
                found.append(one)
    return found
