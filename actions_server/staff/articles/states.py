"""Where an article stands between an idea and the families, and who may bring it on."""

from enum import StrEnum

from knowledge_base.article import Article


class State(StrEnum):
    """The state of a working copy."""

    DRAFT = "draft"  # being written
    REVIEW = "review"  # waiting for a publisher
    PUBLISHED = "published"  # the same as what families see
    ARCHIVED = "archived"  # taken down


STATE_TITLES: dict[str, str] = {
    State.DRAFT: "Draft",
    State.REVIEW: "In review",
    State.PUBLISHED: "Published",
    State.ARCHIVED: "Archived",
}
COLOURS: dict[str, str] = {
    State.DRAFT: "govuk-tag--blue",
    State.REVIEW: "govuk-tag--yellow",
    State.PUBLISHED: "govuk-tag--green",
    State.ARCHIVED: "govuk-tag--grey",
}


def is_legal(content: dict, published: Article | None) -> bool:
    """Whether an article states law: it cites some now, or did in what families see.

    Nobody marks it by hand, so nobody can forget to, or take the mark off.
    """
    sources = content.get("sources", [])
    cites = any(source.get("law") for source in sources if isinstance(source, dict))
    return cites or (published is not None and any(one.law for one in published.sources))
