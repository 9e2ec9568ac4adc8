"""What the desk shows: what is open, and how what was decided about fares."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from actions_server.staff.questions import queries
from actions_server.staff.questions.alike import ALIKE, may_be_shown
from actions_server.staff.questions.grouping import Group, groups_shown
from actions_server.staff.questions.outcomes import Gap, gap
from actions_server.staff.questions.tables import QuestionDecisionRow
from knowledge_base.library import Library


@dataclass(frozen=True)
class Open:
    """A group to decide about; before: what was decided when the like was asked earlier."""

    group: Group
    before: QuestionDecisionRow | None


@dataclass(frozen=True)
class Decided:
    """A decision with its group; since: how many conversations asked the like later, counting only
    groups that may be shown."""

    decision: QuestionDecisionRow
    group: Group
    since: int


@dataclass(frozen=True)
class Standing:
    """Both lists, the open one by demand and the decided one newest first."""

    open: list[Open]
    decided: list[Decided]

    def find(self, number: int) -> Open | None:
        """The open group that one of its rows is in, or None."""
        return next((one for one in self.open if number in one.group.ids), None)


def standing(session: Session, library: Library) -> Standing:
    """How things stand now. What is like something decided is open again only when enough
    conversations asked it since and still get no answer."""
    undecided, groups = groups_shown(session, library.searcher.encoder)
    rows = {row.id: row for row in queries.decisions(session)}
    published = queries.published_at(session) if groups else {}
    since = dict.fromkeys(groups, 0)
    open_ones = []
    for group, number in zip(undecided, _earlier(undecided, groups), strict=True):
        before = rows.get(number)
        if before is None:
            open_ones.append(Open(group, None))
            continue
        since[number] += group.demand
        now = gap(group.wordings, library, before.what, before.at, published)
        if may_be_shown(now.unsettled_demand):
            open_ones.append(Open(group, before))
    decided = [Decided(rows[n], groups[n], since[n]) for n in rows if n in groups]
    return Standing(open_ones, decided)


def gap_of(session: Session, library: Library, decided: Decided) -> Gap:
    """How the wordings that were decided about fare now."""
    decision = decided.decision
    published = queries.published_at(session)
    return gap(decided.group.wordings, library, decision.what, decision.at, published)


def in_months(first: date, last: date, today: date) -> str:
    """When something was asked, to the month: no day is shown."""
    months = [_month(day, today) for day in (first, last)]
    if months[0] == months[1]:
        return months[0] if months[0] == "this month" else f"in {months[0]}"
    return f"from {months[0]} to {months[1]}"


def _month(day: date, today: date) -> str:
    is_this = (day.year, day.month) == (today.year, today.month)
    return "this month" if is_this else f"{day:%B %Y}"


def _earlier(undecided: list[Group], decided: dict[int, Group]) -> list[int | None]:
    """For each group the decision about the nearest wording that is alike; None where none is."""
    if not undecided or not decided:
        return [None] * len(undecided)
    owners = np.concatenate([[number] * len(one.vectors) for number, one in decided.items()])
    likeness = (
        np.array([one.vector for one in undecided])
        @ np.concatenate([one.vectors for one in decided.values()]).T
    )
    nearest = likeness.argmax(axis=1)
    return [
        int(owners[at]) if row[at] >= ALIKE else None
        for row, at in zip(likeness, nearest, strict=True)
    ]
