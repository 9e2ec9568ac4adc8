"""What an import would do, in the form in which it is kept, shown and compared."""

import hashlib
import json

from actions_server.directory.bring_in import Changed, Outcome
from actions_server.directory.listing import Listing, packed
from actions_server.directory.masking import speaks_of_a_refuge
from knowledge_base.hidden_place import without_place

MOST_SHOWN = 100  # entries of a kind
KINDS = {
    "new": "New",
    "changed": "Changed",
    "returned": "Back again",
    "to_decide": "To decide",
    "withdrawn": "No longer in the list",
}


def as_shown(listing: Listing, outcome: Outcome) -> dict:
    """The outcome as it is kept for a page, with the first entries of each kind. Of a place that
    becomes hidden, what stood there before is left out."""
    kinds = {kind: getattr(outcome, kind) for kind in KINDS}
    secret = [one for one in listing.records.values() if one.service.place_hidden]
    return {
        "counts": {kind: len(found) for kind, found in kinds.items()},
        "unchanged": outcome.unchanged,
        "entries": {kind: [_entry(one) for one in kinds[kind][:MOST_SHOWN]] for kind in KINDS},
        "faults": _lines(listing.faults),
        "findings": _lines(listing.findings),
        "secret": [(one.service.name, one.service.description) for one in secret[:MOST_SHOWN]],
        "secrets": len(secret),
        "is_whole": listing.is_whole,
    }


def digest_of(listing: Listing, outcome: Outcome) -> str:
    """What differs whenever the source, or what it would change here, does."""
    does = {kind: [_told(one) for one in getattr(outcome, kind)] for kind in KINDS}
    said = json.dumps(does, sort_keys=True, default=str).encode()
    return hashlib.sha256(packed(listing) + said).hexdigest()


def _told(one: Changed) -> tuple:
    return one.id, one.name, one.fields


def _entry(one: Changed) -> dict:
    becomes_secret = one.fields.get("place_hidden", (False, False))[1] is True
    fields = {} if becomes_secret else {name: list(pair) for name, pair in one.fields.items()}
    return {
        "id": one.id,
        "name": one.service.name if becomes_secret and one.service else one.name,
        "who": one.service.organization if one.service else "",
        "fields": fields,
        "becomes_secret": becomes_secret,
    }


def _lines(lines: list[str]) -> dict:
    shown = [_without_secrets(line) for line in lines[:MOST_SHOWN]]
    return {"count": len(lines), "lines": shown}


def _without_secrets(line: str) -> str:
    """What is said of a record may quote the name of a refuge, with its street."""
    return without_place(line, ()) if speaks_of_a_refuge([line]) else line
