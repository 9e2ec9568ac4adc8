"""The views of a report: the same parts for every reader, some of them left out."""

from collections.abc import Mapping
from typing import Any

from pain_points import wording
from pain_points.contents import Facts, measured
from pain_points.document import Document
from pain_points.parts import PARTS

EVERYTHING: dict[str, Any] = {
    "id": "report",
    "title": "the whole report",
    "parts": ["summary", *(name for name in wording.PARTS)],
}


def documents(facts: Facts) -> list[Document]:
    """A document for each view of the plan; the whole report where it names none."""
    return [document(view, facts) for view in facts.plan.told.get("view") or [EVERYTHING]]


def document(view: Mapping[str, Any], facts: Facts) -> Document:
    """A view of the report, part by part. What the plan does not measure is left out."""
    plan, month = facts.plan, facts.now.month.words
    sections = [
        PARTS[part](facts) if part in PARTS else measured(part, facts) for part in view["parts"]
    ]
    return Document(
        id=view["id"],
        title=f"{wording.TITLE.format(month=month)} – {view['title']}",
        subtitle=wording.SUBTITLE.format(area=plan.area),
        sections=tuple(section for section in sections if section),
        warning=wording.INVENTED if plan.invented else "",
        month=str(facts.now.month),
    )
