"""Words that are names by the company they keep: in a list with names, beside “me and”, before what
only a person is or does. As in `redact_slots.py`: words and a place in, whether a name stands there
out."""

import re

from actions_server.conversation.redact_judge import Judge
from actions_server.conversation.redact_tokens import Words

_LINKS = frozenset(("and", "&", "n", "nd"))
_DETERMINERS = frozenset(
    """the a an this that these those some any no every each my your his her their its what which
    of in on at by with per in every all more our over since until till last next to""".split()
)
_OPENS = frozenset(
    "and but because cos coz so when if since that as while where why how now says said n".split()
)
_YEARS = (
    r"\d{1,2}(?!\s?[\d.:/%,]*\d|\s?(?:%|am\b|pm\b|weeks?|months?|days?|hours?|miles|pounds"
    r"|minutes?))"
)
_NUMBERS = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)"
)
_AS_PERSON = re.compile(
    rf"""(?ix)\s(?:
    (?:is|was|got|gets|keeps\ getting|has\ been|is\ being|was\ being|isnt|isn[’']t)\s
      (?:(?:just|now|still|only|also|always|being|getting|so|nearly|turning|almost)\s)*
      (?:excluded|suspended|restrained|bullied|non[ -]?verbal|autistic|deaf|blind|epileptic
      |sent\ home
      |hurt|disabled|diagnosed|adopted|fostered|pre[ -]?verbal|selectively|home\ (?:educated
      |schooled)
      |on\ (?:the\ (?:spectrum|sen)|sen\ support|medication|a\ part|his|her)|out\ of\ school|crying
      |in\ (?:year|reception|nursery|yr|hospital|foster|a\ wheelchair|nappies|mainstream|crisis
      |tears)
      |not\ (?:talking|coping|in\ school|at\ school|eating|sleeping|speaking|walking|verbal
      |toilet|safe)
      |my\ (?:son|daughter|eldest|youngest|child|boy|girl|middle)|{_YEARS}|{_NUMBERS}(?=\s(?:and
      |now|years)|$)
      |refusing|having\ (?:meltdowns|seizures)|waiting\ for)\b
    |(?:has|had|got|have)\s(?:(?:no|a|an|his|her|got|severe|complex|bad
    |never\ had\ an?)\s)*(?:school\ place|school|ehcp
      |plan|diagnosis|autism|adhd|asd|epilepsy|down[’']?s|cp|cerebral|pda|dyslexia|dyspraxia|hearing
      |hearing\ aids?|learning|sensory\ (?:issues|needs)|seizures|meltdowns|speech|arfid|anxiety
      |tics
      |selective|a?\ ?tutor|friends|teeth|been\ (?:out\ of|excluded|diagnosed|seen|assessed
      |waiting|sent)
      |not\ been\ (?:seen|assessed|diagnosed|given)|him\ on|her\ on)\b
    |(?:can[’']?t|cannot|won[’']?t|doesn[’']?t|does\ not|will\ not|didn[’']?t
    |hasn[’']?t)\s(?:even\s)?(?:go|sit|speak|talk|walk|eat|sleep|cope
      |use|hold|read|write|wear|swallow|dress|do|sit|stand|like|want|have|get|see|manage|tolerate
      |said|come)\b
    |(?:sits|cries|bites|hits|loves|hates|sleeps|refuses|masks|stims|eats|screams|wears|kicks
    |struggles)\s
      (?!(?:the\ )?(?:law|rules?)\b)(?:alone|the|at|in|when|every|with|on|his|her|to|school|being
      |other|himself|herself|all|so)\b
    |needs\s(?:an?\ (?:annual|plan|ehcp|tutor|diagnosis|review|taxi|place|college|wheelchair|1
    |one|new)
      |ear|his|her|speech|glasses|help\ with|to\ (?:see|be)|support)\b
    |(?:turned|turns|is\ turning)\s(?:{_YEARS}|{_NUMBERS}\b)
    |(?:starts|started)\s(?:reception|nursery|year|secondary|school|college|yr)\b
    |(?:and|n|&)\s(?:me|(?:his|her)\s(?:brother|sister|twin|mum|dad))\b
    |came\ home\b|bites\b|lives\ with\b)"""
)
_BOTH = re.compile(
    r"(?i)\s(?:both\b|are\s(?:twins|my|our|both|non|autistic|in\s(?:year|nursery|foster))"
    r"|have\sautism)"
)
_AGED = re.compile(r"(?i)\s?\((?:aged?\s)?\d{1,2}\)")
_NEVER_OWN = frozenset("today tomorrow yesterday everyone everybody nobody government".split())
_ASKED = frozenset("can could does did should would is has do do will".split())
_PARTING = frozenset("thanks thankyou regards hi hiya dear signed".split())
_ENDEARMENTS = frozenset("love honey sweetie petal happy sunny sunday".split())
_FAMILY = frozenset("uncle aunt auntie aunty nanny granny grandma grandad grandpa cousin".split())
_GOES_ON = frozenset("my and mum mam dad i we from".split())
_MOODS = frozenset("happy sunny lucky frank honest blessed innocent angel precious".split())
_LANDS = frozenset("kenya india georgia paris milan sydney rome roma trinidad asia jordan".split())
_AFTER_FOR = frozenset("please pls plz now about she he".split())
_TO_DO = frozenset(
    """entitled eligible allowed getting get have qualify need go apply see start stay still even
    move use join count""".split()
)
_WITH = frozenset("sits sat plays played lives works friends shares shared stays home".split())
_DONE_TO = frozenset(
    "helping hit hurt bit bullying hurting moved told support supporting assess teaching".split()
)


