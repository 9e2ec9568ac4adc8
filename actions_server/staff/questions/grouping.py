"""The questions in the database as groups of like meaning, each with its wordings and demand."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from actions_server.conversation.stored import without_gaps
from actions_server.conversation.unanswered import NOT_HELPFUL
from actions_server.staff.questions import queries
from actions_server.staff.questions.alike import grouped, may_be_shown
from actions_server.staff.questions.queries import Asked
from knowledge_base.embedding import Encoder


@dataclass(frozen=True)
class Wording:
    """One way in which a question was asked, by one conversation or more.

    number: the id of one of its rows; not_helpful: slugs of articles that did not help with it.
    """

    number: int
    text: str
    ids: tuple[int, ...]
    not_helpful: frozenset[str]

    @property
    def phrase(self) -> str:
        """The wording as an article may learn it, without the marks of what was left out."""
        return without_gaps(self.text)


@dataclass(frozen=True)
class Group:
    """Questions that ask something alike. wordings: first the one that stands for all,
    then the most asked; whys: why it was not answered, with how often; vectors: of the wordings,
    in their order."""

    number: int
    wordings: tuple[Wording, ...]
    whys: dict[str, int]
    first: date
    last: date
    vectors: np.ndarray = field(repr=False, compare=False)

    @property
    def vector(self) -> np.ndarray:
        """The vector of the wording that stands for the group."""
        return self.vectors[0]

    @property
    def lead(self) -> Wording:
        """The wording that stands for the group."""
        return self.wordings[0]

    @property
    def ids(self) -> list[int]:
        """The ids of all its rows."""
        return [number for one in self.wordings for number in one.ids]

    @property
    def demand(self) -> int:
        """How many conversations asked it."""
        return sum(len(one.ids) for one in self.wordings)


def groups_shown(session: Session, encoder: Encoder) -> tuple[list[Group], dict[int, Group]]:
    """What nobody has decided about, the most asked first; and what is under each decision. Of
    groups that too few asked nothing is given."""
    rows = queries.asked(session)
    vectors = _vectors(session, rows, encoder)
    undecided = [row for row in rows if row.decision is None]
    by_label = _split(undecided, _labels(undecided, vectors))
    by_decision = _split([row for row in rows if row.decision], lambda row: row.decision)
    open_ones, decided = (
        {label: _group(some, vectors) for label, some in parts.items() if may_be_shown(len(some))}
        for parts in (by_label, by_decision)
    )
    in_order = sorted(open_ones.values(), key=lambda group: (-group.demand, group.lead.text))
    return in_order, decided


def _split(rows: Iterable[Asked], label) -> dict[int, list[Asked]]:  # noqa: ANN001 - row to number
    parts = defaultdict(list)
    for row in rows:
        parts[label(row)].append(row)
    return parts


def _group(rows: Sequence[Asked], vectors: dict[int, np.ndarray]) -> Group:
    by_text: dict[str, list[Asked]] = defaultdict(list)
    for row in rows:
        by_text[row.wording].append(row)
    wordings = [_wording(text, some) for text, some in by_text.items()]
    # The wording that is nearest to all others, however often each was asked, stands for them.
    matrix = np.array([vectors[one.number] for one in wordings])
    counts = np.array([len(one.ids) for one in wordings])
    nearness = matrix @ (matrix * counts[:, None]).sum(axis=0)
    order = sorted(range(len(wordings)), key=lambda at: (-nearness[at], wordings[at].text))
    order[1:] = sorted(order[1:], key=lambda at: -counts[at])
    whys: dict[str, int] = defaultdict(int)
    for row in rows:
        whys[row.why] += 1
    return Group(
        number=min(row.id for row in rows),
        wordings=tuple(wordings[at] for at in order),
        whys=dict(sorted(whys.items(), key=lambda item: (-item[1], item[0]))),
        first=min(row.day for row in rows),
        last=max(row.day for row in rows),
        vectors=matrix[order],
    )


def _wording(text: str, rows: Sequence[Asked]) -> Wording:
    ids = tuple(sorted(row.id for row in rows))
    not_helpful = frozenset(row.article for row in rows if row.why == NOT_HELPFUL)
    return Wording(ids[0], text, ids, not_helpful)


@dataclass
class _Known:
    """What this process worked out before: vectors by id, and the group of each undecided row."""

    vectors: dict[int, np.ndarray] = field(default_factory=dict)
    encoder: str = ""
    labels: dict[int, int] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)


_known = _Known()


def _vectors(session: Session, rows: Sequence[Asked], encoder: Encoder) -> dict[int, np.ndarray]:
    known = _known.vectors if _known.encoder == encoder.name else {}
    lacking = [row.id for row in rows if row.id not in known]
    found = {row.id: known[row.id] for row in rows if row.id in known}
    found |= queries.vectors(session, lacking, encoder.name)
    for row in rows:
        if row.id not in found:
            # The encoder was changed since it was asked.
            found[row.id] = encoder.encode([without_gaps(row.wording)])[0]
            queries.renew(session, row.id, encoder.name, found[row.id])
    _known.vectors, _known.encoder = found, encoder.name
    return found


def _labels(rows: Sequence[Asked], vectors: dict[int, np.ndarray]):  # noqa: ANN202 - row to number
    """The group of each row. Groups are worked out anew only when rows came, or when some but not
    all rows of a group went: a group that is decided about leaves the others as they are."""
    labels, sizes = _known.labels, _known.sizes
    left: dict[int, int] = defaultdict(int)
    for row in rows:
        left[labels.get(row.id, -1)] += 1
    if -1 in left or any(left[label] != sizes[label] for label in left):
        texts = {row.wording: row.id for row in rows}
        matrix = np.array([vectors[number] for number in texts.values()])
        by_text = dict(zip(texts, grouped(matrix).tolist(), strict=True))
        labels = {row.id: by_text[row.wording] for row in rows}
        sizes = defaultdict(int)
        for label in labels.values():
            sizes[label] += 1
        _known.labels, _known.sizes = labels, sizes
    return lambda row: labels[row.id]
