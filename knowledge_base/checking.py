"""Every rule about content that a program can check; `make check-content` runs them all.

A rule is a function from the whole content to the problems it finds. The staff pages use the same
rules for one article at a time.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import combinations, product
from pathlib import Path

import yaml
from rapidfuzz import fuzz

from knowledge_base.area import NATIONAL
from knowledge_base.article import Article
from knowledge_base.glossary import everyday, terms
from knowledge_base.letter import letters_in
from knowledge_base.letter_rules import problems_of_letters
from knowledge_base.problems import Problem
from knowledge_base.readability import HIGHEST_GRADE, LONGEST_SENTENCE, read, sentences
from knowledge_base.reading import CONTENT, Content
from knowledge_base.service import Service
from knowledge_base.topics import topic_ids

FACTS = Path(__file__).parent / "facts"
FEWEST_PHRASINGS = 12
NEARLY_THE_SAME = 85.0  # per cent of words in common, from which two articles say the same
DISAGREEMENT_MUST_NAME = ("SENDIASS", "IPSEA", "independent advice", "Child Law Advice", "IASS")

_ABBREVIATION = re.compile(r"\b(?:[A-Z]{2,}[a-z]?|[A-Z][a-z]?[A-Z]+[A-Za-z]*)\b")
_PHONE = re.compile(r"(?<![\d/.-])(?:\+44 ?|0)\d(?:[ -]?\d){8,9}(?!\d)")
_HELPLINE = re.compile(r"\b(?:116 \d{3}|85258|0800 ?1111|999|111|101|119|18000|18001)\b")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w")
_LINK = re.compile(r"\]\(/guides/([^)#?\s]+)")
_FIGURE = re.compile(r"(?<![\w£])\d+(?:,\d{3})*(?![\w%])")

Rule = Callable[[Content], Iterator[Problem]]


def check(content: Content, today: date) -> list[Problem]:
    """Everything wrong with the content: what could not be read, then what breaks a rule."""
    found = list(content.problems)
    for rule in RULES:
        found.extend(rule(content))
    found.extend(_dates_are_sensible(content, today))
    return found


def check_article(article: Article, content: Content, today: date) -> list[Problem]:
    """Everything wrong with one article among the others of the content."""
    others = [item for item in content.articles if item.slug != article.slug]
    among = replace(content, articles=[*others, article], problems=[], only=article.slug)
    name = _about(article, "", "").file
    return [problem for problem in check(among, today) if problem.file == name]


def check_service(service: Service, today: date) -> list[Problem]:
    """Everything wrong with one directory entry that another directory might have given."""
    alone = Content(services=[service])
    return [*_topics_exist(alone), *_facts_exist(alone), *_dates_are_sensible(alone, today)]


def check_letters(today: date, root: Path = CONTENT) -> list[Problem]:
    """Everything wrong with the starter letters of a content folder."""
    letters, found = letters_in(root)
    return [*found, *problems_of_letters(letters, today, _facts_text(), set(topic_ids()))]


def as_shown(article: Article) -> str:
    """The text a family sees first: the answer, then the steps, a line each."""
    return "\n".join([article.answer, *article.steps])


def _topics_exist(content: Content) -> Iterator[Problem]:
    for item in [*content.checked, *content.services]:
        for topic in item.topics:
            if topic not in topic_ids():
                yield _about(item, "topics", f"“{topic}” is not a topic; see topics.yaml")


def _every_topic_is_covered(content: Content) -> Iterator[Problem]:
    covered = {topic for article in content.articles for topic in article.topics}
    for topic in topic_ids():
        if topic not in covered:
            yield Problem("topics.yaml", topic, "no article covers this topic; write one")


def _services_say_enough(content: Content) -> Iterator[Problem]:
    """Only what another directory gave may leave these out."""
    for service in content.services:
        if not service.topics:
            yield _about(service, "topics", "give at least 1")
        if service.checked_on is None:
            yield _about(service, "checked_on", "say when it was held against its source")


def _references_resolve(content: Content) -> Iterator[Problem]:
    services = {service.id for service in content.services}
    slugs = {article.slug for article in content.articles}
    for article in content.checked:
        for service in article.services:
            if service not in services:
                yield _about(article, "services", f"there is no service “{service}”")
        for slug in _LINK.findall(article.body + as_shown(article)):
            if slug not in slugs:
                yield _about(article, "body", f"the link to /guides/{slug} leads nowhere")


def _facts_exist(content: Content) -> Iterator[Problem]:
    known = _facts_text()
    for item in [*content.checked, *content.services]:
        for fact in item.facts:
            if fact not in known:
                yield _about(item, "facts", f"there is no researched fact “{fact}”")


def _asked_in_enough_ways(content: Content) -> Iterator[Problem]:
    for article in content.checked:
        count = len(article.asked_as)
        if count < FEWEST_PHRASINGS:
            remedy = f"there are {count} ways of asking; write at least {FEWEST_PHRASINGS}"
            yield _about(article, "asked_as", remedy)


def _no_phrase_asks_for_two_things(content: Content) -> Iterator[Problem]:
    owner: dict[str, Article] = {}
    for article in [*content.beside, *content.checked]:
        for phrase in article.asked_as:
            words = " ".join(re.findall(r"\w+", phrase.casefold()))
            first = owner.setdefault(words, article)
            if first is not article and not set(first.topics) & set(article.topics):
                remedy = f"“{phrase}” also belongs to {first.slug}; keep it in one"
                yield _about(article, "asked_as", remedy)


def _no_two_say_the_same(content: Content) -> Iterator[Problem]:
    """An article that nearly repeats another is one to merge: families would see either."""
    words = {a.slug: " ".join(re.findall(r"\w+", as_shown(a).casefold())) for a in content.articles}
    pairs = product(content.beside, content.checked)
    for one, other in pairs if content.only else combinations(content.articles, 2):
        alike = fuzz.token_sort_ratio(words[one.slug], words[other.slug])
        if alike >= NEARLY_THE_SAME and _serve_together(one, other):
            remedy = f"it says nearly the same as {one.slug} ({alike:.0f}%); merge the two"
            yield _about(other, "answer and steps", remedy)


def _serve_together(one: Article, other: Article) -> bool:
    """Whether the same families can be shown both. Areas never meet, and an area's own article
    takes the place of England's on the same topic, so it may say the same and add who to ask."""
    if one.area == other.area:
        return True
    return NATIONAL in (one.area, other.area) and not set(one.topics) & set(other.topics)


