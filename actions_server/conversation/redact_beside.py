"""Words that are names because of the name beside them: surnames, initials, the other twin."""

from actions_server.conversation import redact_doings as doings
from actions_server.conversation.redact_judge import Judge

_AFTER_SURNAME = frozenset("at from about and who has is was & in on".split())


def belongs_to_name(judge: Judge, names: set[int], place: int) -> bool:
    """A surname, a forename or an initial beside a name, or one joined to it by “and”."""
    words, base = judge.words, judge.words.base(place)
    if place in names or place in judge.kept:
        return False
    before = place - 1 in names and words.joined(place, place - 1)
    before = before and not words.tokens[place - 1].owns
    behind = place + 1 in names and words.joined(place, place + 1)
    if (before or behind) and words.tokens[place].shape != "lower" and len(base) == 1:
        return base not in "ia" or words.text[words.tokens[place].end :][:1] == "."
    if base in judge.told["particles"]:
        return before and behind
    if judge.stays(place) or not judge.may_be_name(place, surname=before):
        return False
    verb = base in judge.told["verbs"]
    if before:
        ends = words.is_last(place) or words.after(place)[:1] in (",", ".", "(", ")")
        ends = ends or doings.does_something(words, place)
        ends = ends or words.base(place + 1) in _AFTER_SURNAME
        if judge.is_surname(place) and (words.inside(place) or ends):
            return True
        listed = judge.known.is_listed(base) or judge.is_clear(base)
        if listed or not (judge.known.is_english(base) or judge.known.looks_misspelt(base)):
            return True
        return not verb and (words.inside(place) or ends)
    if behind and not words.tokens[place].owns:
        return not verb and (words.capital(place) or base not in judge.told["strict"])
    linked = ("and", "&", "n", "or")
    pair = (words.base(place - 1) in linked and place - 2 in names) or (
        words.base(place + 1) in linked and place + 2 in names
    )
    return pair and not verb and (words.capital(place) or judge.known.is_given_word(base))
