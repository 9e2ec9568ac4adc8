"""Where a family lives."""

import re
from collections.abc import Iterator

from actions_server.conversation.redact_lexicon import lexicon
from actions_server.conversation.redact_view import Found, View

_STREET = (
    r"(?:street|str|road|rd|avenue|aven|ave|av|lane|ln|gardens?|gdns|crescent|cres|terrace|mews|"
    r"boulevard|parade|grove|grv|terr|st|lain|raod|roard|streat|stret|gardns|gardans|avanue|avenu|"
    r"cresent|causeway|mount|villas|cottages|broadway|embankment|esplanade)"
)
# Streets end in these too, but so do "8 hours away", "one school place" and "30 minutes drive".
_OR_NOT = (
    r"(?:drive|dr|close|clo|cl|way|court|ct|place|pl|park|rise|hill|green|gate|view|square|sq|row|"
    r"end|walk|common|path|vale|fields?|bank|side|approach|quay|wharf|house|towers?|lodge|point|"
    r"heights|mansions|estate|croft|dene|dale|meadows?|orchard|wood|passage|yard|circle|drove)"
)
_WORD = r"[A-Za-z][\w’'-]{0,20}\.?"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_BELOW_HUNDRED = rf"(?:(?:{_TENS})(?:[ -](?:{_UNITS}|\d))?|{_TEENS}|{_UNITS})"
_SPELT = (
    rf"(?:number |no )?(?:(?:a|{_UNITS}|\d) hundred(?: and {_BELOW_HUNDRED})?|{_BELOW_HUNDRED})"
)
_NAMED_HOUSE_WORDS = (
    r"(?-i:(?:[A-Z][\w’'-]{1,20} ){1,3}(?:House|Cottage|Lodge|Farm|Court|Towers?|Barn|Bungalow|"
    r"Rectory|Vicarage|Mill|Hall))"
)
_FLAT = (
    r"(?:(?:flat|apartment|apt|maisonette|room|unit|plot|block)\.? ?(?:no\.? ?)?"
    rf"(?:\d{{1,4}} ?[a-z]?|[b-hj-z]\d{{0,3}}|a(?=[ ,/]{{1,3}}\d)|{_UNITS})\b)"
)
# What may stand before the number of the house.
_INSIDE = (
    rf"(?:(?:(?:block [a-z][ ,/]{{1,3}})?{_FLAT}|(?:top|ground|first|second|third|upper"
    rf"|lower)[ -]floor"
    rf"(?: flat)?|(?:basement|upstairs|downstairs|garden|rear) flat|plot"
    rf"|{_NAMED_HOUSE_WORDS})[ ,/]{{1,3}})?"
)
_NUMBER = (
    r"(?:(?:no\.?|number|(?<!our )(?<!my )house(?: number| no\.?)?,?|flat|apartment|apt|unit|#) ?)?"
    r"\d(?: ?\d){0,3}(?: ?[a-z])?(?: ?[-/–&] ?\d{1,4} ?[a-z]?)?"
)
# What people put between the number and the street.
_SIGN = r"(?:[ ,]{1,3}| ?[./_–-] ?|(?<=\d)(?-i:(?=[A-Z][a-z]))|(?<=\d\d)(?=[a-z]{3,}))"
_ADDRESS = re.compile(
    rf"(?i)(?<![\w£/.-])(?<!\d:){_INSIDE}"
    rf"(?P<number>{_NUMBER}|{_SPELT}\b){_SIGN}(?:(?:on|in|at) )?"
    rf"(?P<words>{_WORD}(?:[ ,_]{{1,2}}{_WORD}){{0,3}}?)[ ,_]{{1,2}}"
    rf"(?:(?P<street>{_STREET})|(?P<maybe>{_OR_NOT}))\b(?![’'])"
)
_LONGER = re.compile(
    rf"(?i) (?:{_STREET}|{_OR_NOT}|north|south|east|west)\b"
    rf"|(?-i:, (?:[A-Z][\w’'-]{{1,20}} ){{1,2}}(?i:{_STREET}|{_OR_NOT})\b)"
)
_NUMBER_THEN_THE = re.compile(
    rf"(?i)(?<![\w£/.-])(?<!\d:){_INSIDE}(?P<number>{_NUMBER}"
    rf"|{_SPELT}\b){_SIGN}(?P<words>the|high|station|church|"
    rf"london|bath|manor|green|park|broad|king|queen)[ ,]{{1,2}}(?P<street>{_STREET}|{_OR_NOT})\b"
)
_FLAT_ONLY = re.compile(
    rf"(?i)(?<!\w)(?:block [a-z][ ,/]{{1,3}})?(?=flat|apartment|apt"
    rf"|maisonette){_FLAT}(?:[ ,]{{1,2}}(?P<words>(?:[A-Z][\w’'-]{{1,20}} ?){{1,3}})"
    r"(?:house|court|towers?|lodge|point|heights|mansions|block|building)\b)?"
)
_PO_BOX = re.compile(r"(?i)\bp\.? ?o\.? ?box \d{1,6}\b")
_HOME = (
    r"(?i:live|lives|living|lived|moved|moving|address|stay|stays|staying|housed|house is|home is)"
    r"(?i:\W{1,3}(?:is|are|now|here|just|with|on|in|at|to|of|over|off|down|up|along|the|we|"
    r"us|him|her|a|flat|house|address)){0,4}\W{1,3}"
)
_NO_NUMBER = re.compile(
    rf"\b{_HOME}(?P<address>(?:The [A-Z][\w’'-]{{1,20}},? )?(?:(?:[A-Z][\w’'-]{{1,20}}"
    rf"|[a-z]+[’']s) ){{1,3}}"
    rf"(?i:{_STREET}|close|way|drive|court|rise|place|walk))\b"
    rf"|\b{_HOME}(?P<lower>[a-z’'-]{{3,20}} (?:{_STREET}))\b"
)
_NAMED_HOUSE = re.compile(
    rf"(?P<address>{_NAMED_HOUSE_WORDS},? (?:[A-Z][\w’'-]{{1,20}} ){{1,3}}"
    rf"(?i:{_STREET}|close|way|drive|rise|walk|park|row|court))\b"
)
_ORDINARY = frozenset(
    """dont doesnt didnt cant wont hes shes im ive
    a about after all also am an and any are as at away away's be been before but by can cannot
    could day days did do does each every few for from get gets go goes going got had has have he
    her him his hour hours i if in into is it its just last left less like made many mins
    minute minutes month months more most much my need needs no not of off on one or other our
    out over per place places pounds pupils same schools she since so some term terms that
    the their them then there they this times to took too two under until up us was we week weeks
    went were what when where which who why with within without would year years yr yrs you your
    min hr hrs miles mile metres different special only kids children child boys girls people
    half quarter full part time times free extra whole every sessions session steps step pages page
    letters letter late stage level
    """.split()
)


