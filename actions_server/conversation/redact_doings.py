"""Places in a sentence where a name stands, by what is done, said or sent.

As in `redact_slots.py`: words and a place in, whether a name stands there out."""

import re

from actions_server.conversation.redact_lists import context
from actions_server.conversation.redact_tokens import Words


def does_something(words: Words, place: int) -> bool:
    """ "Grace needs", "Rose has autism", "Will is in year 4" """
    told = context()
    one, two = words.base(place + 1), words.base(place + 2)
    if not words.joined(place, place + 1):
        return False
    strict = words.base(place) in context()["strict"] or words.base(place) in context()["verbs"]
    if one in told["person_verbs"] and not (strict and one in context()["generic"]):
        return True
    if one in ("is", "was", "has", "had"):
        wanted = told["after_is"] if one in ("is", "was") else told["after_has"]
        return two in (context()["telling"] if strict else wanted | context()["telling"])
    return False


def does_as_person(words: Words, place: int) -> bool:
    """ "will says", "hope needs": what only a person does, whatever else the word may be."""
    following = words.base(place + 1)
    plain = following in context()["person_verbs"] and following not in context()["generic"]
    return plain and following.endswith("s") and words.tokens[place].first


def is_spoken_to(words: Words, place: int) -> bool:
    """ "spoke to Grace", "told Will", "thank you Joy", "ask for Penny" """
    one, two = words.base(place - 1), words.base(place - 2)
    return (
        one in context()["tells"]
        or (one in ("to", "with") and two in context()["spoke"])
        or (one == "for" and two in ("ask", "asked"))
        or (one == "you" and two == "thank")
    ) and words.joined(place, place - 1)


def is_told(words: Words, place: int) -> bool:
    """ "the school told rose to stay at home" """
    return words.base(place - 1) in ("told", "asked", "tell") and words.base(place + 1) == "to"


def is_served(words: Words, place: int) -> bool:
    """ "a bus for Deeqa", "he sees Anil for OT", "the driver Walid" """
    one = words.base(place - 1)
    return one in context()["served"] or one in context()["kin"]


def is_greeted(words: Words, place: int) -> bool:
    """ "hi Grace,", "thanks Joy" at the end of what is said"""
    ends = words.is_last(place) or words.tokens[place + 1].gap.strip()[:1] in (",", "!", ".")
    return ends and words.base(place - 1) in context()["greetings"]


def is_signature(words: Words, place: int) -> bool:
    """ "… please help - Grace", "Thanks, Will" """
    if not words.is_last(place) or place < 2:
        return False
    if re.search(r"\d|[?]", words.text[words.tokens[place].end :]):
        return False
    gap = words.tokens[place].gap
    virtue = words.base(place) in context()["strict"] and not words.capital(place)
    if virtue and not {token.base for token in words.tokens[-9:]} & context()["greetings"]:
        return False
    if re.fullmatch(r"\s?[–—-]\s?|[.!?]\s[–—-]\s?|,?\s*\n\s*", gap):
        return True
    return gap.startswith((",", ".", "!", " x")) and words.base(place - 1) in context()["greetings"]


def introduces(words: Words, place: int) -> bool:
    """ "this is Grace", "I'm Will" """
    one, two = words.base(place - 1), words.base(place - 2)
    return one in ("i'm", "im") or (one == "is" and two == "this") or (one == "am" and two == "i")
