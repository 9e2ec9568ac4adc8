"""Places in a sentence where a name stands, by what the word is said to be.

Each rule takes the words and a place and says whether a name stands there. The lists are in
`redact_context.yaml`; the examples in quotes are what the rule is for."""

import re

from actions_server.conversation.redact_lists import context
from actions_server.conversation.redact_tokens import Words

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_NOT_UNITS = (
    r"(?![\d:./%-]*\d|\s?(?:%|am\b|pm\b|o.clock|weeks?|wks?|months?|mnths?|days?|hours?"
    r"|hrs?|minutes?|mins?|"
    r"times|miles|pounds|people|others|children|kids|of\b|terms?|sessions?|pages|more\b|schools?))"
)
_AGE = re.compile(
    rf"(?i)\s?[,(–—-]?\s?(?:(?:who’s|who's|who|is|was|aged?|turned|turns|turning|now|just"
    rf"|only|nearly|"
    rf"almost|he’s|she’s|he's|she's|thats|that's|will be|be)\s){{1,4}}{_NUMBER}\b{_NOT_UNITS}"
    rf"|(?P<comma>\s?[,(]\s?{_NUMBER}\s?(?:yrs?|years?|y/?o|months?)?(?:\s?old)?\s?[,)])"
    rf"|(?P<plain>\s{_NUMBER}\s?(?:yrs?|years?|y/?o)(?:\s?old)?\b)"
)
_IS_KIN = re.compile(
    r"(?i)\s(?:is|was)\s(?:my|our|his|her|their)\s(?:\w+\s)?(?:name|son|daughter|boy|girl|child|"
    r"brother|sister|nephew|niece|twin|eldest|youngest|grandson|granddaughter|teacher|husband|wife)"
)


def after_kin(words: Words, place: int) -> bool:
    """ "my son Grace", "our eldest, Will," """
    told = context()
    before = words.base(place - 1)
    if before not in told["kin"] or not _near(words, place) or words.tokens[place - 1].owns:
        return False
    if before in ("dd", "ds"):
        return True
    owner = {words.base(back) for back in range(place - 4, place - 1) if back >= 0}
    if not words.capital(place):
        return bool(owner & {"my", "our", "his", "her", "their"})
    return bool(owner & told["possessive"])


def after_called(words: Words, place: int) -> bool:
    """ "a boy called Art", "her name is Joy", "my name June", "named Summer" """
    told = context()
    one, two = words.base(place - 1), words.base(place - 2)
    if one in told["called"]:
        earlier = {words.base(back) for back in range(place - 6, place - 1) if back >= 0}
        person = earlier & (told["kin"] | {"he", "she", "who", "he's", "she's", "i'm", "im", "i"})
        return bool(person) and not earlier & told["not_things"]
    if one in ("is", "was", "s") and two in ("name", "names", "firstname", "surname"):
        return True
    if one in ("name", "name's", "names") and two in ("my", "his", "her", "son's", "daughter's"):
        return True
    return words.tokens[place - 1].owns and one == "name" if place else False


def has_age(words: Words, place: int) -> bool:
    """ "Grace is 6", "Will, 9,", "Joy (aged 4)", "Summer who is nearly ten" """
    match = _AGE.match(words.after(place))
    if match and match["comma"]:
        opens = words.tokens[place].first and words.base(place) not in context()["calendar"]
        return words.base(place) not in context()["strict"] or words.capital(place) or opens
    return bool(match and (not match["plain"] or words.capital(place)))


def is_said_to_be(words: Words, place: int) -> bool:
    """ "Patience is her name", "Grace is my daughter" """
    return bool(_IS_KIN.match(words.after(place)))


def owns_something(words: Words, place: int) -> bool:
    """ "Grace's plan", "will's teacher"; not "summer's over" """
    following = words.base(place + 1)
    if not words.tokens[place].owns or words.base(place) in context()["calendar"]:
        return False
    if words.base(place) in context()["strict"]:
        return following in context()["belongings"]
    return following in context()["kin"] or (bool(following) and following not in context()["stop"])


def has_kin(words: Words, place: int) -> bool:
    """ "June and his sister", "Will and my other son" """
    linked = words.base(place + 1) in ("and", "&", "n")
    linked = linked and words.base(place + 2) in context()["owners"]
    kin = {words.base(place + 3), words.base(place + 4)} & context()["kin"]
    return linked and bool(kin) and words.joined(place, place + 1)


def _near(words: Words, place: int) -> bool:
    return words.tokens[place].gap in (" ", ", ", " - ", " (", ": ", " – ")
