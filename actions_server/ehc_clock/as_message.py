"""A Due as the Message that a family reads: what is due, by when, why, and what to do next."""

from collections.abc import Mapping
from datetime import date

from actions_server import wording
from actions_server.ehc_clock.clock import Due
from actions_server.ehc_clock.in_words import month, rule_in_words, written
from actions_server.ehc_clock.rules import rules
from actions_server.ehc_clock.state import state_of, tried
from actions_server.ehc_clock.words import words
from actions_server.messages import Choice, DateLine, Message, SourceLink

MOST_STEPS = 5
LETTER = "letter:"  # a choice of a letter is this, then its id


def due_message(due: Due, letters: Mapping[str, str] | None = None) -> Message:
    """The dates in plain words: kind "dates", outcome "journey"; `text` says all of it.

    letters: title by id of the letters on offer, for the button.
    """
    said = words().sentences
    lines = _date_lines(due)
    steps = _next_steps(due)
    sources = _sources(due)
    paragraphs = [
        " ".join(_opening(due)),
        _listed(said["dates"], [_as_text(line) for line in lines]),
        *_exceptions(due),
        _listed(said["next"], steps) if steps else "",
        said["advice"],
        _listed(said["sources"], [source.title for source in sources]),
        said["checked"].format(month=month(rules().law_checked_to)),
    ]
    return Message(
        kind="dates",
        outcome="journey",
        text="\n\n".join(filter(None, paragraphs)),
        steps=steps,
        sources=sources,
        dates=lines,
        choices=_choices(due, letters or {}),
    )


def _opening(due: Due) -> list[str]:
    said = words().sentences
    found = [due.stage.said.format(day=written(due.on))]
    if due.also and due.stage.also_said:
        found.append(due.stage.also_said.format(day=written(due.also)))
    found.append(said["today"].format(day=written(due.today)))
    if due.request_counted_from:
        found.append(said["request_later"].format(day=written(due.request_counted_from)))
    return found


def _date_lines(due: Due) -> list[DateLine]:
    """Every date with its meaning, in order; those that no rule sets among them."""
    lines = []
    for item in due.steps:
        lines += [_planning_line(name, day, due.today) for name, day in item.planning.items()]
        said = words().sentences
        note = [
            state_of(item, due),
            said["rule"].format(rule=rule_in_words(item)),
            *(said["law"].format(law=law) for law in item.step.law),
        ]
        lines.append(
            DateLine(
                label=words().steps[item.step.id].label,
                date=item.by.isoformat(),
                status=item.status,
                note=" ".join(note),
            )
        )
    return lines


def _planning_line(name: str, day: date, today: date) -> DateLine:
    planning = words().planning
    return DateLine(
        label=planning[name],
        date=day.isoformat(),
        status="past" if day < today else "future",
        note=planning["note"],
    )


def _as_text(line: DateLine) -> str:
    # The law of each date stands among the sources below; in a list to be read it would weigh.
    note = (line.note or "").partition(" " + words().sentences["law"].partition("{")[0])[0]
    return f"{line.label}: {written(date.fromisoformat(line.date))}. {note}"


def _exceptions(due: Due) -> list[str]:
    """What may lift or change a limit, and what that changes."""
    said, known = words().sentences, words().exceptions
    lifting = [item for item in due.exceptions if known[item.id].kind == "lifts"]
    changing = [item for item in due.exceptions if known[item.id].kind == "changes"]
    paragraphs = []
    if lifting:
        reasons = [
            " ".join([_named(item.id, due) or known[item.id].says, *tried(item.id, due)])
            for item in lifting
        ]
        effect = [said["lifts_effect"], said["lifts_not"], said["lifts_ask"]]
        listed = _listed(said["lifts"], reasons)
        paragraphs.append("\n".join([listed, " ".join(effect)]))
    if changing:
        sentences = [_named(item.id, due) or known[item.id].says for item in changing]
        paragraphs.append(_listed(said["changes"], sentences))
    return paragraphs


def _named(exception: str, due: Due) -> str:
    """What to say of an exception that the family named, or nothing."""
    if exception not in due.named:
        return ""
    known = words().exceptions[exception]
    return known.named or words().sentences["may_apply"].format(what=known.says)


def _next_steps(due: Due) -> list[str]:
    """What to do about what has passed, the gravest first, then about what comes."""
    known = words().steps
    passed = [item for item in reversed(due.steps) if item.status == "past" and not item.done]
    coming = [item for item in due.steps if item.status == "due"]
    found = [line for item in passed for line in known[item.step.id].missed]
    found += [
        line.format(day=written(item.by)) for item in coming for line in known[item.step.id].wait
    ]
    return list(dict.fromkeys(found))[:MOST_STEPS]


def _sources(due: Due) -> list[SourceLink]:
    laws = dict.fromkeys(law for item in due.steps for law in item.step.law)
    return [SourceLink(title=law, url=_page_of(law), law=law) for law in laws]


def _page_of(law: str) -> str | None:
    pages = words().law_pages
    return next((url for start, url in pages.items() if law.startswith(start)), None)


def _choices(due: Due, letters: Mapping[str, str]) -> list[Choice]:
    said = words().sentences
    found = []
    if due.letter:
        title = letters.get(due.letter, said["letter"])
        found.append(Choice(title=title, value=f"{LETTER}{due.letter}"))
    found.append(Choice(title=said["other_date"], value="ehc_dates"))
    found.append(Choice(title=wording.TRY_PERSON, value="speak_to_a_person"))
    return found


def _listed(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, *(f"{place}. {line}" for place, line in enumerate(lines, start=1))])
