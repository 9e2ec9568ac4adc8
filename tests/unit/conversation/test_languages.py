"""Other languages: told where it is sure, left alone where it is not."""

import pytest
import yaml

from actions_server.conversation.languages import (
    asked_for,
    languages,
    reply_in,
    unreviewed,
    written_in,
)
from knowledge_base.area import AreaPack
from knowledge_base.messages import FOLDER, OTHER_LANGUAGES
from knowledge_base.reading import read_content
from tests.conftest import ROOT

PACK: AreaPack = read_content().area("hounslow")
QUESTIONS = yaml.safe_load((ROOT / "tests/data/questions_dev.yaml").read_text("utf-8"))
HOLD_OTHER_LANGUAGES = {OTHER_LANGUAGES, "language-interpreting"}  # files of messages
ENOUGH = 0.9  # of our examples; the list was at hand when the words were chosen


def code(text: str) -> str | None:
    found = written_in(text, PACK) or asked_for(text, PACK)
    return found.code if found else None


@pytest.mark.parametrize(
    "text",
    [
        "my son Wojciech Wójcik does not talk yet",
        "my daughter ਅਮਨ is four and she does not sleep",
        "salaam, who do I ask about speech",
        "dziękuję! I mean thanks",
        "نعم",
        "is there a polish group for parents",
        "namaste ji",
        "hola",
        "ok",
        "what do OTs do",
    ],
)
def test_english_with_a_foreign_word_stays_english(text: str) -> None:
    assert code(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("jestem mama chlopca z autyzmem i nie wiem gdzie szukac pomocy", "pl"),
        ("syn ma 4 lata i nie mowi, gdzie isc", "pl"),
        ("caut ajutor pentru fiul meu care are autism", "ro"),
    ],
)
def test_a_language_typed_without_its_marks_is_told(text: str, wanted: str) -> None:
    assert written_in(text, PACK).code == wanted


def test_no_message_of_a_family_in_english_is_taken_for_another_language() -> None:
    paths = [p for p in FOLDER.rglob("*.txt") if p.stem not in HOLD_OTHER_LANGUAGES]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 15_000
    assert [line for line in lines if written_in(line, PACK)] == []


def test_no_english_question_is_taken_for_another_language() -> None:
    english = [q["text"] for q in QUESTIONS if "language-interpreting" not in q["topics"]]
    taken = [text for text in english if written_in(text, PACK)]
    assert len(english) > 150
    assert taken == []


def test_most_of_our_examples_are_recognised() -> None:
    lines = (FOLDER / f"{OTHER_LANGUAGES}.txt").read_text("utf-8").splitlines()
    examples = [line.split("\t") for line in lines if "\t" in line]
    right = sum(code(text) == wanted for text, wanted in examples)
    assert right >= ENOUGH * len(examples)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("do you speak polish", "pl"),
        ("can you answer in Urdu?", "ur"),
        ("somali please", "so"),
        ("Tamil interpreter", "ta"),
    ],
)
def test_a_language_can_be_asked_for(text: str, wanted: str) -> None:
    assert asked_for(text, PACK).code == wanted


def test_an_area_answers_in_its_own_languages_only() -> None:
    other = PACK.model_copy(update={"languages": ["ro"]})
    assert written_in("ਮੈਨੂੰ ਅੰਗਰੇਜ਼ੀ ਘੱਟ ਆਉਂਦੀ ਹੈ", other) is None


@pytest.mark.parametrize("name", PACK.languages)
def test_a_reply_says_whom_to_call(name: str) -> None:
    message = reply_in(languages()[name], PACK)
    assert message.language == name
    for needed in ("999", "111", PACK.switchboard.phone, f"{languages()[name].name} interpreter"):
        assert needed in message.text
    assert "{" not in message.text


def test_replies_that_nobody_has_reviewed_are_listed() -> None:
    needed = [one for one in languages().values() if one.review == "needed"]
    assert len(unreviewed()) == len(needed)
