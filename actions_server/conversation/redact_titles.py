"""Names by the title before them."""

from actions_server.conversation.redact_judge import Judge

_SHORT_TITLES = frozenset("mr mrs ms dr prof rev st".split())


def is_titled(judge: Judge, place: int) -> bool:
    """Whether a title stands before it that makes a name of it: “Mrs Long”, “auntie Bev”."""
    base, before = judge.words.base(place), judge.words.base(place - 1)
    gap = judge.words.tokens[place].gap
    beside = gap == " " or (gap in (". ", ".") and before in _SHORT_TITLES)
    disease = before == "ms" and judge.words.tokens[place - 1].shape == "upper"
    if (
        not beside
        or disease
        or len(base) < 2
        or (base in judge.told["stop"] and not judge.words.capital(place))
    ):
        return False
    named = judge.may_be_name(place, surname=True)
    if before in ("miss", "doctor", "judge", "master", "pc"):
        return judge.words.capital(place) and (named or base not in judge.known.kept)
    if before in judge.told["titles"]:
        verb = base in judge.told["person_verbs"] or base in judge.known.kept
        return judge.words.capital(place) or named or (before in ("mr", "mrs") and not verb)
    return before in judge.told["soft_titles"] and judge.words.capital(place) and named
