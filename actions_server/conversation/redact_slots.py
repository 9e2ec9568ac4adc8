"""Places in a sentence where a name stands: rules for words that may be one or may not.

Each rule takes the words and a place and says whether a name stands there. The lists are in
`redact_context.yaml`; the examples in quotes are what the rule is for."""

import re

from actions_server.conversation.redact_lexicon import context
from actions_server.conversation.redact_tokens import Words

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|"
    r"fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_NOT_UNITS = (
    r"(?![\d:./%-]*\d|\s?(?:%|am\b|pm\b|o.clock|weeks?|wks?|months?|mnths?|days?|hours?|hrs?|minutes?|mins?|"
    r"times|miles|pounds|people|others|children|kids|of\b|terms?|sessions?|pages|more\b|schools?))"
)
_AGE = re.compile(
    rf"(?i)\s?[,(–—-]?\s?(?:(?:who’s|who's|who|is|was|aged?|turned|turns|turning|now|just|only|nearly|"
    rf"almost|he’s|she’s|he's|she's|thats|that's|will be|be)\s){{1,4}}{_NUMBER}\b{_NOT_UNITS}"
    rf"|(?P<comma>\s?[,(]\s?{_NUMBER}\s?(?:yrs?|years?|y/?o|months?)?(?:\s?old)?\s?[,)])"
    rf"|(?P<plain>\s{_NUMBER}\s?(?:yrs?|years?|y/?o)(?:\s?old)?\b)"
)
_IS_KIN = re.compile(
    r"(?i)\s(?:is|was)\s(?:my|our|his|her|their)\s(?:\w+\s)?(?:name|son|daughter|boy|girl|child|"
    r"brother|sister|nephew|niece|twin|eldest|youngest|grandson|granddaughter|teacher|husband|wife)"
)
# Words that are more often verbs or small words: names only before another verb.
VERBS = frozenset(
    """will may can mark hope said see saw sue rose drew chase grant bill pat rob love like hung won
    wanting still so just many more past let tell save saver harsh danish sit worth sing my me mine
    than ever together long wait want law job short park cross loan song past far fast full sad
    true pretty unique just very sale cope read price play dear close open care even much little
    less late last late early good best new old red blue green white black brown small big tall hard
    like to he you said do go no not on in at by if is it as or we us up""".split()
)
# Months, seasons, days, places and virtues: a capital letter alone does not make a name of them.
STRICT = frozenset(
    """april may june july august september october january march summer autumn winter spring easter
    sunday monday friday tuesday eid jumma hope faith joy patience charity mercy peace comfort prudence
    blessing gift favour goodness glory destiny heaven honour justice art bill trinity harmony job
    victory wisdom praise promise miracle treasure star sky king prince princess queen duke royal
    lady ace angel baby senior junior day world home school""".split()
)
_GENERIC = frozenset("never just always still left met found lost takes took will could can".split())
_TELLING = frozenset(
    """autistic nonverbal deaf blind adopted fostered diagnosed adhd autism asd pda epilepsy downs
    dyslexic dyslexia disabled gdd""".split()
)
_SPOKE = frozenset("spoke speak spoken talk talked talking listen listened wrote given said".split())
_TOLD = frozenset("told tell rang met thank thanks phoned emailed texted ask asked contact see saw".split())


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
        return words.base(place) not in STRICT or words.capital(place)
    return bool(match and (not match["plain"] or words.capital(place)))


def is_said_to_be(words: Words, place: int) -> bool:
    """ "Patience is her name", "Grace is my daughter" """
    return bool(_IS_KIN.match(words.after(place)))


def owns_something(words: Words, place: int) -> bool:
    """ "Grace's plan", "will's teacher"; not "summer's over" """
    if not words.tokens[place].owns or words.base(place) in STRICT:
        return False
    following = words.base(place + 1)
    return bool(following) and following not in context()["stop"]


def does_something(words: Words, place: int) -> bool:
    """ "Grace needs", "Rose has autism", "Will is in year 4" """
    told = context()
    one, two = words.base(place + 1), words.base(place + 2)
    if not words.joined(place, place + 1):
        return False
    strict = words.base(place) in STRICT or words.base(place) in VERBS
    if one in told["person_verbs"] and not (strict and one in _GENERIC):
        return True
    if one in ("is", "was", "has", "had"):
        wanted = told["after_is"] if one in ("is", "was") else told["after_has"]
        return two in (_TELLING if strict else wanted | _TELLING)
    return False


def is_spoken_to(words: Words, place: int) -> bool:
    """ "spoke to Grace", "told Will", "thank you Joy", "ask for Penny" """
    one, two = words.base(place - 1), words.base(place - 2)
    return (
        one in _TOLD
        or (one in ("to", "with") and two in _SPOKE)
        or (one == "for" and two in ("ask", "asked"))
        or (one == "you" and two == "thank")
    ) and words.joined(place, place - 1)


def is_greeted(words: Words, place: int) -> bool:
    """ "hi Grace,", "thanks Joy" at the end of what is said """
    ends = words.is_last(place) or words.tokens[place + 1].gap.strip()[:1] in (",", "!", ".")
    return ends and words.base(place - 1) in context()["greetings"]


def is_signature(words: Words, place: int) -> bool:
    """ "… please help - Grace", "Thanks, Will" """
    if not words.is_last(place) or place < 2:
        return False
    if re.search(r"\d|[?]", words.text[words.tokens[place].end :]):
        return False
    gap = words.tokens[place].gap
    if re.fullmatch(r"\s?[–—-]\s?|[.!?]\s[–—-]\s?|,?\s*\n\s*", gap):
        return True
    return gap.startswith((",", ".", "!", " x")) and words.base(place - 1) in context()["greetings"]


def introduces(words: Words, place: int) -> bool:
    """ "this is Grace", "I'm Will" """
    one, two = words.base(place - 1), words.base(place - 2)
    return one in ("i'm", "im") or (one == "is" and two == "this") or (one == "am" and two == "i")


def _near(words: Words, place: int) -> bool:
    return words.tokens[place].gap in (" ", ", ", " - ", " (", ": ", " – ")
