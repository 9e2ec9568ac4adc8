"""How well search does on a file of questions: the figures `send-navigator evaluate` prints."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from knowledge_base.article import Article
from knowledge_base.search import Result

Search = Callable[[str], Result]
Reply = Callable[[Article], str]
ANSWERABLE, OUT_OF_SCOPE = "answerable", "out_of_scope"


@dataclass
class Tally:
    """Counts over some answerable questions."""

    asked: int = 0
    first: int = 0
    among_three: int = 0
    reciprocal: float = 0.0
    abstained: int = 0
    wrongly_answered: int = 0

    def add(self, right: set[str], result: Result) -> bool:
        """Take in one result; whether the right topic came first."""
        topics = [found.article.topics[0] for found in result.found]
        place = next((i for i, topic in enumerate(topics) if topic in right), None)
        self.asked += 1
        self.first += place == 0
        self.among_three += place is not None and place < 3
        self.reciprocal += 0 if place is None else 1 / (place + 1)
        self.abstained += result.decision == "abstain"
        self.wrongly_answered += result.decision == "answer" and place != 0
        return place == 0


@dataclass
class Report:
    """Tallies overall, by style and by group of topics, out-of-scope counts, and the misses.

    demanding: rightly found answers that have to hold certain words, or may not; lacking: those of
    them that do not keep to it, with the article and what is wrong.
    """

    overall: Tally = field(default_factory=Tally)
    by_style: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_group: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    out_of_scope: int = 0
    out_of_scope_answered: int = 0
    misses: list[tuple[dict[str, Any], Result]] = field(default_factory=list)
    demanding: int = 0
    lacking: list[tuple[dict[str, Any], str, str]] = field(default_factory=list)
    reliability: dict[int, list[bool]] = field(default_factory=lambda: defaultdict(list))


def read_questions(path: Path) -> list[dict[str, Any]]:
    """The items of a questions file: text, topics, kind, style and more."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def evaluate(
    questions: list[dict[str, Any]], search: Search, reply: Reply, groups: dict[str, str]
) -> Report:
    """Ask every question; reply is what a family is told with an article; groups maps a topic to
    its group."""
    report = Report()
    for question in questions:
        result = search(question["text"])
        if question["kind"] == OUT_OF_SCOPE:
            report.out_of_scope += 1
            if result.decision == "answer":
                report.out_of_scope_answered += 1
                report.misses.append((question, result))
        elif question["kind"] == ANSWERABLE:
            right = set(question["topics"])
            hit = report.overall.add(right, result)
            report.by_style[question.get("style", "")].add(right, result)
            report.by_group[groups.get(question["topics"][0], "")].add(right, result)
            if result.found:
                report.reliability[int(result.found[0].score * 10)].append(hit)
            if hit and (question.get("must") or question.get("must_not")):
                report.demanding += 1
                article = result.found[0].article
                fault = what_is_wrong(question, reply(article))
                if fault:
                    report.lacking.append((question, article.slug, fault))
            if not hit or result.decision == "abstain":
                report.misses.append((question, result))
    return report


def what_is_wrong(question: dict[str, Any], said: str) -> str:
    """Which words a reply lacks or should not have; empty when it is as the question asks."""
    said = said.casefold()
    for wanted in question.get("must", []):
        if not any(phrase.casefold() in said for phrase in wanted):
            return f"lacks {' or '.join(wanted)}"
    banned = [phrase for phrase in question.get("must_not", []) if phrase.casefold() in said]
    return f"has {banned[0]}" if banned else ""


def as_text(report: Report) -> str:
    """The report as a person reads it."""
    lines = [_heading(), _row("all", report.overall)]
    for title, tallies in (("by style", report.by_style), ("by topic group", report.by_group)):
        lines += ["", title, *(_row(name, tallies[name]) for name in sorted(tallies))]
    lines += ["", "probability given → how often right"]
    for tenth, hits in sorted(report.reliability.items()):
        share = sum(hits) / len(hits)
        lines.append(f"  {tenth / 10:.1f} to {tenth / 10 + 0.1:.1f}  {share:6.1%}  of {len(hits)}")
    if report.out_of_scope:
        share = report.out_of_scope_answered / report.out_of_scope
        lines += ["", f"out of scope but answered: {share:.1%} of {report.out_of_scope}"]
    if report.demanding:
        kept = 1 - len(report.lacking) / report.demanding
        lines += ["", f"right answers that hold what they must: {kept:.1%} of {report.demanding}"]
        lines += [f"  {q['id']} {slug} {fault}" for q, slug, fault in report.lacking]
    lines += ["", f"{len(report.misses)} to look at:"]
    for question, result in report.misses:
        found = ", ".join(f"{f.article.topics[0]} {f.score:.2f}" for f in result.found[:3])
        wanted = ", ".join(question["topics"]) or "nothing"
        lines.append(f"  {question['id']} {question['text'][:90]}")
        lines.append(f"      wanted {wanted}; {result.decision}: {found}")
    return "\n".join(lines)


def _heading() -> str:
    names = ("asked", "top-1", "top-3", "mrr", "abstained", "answered wrongly")
    return f"{'':22}" + "".join(f"{name:>{max(9, len(name) + 2)}}" for name in names)


def _row(name: str, tally: Tally) -> str:
    count = max(tally.asked, 1)
    return (
        f"{name:22}{tally.asked:>9}{tally.first / count:>9.1%}{tally.among_three / count:>9.1%}"
        f"{tally.reciprocal / count:>9.3f}{tally.abstained / count:>11.1%}"
        f"{tally.wrongly_answered / count:>18.1%}"
    )
