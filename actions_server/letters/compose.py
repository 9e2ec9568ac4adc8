"""A starter letter as the Message that a family reads."""

from collections.abc import Iterable

from actions_server import wording
from actions_server.letters.words import words
from actions_server.messages import Choice, Letter, Message, SourceLink
from knowledge_base.letter import StarterLetter, read_letters

CHOOSE_LETTER = "letter:"  # a choice of a letter is this, then its id


def letter_message(letter: StarterLetter) -> Message:
    """The letter, kind "letter": `text` holds all of it; `letter` has paragraphs and blanks."""
    said = words()
    paragraphs = [
        " ".join([said["intro"].format(title=letter.title), said["blanks"]]),
        *letter.paragraphs,
        *notes(letter),
        said["word_file"].format(path=word_file(letter)),
    ]
    return Message(
        kind="letter",
        outcome="journey",
        text="\n\n".join(paragraphs),
        steps=letter.tips,
        sources=[
            SourceLink(title=source.title, url=source.url or None, law=source.law or None)
            for source in letter.sources
        ],
        letter=Letter(
            title=letter.title,
            paragraphs=letter.paragraphs,
            blanks=letter.blanks,
            picks=letter.pick or None,
        ),
        choices=[
            Choice(title=said["another"], value="letter"),
            Choice(title=wording.TRY_PERSON, value="speak_to_a_person"),
        ],
    )


def letter_or_regret(wanted: str) -> Message:
    """The letter of that id, or words of regret where there is none."""
    letter = next((item for item in read_letters() if item.id == wanted), None)
    if letter is None:
        return Message(kind="text", outcome="error", text=wording.NOTHING_CHOSEN)
    return letter_message(letter)


def notes(letter: StarterLetter) -> list[str]:
    """What the family should know beside the letter, a paragraph each."""
    said = words()
    picks = [
        _listed(said["pick"].format(blank=blank), lines) for blank, lines in letter.pick.items()
    ]
    day = f"{letter.reviewed_on.day} {letter.reviewed_on:%B %Y}"
    sources = "; ".join(source.title for source in letter.sources)
    return [
        *picks,
        _listed(said["tips"], letter.tips),
        said["advice"],
        said["sources"].format(sources=sources, day=day),
    ]


def word_file(letter: StarterLetter) -> str:
    """The address of the letter as a Word file."""
    return f"/letters/{letter.id}.docx"


def letter_choices(letters: Iterable[StarterLetter], stage: str = "") -> list[Choice]:
    """A button for each letter, those for a stage of the EHC clock first."""
    in_order = sorted(letters, key=lambda letter: stage not in letter.stages)
    return [Choice(title=letter.title, value=f"{CHOOSE_LETTER}{letter.id}") for letter in in_order]


def _listed(heading: str, lines: list[str]) -> str:
    return "\n".join([heading, *(f"{place}. {line}" for place, line in enumerate(lines, start=1))])