def addresses(seen: View) -> Iterator[Found]:
    """Addresses in the view: a number with a street, a flat, or a street that is called home."""
    for pattern in (_ADDRESS, _NUMBER_THEN_THE):
        for match in pattern.finditer(seen.text):
            words = re.findall(r"[\w’']+", match["words"])
            if pattern is _ADDRESS and not _is_street(match, words):
                continue
            longer = _LONGER.match(seen.text, match.end())
            end = longer.end() if longer else match.end()
            yield seen.found(match.start(), end, "[address]", "address")
    for pattern in (_NAMED_HOUSE, _NO_NUMBER):
        for match in pattern.finditer(seen.text):
            group = "address" if match["address"] else "lower"
            first = match[group].lower().removeprefix("the ").split()[0]
            if pattern is _NAMED_HOUSE or first not in _ORDINARY:
                yield seen.found(*match.span(group), "[address]", "address")
    for pattern in (_FLAT_ONLY, _PO_BOX):
        for match in pattern.finditer(seen.text):
            if re.search(r"\d|\b[A-Z]\b", match[0]):
                end = match.start() + len(match[0].rstrip())
                yield seen.found(match.start(), end, "[address]", "address")


_STANDS_ALONE = re.compile(
    r"(?i)(?:^|[,:;(=\"]|\b(?:at|on|to|live|lives|address|is|in|are|from|for|we|says|have"
    r"|outside))\s*$"
)
_AT_HOME = re.compile(
    r"(?i)\b(?:live|lives|living|address|house|home|moved|moving|staying|posted?|send|sent|visit|"
    r"back|dad|nan|rent|door|flat|back|we are|we're|came|come|pick ?up|drop|to|at|from|outside|far|"
    r"council|says|tax|for|is)\W{1,3}(?:\w+\W{1,3}){0,3}\Z"
)


def _is_street(match: re.Match[str], words: list[str]) -> bool:
    words = [word for word in re.split(r"[\s,._]+", match["words"]) if word]
    named = all(word[:1].isupper() or word.lower() in ("the", "of") for word in words)
    home = _AT_HOME.search(match.string[: match.start()]) is not None
    figures = any(char.isdigit() for char in match["number"])
    # Streets are named so too, but “one school place” and “the next step” are none.
    sure = match["street"] or (named and not match[0].isupper())
    unlikely = _ORDINARY if sure else _ORDINARY | lexicon().common
    unlikely = unlikely - {"green", "park", "long", "castle"} if home else unlikely
    if any(word.lower() in unlikely or word.isdigit() for word in words):
        return False
    if figures:
        around = _STANDS_ALONE.search(match.string[: match.start()])
        alone = around or re.match(r"\s?(?:[,.;)]|$)", match.string[match.end() :])
        return bool(match["street"]) or named or (alone is not None and len(words) < 3)
    if named and not match[0].isupper():
        return True
    known = any("'" in word or "’" in word or word.lower() in lexicon().common for word in words)
    return home and (bool(match["street"]) or not known)