def _reads_plainly(content: Content) -> Iterator[Problem]:
    for article in content.checked:
        reading = read(as_shown(article))
        for sentence in reading.long_sentences:
            remedy = f"cut this to {LONGEST_SENTENCE} words or fewer: “{sentence}”"
            yield _about(article, "answer or steps", remedy)
        if not reading.long_sentences and not reading.is_plain:
            remedy = (
                f"too hard to read: school grades {reading.flesch_kincaid:.1f} and "
                f"{reading.automated:.1f}, at most {HIGHEST_GRADE}; use shorter words and sentences"
            )
            yield _about(article, "answer or steps", remedy)


def _abbreviations_are_explained(content: Content) -> Iterator[Problem]:
    for article in content.checked:
        seen: set[str] = set()
        for sentence in sentences(as_shown(article)):
            for short in _ABBREVIATION.findall(sentence):
                if short in seen or short in everyday():
                    continue
                seen.add(short)
                term = terms().get(short)
                if term is None:
                    yield _about(article, "answer or steps", f"put “{short}” in the glossary")
                elif not any(said.casefold() in sentence.casefold() for said in term.said_as):
                    example = f"(for example: {term.meaning})"
                    remedy = f"say what {short} means in “{sentence}” {example}"
                    yield _about(article, "answer or steps", remedy)


def _contacts_are_known(content: Content) -> Iterator[Problem]:
    """Phone numbers and emails only from the directory and the area packs: nothing is invented."""
    holders = [*content.services, *content.areas]
    known = _squeeze(" ".join(item.model_dump_json() for item in holders))
    for article in content.checked:
        text = "\n".join([as_shown(article), article.body])
        for contact in [*_PHONE.findall(text), *_EMAIL.findall(text)]:
            if _squeeze(contact) not in known:
                yield _about(article, "contacts", f"“{contact}” is in no service and no area pack")


def _legal_figures_rest_on_facts(content: Content) -> Iterator[Problem]:
    facts = _facts_text()
    for article in content.checked:
        if not any(source.law for source in article.sources):
            continue
        if not article.facts:
            yield _about(article, "facts", "it cites law; list the ids of the facts it rests on")
            continue
        ground = " ".join(facts.get(fact, "") for fact in article.facts)
        allowed = set(_FIGURE.findall(ground)) | {"1", "2", "3", "4", "5"}
        text = _PHONE.sub("", _HELPLINE.sub("", as_shown(article)))
        for figure in _FIGURE.findall(text):
            if figure not in allowed and _in_words(figure) not in ground.casefold():
                yield _about(article, "facts", f"no listed fact holds the figure “{figure}”")


def _disagreements_name_free_advice(content: Content) -> Iterator[Problem]:
    for article in content.checked:
        if article.stage == "disagreement" and not any(
            name.casefold() in as_shown(article).casefold() for name in DISAGREEMENT_MUST_NAME
        ):
            remedy = "name free independent advice, such as SENDIASS or IPSEA"
            yield _about(article, "steps", remedy)


def _dates_are_sensible(content: Content, today: date) -> Iterator[Problem]:
    for article in content.checked:
        if article.reviewed_on > today:
            yield _about(article, "reviewed_on", "this day has not come yet")
        if article.review_by < today:
            remedy = "the review is overdue; read it again and set a new day"
            yield _about(article, "review_by", remedy)
        if article.has_ended(today):
            remedy = "it held until this day; find out what holds now, or take the article down"
            yield _about(article, "valid_until", remedy)
    for service in content.services:
        if service.checked_on and service.checked_on > today:
            yield _about(service, "checked_on", "this day has not come yet")


RULES: tuple[Rule, ...] = (
    _topics_exist,
    _every_topic_is_covered,
    _services_say_enough,
    _references_resolve,
    _facts_exist,
    _asked_in_enough_ways,
    _no_phrase_asks_for_two_things,
    _no_two_say_the_same,
    _reads_plainly,
    _abbreviations_are_explained,
    _contacts_are_known,
    _legal_figures_rest_on_facts,
    _disagreements_name_free_advice,
)


@cache
def _facts_text() -> dict[str, str]:
    """Each researched fact's id with everything it says, as one text."""
    found: dict[str, str] = {}
    for path in sorted(FACTS.glob("*.yaml")):
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        entries = raw if isinstance(raw, list) else raw["steps"] + raw["exceptions"]
        for entry in entries:
            text = yaml.safe_dump(entry, allow_unicode=True, width=10_000)
            found[entry["id"]] = found.get(entry["id"], "") + " " + text
    return found


def _in_words(figure: str) -> str:
    words = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    spelled = [*words.split(), "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
    return spelled[int(figure)] if figure.isdigit() and int(figure) < len(spelled) else figure


def _squeeze(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).casefold()


def _about(item, field: str, remedy: str) -> Problem:  # noqa: ANN001 - an article or a service
    name = getattr(item, "slug", None) or item.id
    return Problem(f"{item.area}/{name}", field, remedy)
