"""What a family gets now for a wording, and whether that closes the gap."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from actions_server.answering.answer import answer_question
from actions_server.staff.questions.grouping import Wording
from knowledge_base.index import Index
from knowledge_base.library import Library

MOST_TRIED = 12  # wordings of a group that are asked, the first ones


class What(StrEnum):
    """What staff may decide about a group of questions."""

    TEACH = "teach"  # an article learns these ways of asking
    DRAFT = "draft"  # a new article is begun
    OUT_OF_SCOPE = "out-of-scope"  # it is rightly not answered here
    UNCLEAR = "unclear"  # nobody can tell what is meant


@dataclass(frozen=True)
class Got:
    """kind: "answered", "clarified" or "nothing"; article: the slug answered with, or empty."""

    kind: str
    article: str = ""


@dataclass(frozen=True)
class Gap:
    """How a group fares: of the wordings tried, how many are settled, each with what it got."""

    got: list[tuple[Wording, Got, bool]]

    @property
    def tried(self) -> int:
        """How many wordings were asked."""
        return len(self.got)

    @property
    def settled(self) -> int:
        """How many of them get what they should."""
        return sum(is_settled for _, _, is_settled in self.got)

    @property
    def unsettled_demand(self) -> int:
        """How many conversations asked what is not settled."""
        return sum(len(wording.ids) for wording, _, is_settled in self.got if not is_settled)


def gap(
    wordings: Iterable[Wording],
    library: Library,
    what: str = "",
    since: datetime | None = None,
    published: Mapping[str, datetime] | None = None,
) -> Gap:
    """Ask the first wordings, as a family that begins a conversation.

    what: what was decided, if anything was: what is out of scope is settled by not being answered;
    since: when. An article that did not help settles nothing unless it was published after that;
    published: when each was.
    """
    found = []
    for wording in list(wordings)[:MOST_TRIED]:
        got = _ask(wording.phrase, library)
        if what == What.OUT_OF_SCOPE:
            is_settled = got.kind != "answered"
        else:
            is_newer = since and published and published.get(got.article, since) > since
            did_not_help = got.article in wording.not_helpful and not is_newer
            is_settled = got.kind == "answered" and not did_not_help
        found.append((wording, got, is_settled))
    return Gap(found)


@dataclass
class _Asked:
    """What the index that is served now was asked; a new one begins anew."""

    index: Index | None = None
    got: dict[str, Got] = field(default_factory=dict)


_asked = _Asked()


def _ask(phrase: str, library: Library) -> Got:
    global _asked
    if _asked.index is not library.searcher.index:
        _asked = _Asked(library.searcher.index)
    known = _asked.got
    if phrase not in known:
        answered = answer_question(phrase, library)
        first = answered.messages[0]
        if first.article:
            known[phrase] = Got("answered", first.article.slug)
        else:
            known[phrase] = Got("clarified" if first.outcome == "clarified" else "nothing")
    return known[phrase]
