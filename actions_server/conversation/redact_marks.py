"""Which words of a text are names: three passes, each building on the one before."""

from actions_server.conversation import redact_company as company
from actions_server.conversation import redact_doings as doings
from actions_server.conversation import redact_slots as slots
from actions_server.conversation.redact_beside import belongs_to_name
from actions_server.conversation.redact_judge import (
    CERTAIN,
    HARDLY,
    LIKELY,
    NEUTRAL,
    SURE,
    UNLIKELY,
    Judge,
)
from actions_server.conversation.redact_likeness import likeness
from actions_server.conversation.redact_titles import is_titled


def marks(judge: Judge) -> set[int]:
    """The places of the names: plain ones; words that a sentence makes names; what is beside."""
    places = range(len(judge.words.tokens))
    names = {place for place in places if _is_name(judge, place)}
    names |= {place for place in places if place not in names and _is_in_slot(judge, place)}
    alone = (company.is_in_company, company.is_owner_of_kin)
    names |= {place for place in places if any(rule(judge, place) for rule in alone)} - judge.kept
    for _ in range(2):  # a surname beside a forename beside an initial
        names |= {place for place in places if belongs_to_name(judge, names, place)}
        names |= {place for place in places if company.is_listed_with(judge, names, place)}
    return names


def _is_name(judge: Judge, place: int) -> bool:
    """A word that is a name and nothing else, or is addressed as one."""
    token, base = judge.words.tokens[place], judge.words.base(place)
    if place in judge.kept:
        return False
    if is_titled(judge, place):
        return True
    if judge.stays(place) or len(base) < 2 or token.shape == "mixed":
        return False
    if token.shape == "upper" and judge.words.capitals_tell and base in judge.known.shouted:
        return slots.after_kin(judge.words, place)
    capital = judge.words.capital(place)
    if judge.is_clear(base):
        # A short surname in lower case may be any word that was typed in a hurry.
        return len(base) > 4 or capital or base in judge.known.curated.given
    if base in judge.known.kept or (token.shape == "upper" and judge.words.capitals_tell):
        return judge.is_likely(place, SURE)
    if judge.known.is_listed(base) and judge.words.inside(place):
        return True
    if judge.known.is_listed(base) and (capital or len(base) > 4):
        return likeness(base) >= LIKELY or not judge.known.looks_misspelt(base)
    if len(base) > 4 and base.endswith("s") and base not in judge.known.english:
        return base[:-1] in judge.known.curated.given
    if len(base) > 4 and judge.is_odd(place) and likeness(base) >= CERTAIN:
        return True
    return judge.is_likely(place, NEUTRAL if capital else SURE)


def _is_in_slot(judge: Judge, place: int) -> bool:
    """A word that may be a name, where the sentence makes one of it."""
    if not judge.may_be_name(place) or judge.is_in_title(place):
        return False
    words, base = judge.words, judge.words.base(place)
    if words.capital(place):
        return _is_capital_in_slot(judge, place)
    if words.tokens[place].shape != "lower" and words.capitals_tell:
        return slots.after_kin(words, place) or slots.after_called(words, place)
    word_name = judge.known.is_given_word(base)
    listed = judge.known.is_listed(base) or judge.is_clear(base)
    if not (word_name or listed or judge.is_likely(place, UNLIKELY) or judge.is_odd(place)):
        return False
    surname = words.joined(place, place + 1) and judge.is_surname(place + 1)
    ends = words.is_last(place) or words.after(place)[:1] in (",", ".", "(", ")")
    told = ends or surname or doings.does_something(words, place)
    told = told or words.base(place + 1) in judge.told["may_be_person"]
    verb = base in judge.told["verbs"] and not surname
    if (
        (slots.after_kin(words, place) and told and not (verb and ends))
        or (slots.after_called(words, place) and (told or not verb))
        or (slots.has_age(words, place) and not verb and base not in judge.known.common)
        or (slots.is_said_to_be(words, place) and not verb)
        or (slots.has_kin(words, place) and words.tokens[place].first)
        or (word_name and doings.does_as_person(words, place))
        or doings.is_told(words, place)
        or slots.owns_something(words, place)
    ):
        return True
    if doings.is_signature(words, place) and not verb and base not in judge.told["calendar"]:
        return True
    if word_name and base not in judge.known.curated.given_words:
        return False
    if verb or base in judge.told["strict"] or base in judge.known.common:
        return bool(surname and doings.is_spoken_to(words, place))
    rules = [doings.is_spoken_to, doings.is_greeted]
    if not word_name and (listed or judge.is_likely(place, HARDLY) or judge.is_odd(place)):
        rules += [doings.does_something, doings.introduces, doings.is_served]
        following = words.base(place + 1)
        if following in judge.told["person_verbs"] or following in judge.told["may_be_person"]:
            return words.joined(place, place + 1)
    return any(rule(words, place) for rule in rules)


def _is_capital_in_slot(judge: Judge, place: int) -> bool:
    words, base = judge.words, judge.words.base(place)
    place_name = base in judge.known.kept
    if any(
        rule(words, place) and not (place_name and rule is doings.is_spoken_to)
        for rule in (
            slots.after_kin, slots.after_called, slots.has_age, slots.is_said_to_be,
            doings.is_greeted, doings.is_signature, doings.is_spoken_to, slots.has_kin,
        )
    ):  # fmt: skip
        return True
    if place_name:
        # “Kingston refused” is a council; “Jordan has autism” is a child.
        verb, what = words.base(place + 1), words.base(place + 2)
        return verb in ("is", "has", "was") and what in judge.told["telling"]
    placed = words.base(place - 1) in judge.told["places_follow"]
    if placed and (judge.known.is_given_word(base) or judge.is_strange(place)):
        return False
    if slots.owns_something(words, place) or doings.introduces(words, place):
        return True
    if doings.does_something(words, place):
        return True
    if words.joined(place, place + 1) and judge.is_surname(place + 1):
        return words.capital(place + 1) and base not in judge.told["bodies"]
    strict = base in judge.told["calendar"] | judge.told["things"] or base in judge.known.kept
    return words.inside(place) and not strict and not placed