def is_in_company(judge: Judge, place: int) -> bool:
    """ "grace has no school place", "can joy get", "me and summer", "for mercy please" """
    words, base = judge.words, judge.words.base(place)
    if not judge.known.is_given_word(base) or judge.kept & {place}:
        return False
    before, calendar = words.base(place - 1), base in judge.told["calendar"]
    if words.is_last(place) and before in _PARTING and words.tokens[place].gap == " ":
        return base not in _ENDEARMENTS
    if judge.stays(place):
        return False
    if base == "will" and words.base(place + 1) not in ("is", "has", "was", "needs", "are"):
        return False
    if _is_introduced(judge, place):
        return True
    opens = words.tokens[place].first or before in _OPENS or words.tokens[place].gap == ", "
    stands = (opens and before not in _DETERMINERS) or before in ("our", "my")
    if stands and not words.tokens[place].owns and _AS_PERSON.match(words.after(place)):
        return True
    if before == "and" and words.base(place - 2) == "me" and words.tokens[place - 1].gap == " ":
        return True
    if _asked(words, place) and base not in ("may", "march"):
        return True
    return not calendar and _is_object(judge, place)


def _is_introduced(judge: Judge, place: int) -> bool:
    """ "hi im dawn my son", "uncle frank" """
    words, base, before = judge.words, judge.words.base(place), judge.words.base(place - 1)
    if before in _FAMILY:
        return words.joined(place, place - 1)
    if before in ("him", "her") and words.base(place - 2) in ("call", "called", "calls", "named"):
        return words.is_last(place)
    if before in ("let", "lets") and words.joined(place, place - 1):
        return base not in judge.told["verbs"] | judge.known.common
    if before in ("its", "it's") and words.base(place + 1) in ("i", "here", "from", "again"):
        return words.base(place - 2) in _PARTING | {"hello", ""}
    unlike = judge.told["verbs"] | judge.known.common | _MOODS
    return before in ("im", "i'm") and base not in unlike and words.base(place + 1) in _GOES_ON


def _asked(words: Words, place: int) -> bool:
    return (
        words.base(place - 1) in _ASKED
        and words.base(place + 1) in _TO_DO
        and words.joined(place, place + 1)
    )


def _is_object(judge: Judge, place: int) -> bool:
    words, before = judge.words, judge.words.base(place - 1)
    if judge.words.base(place) in judge.known.common | judge.told["verbs"]:
        return False
    ends = words.is_last(place) or words.base(place + 1) in _AFTER_FOR
    if before == "for" and ends and words.base(place) not in _LANDS:
        return words.base(place - 2) not in ("waiting", "hope", "except", "as")
    if before == "with":
        return words.base(place - 2) in _WITH
    return before in _DONE_TO and words.joined(place, place - 1)


