"""The reply to a risk: who to call, danger first. Every word comes from crisis_help.yaml."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from actions_server.conversation.guard import Risk

FILE = Path(__file__).with_name("crisis_help.yaml")


class _Safeguarding(Protocol):
    name: str
    phone: str
    hours: str
    out_of_hours_phone: str


class AreaLike(Protocol):
    """The part of an area pack that is needed here."""

    safeguarding: _Safeguarding


def crisis_reply(risk: Risk, area: AreaLike | None) -> dict[str, Any]:
    """A crisis Message that stands on its own; without an area its own numbers are left out."""
    wording = read_wording()
    kind = wording["kinds"][risk.kind]
    routes = kind["routes_for_a_child" if risk.told_by_child else "routes"]
    services = [
        _service(route, wording, area) for route in routes if area or route != "safeguarding"
    ]
    heard = wording["heard_softly"] if risk.soft else kind["heard"]
    lines = [heard, *(f"• {s['how_to_get']}" for s in services), wording["ending"]]
    return {
        "kind": "crisis",
        "outcome": "crisis",
        "text": "\n\n".join(lines),
        "services": services,
        "language": "en",
    }


@cache
def read_wording() -> dict[str, Any]:
    """The reviewed wording, as it stands in the file."""
    return yaml.safe_load(FILE.read_text("utf-8"))


def check_dates() -> dict[str, dict[str, Any]]:
    """The wording itself and each helpline, by name, with `owner`, `checked_on` and `review_by`."""
    wording = read_wording()
    return {"the wording": wording, **wording["helplines"]}


def overdue_helplines(today: date) -> list[str]:
    """A sentence for each helpline, and for the wording itself, that is past its check date."""
    return [
        f"crisis_help.yaml: {name} was to be checked by {entry['review_by']}. {entry['owner']}: "
        "ring it, put right what has changed, and move checked_on and review_by."
        for name, entry in check_dates().items()
        if entry["review_by"] < today
    ]


def _service(route: str, wording: dict[str, Any], area: AreaLike | None) -> dict[str, str]:
    entry = wording["helplines"][route]
    shown = {key: entry[key] for key in ("name", "how_to_get", "phone", "email") if key in entry}
    if "text" in entry:
        shown["text_number"] = entry["text"]
    if route == "safeguarding":
        known = {
            key: getattr(area.safeguarding, key)
            for key in ("name", "phone", "hours", "out_of_hours_phone")
        }
        shown = {key: value.format(**known) for key, value in shown.items()}
    return {"id": f"crisis-{route}", **shown}