def is_listed_with(judge: Judge, names: set[int], place: int) -> bool:
    """ "Omar, Lina and Zain", "rami n sami", "noor and sunny both", "Wong Ka Ming" """
    words, base = judge.words, judge.words.base(place)
    if place in names or judge.stays(place) or base in judge.told["calendar"]:
        return False
    plain = base in judge.known.common or base in judge.told["kin"] or base in judge.told["titles"]
    if plain or base in judge.known.kept or base in judge.told["bodies"]:
        return False
    if words.inside(place) and any(words.base(name) == base for name in names):
        return True  # named before
    unknown = words.capital(place) and not judge.known.is_english(base) and len(base) > 1
    if unknown and place + 1 in names and words.joined(place, place + 1):
        return not words.tokens[place].owns
    linked = _linked(words, names, place)
    if words.inside(place) and (
        linked or (place + 1 in names and words.tokens[place + 1].gap == ", ")
    ):
        return not judge.is_in_title(place)
    if words.inside(place) and _is_run(judge, place):
        return True
    known = judge.known.is_given_word(base) or judge.known.is_listed(base) or judge.is_clear(base)
    if linked and base not in judge.told["verbs"]:
        return known or (not judge.known.is_english(base) and len(base) > 2)
    return judge.known.is_given_word(base) and _is_pair(judge, place)


def is_owner_of_kin(judge: Judge, place: int) -> bool:
    """ "Aram's mum", "my partner Gaz", "simba (aged 5)": whatever the word, a name stands there."""
    words, base = judge.words, judge.words.base(place)
    if judge.stays(place) or base in judge.known.common | judge.known.kept | _NEVER_OWN:
        return False
    if base in judge.told["kin"] | judge.told["titles"] | judge.told["calendar"]:
        return False
    first = words.tokens[place].first
    if first and _AGED.match(words.after(place)):
        return True
    if first and words.capital(place) and words.tokens[place].owns:
        following = {words.base(place + 1), words.base(place + 2)}
        return bool(following & judge.told["belongings"])
    if not words.inside(place):
        return False
    if words.tokens[place].owns and words.base(place + 1) in judge.told["kin"]:
        return True
    kin = words.base(place - 1) in judge.told["kin"] and words.tokens[place].gap == " "
    kin = kin and not words.tokens[place - 1].owns
    return kin and words.base(place - 2) in judge.told["owners"]


def _linked(words: Words, names: set[int], place: int) -> bool:
    """Whether “and” or the like joins it to a name."""
    return (words.base(place - 1) in _LINKS and place - 2 in names) or (
        words.base(place + 1) in _LINKS and place + 2 in names
    )


def _is_pair(judge: Judge, place: int) -> bool:
    words = judge.words
    for other, last in ((place + 2, place + 2), (place - 2, place)):
        middle = (place + other) // 2
        if words.base(middle) in _LINKS and judge.known.is_given_word(words.base(other)):
            return bool(_BOTH.match(words.after(last)))
    return False


def _is_run(judge: Judge, place: int) -> bool:
    """Three words with capitals, each of them a name or of no list."""
    words = judge.words
    first = place
    while words.inside(first - 1) and words.joined(first, first - 1):
        first -= 1
    if words.capital(first - 1) and words.joined(first, first - 1):
        first -= 1
    last = place
    while words.inside(last + 1) and words.joined(last, last + 1):
        last += 1
    if last - first < 2 or last - first > 3:
        return False
    return all(_may_run(judge, at) for at in range(first, last + 1))


def _may_run(judge: Judge, place: int) -> bool:
    base, known = judge.words.base(place), judge.known
    if base in known.kept or base in known.common or judge.stays(place):
        return False
    named = known.is_surname_word(base) or known.is_given_word(base) or judge.is_clear(base)
    return named or known.is_listed(base) or not known.is_english(base)
