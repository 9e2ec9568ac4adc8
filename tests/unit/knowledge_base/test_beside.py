"""Simpler means are asked the same questions as ours and counted the same way; what size costs."""

import json
import sys
from pathlib import Path

import pytest

from actions_server.compare import by_response_selector
from actions_server.published import NotPrepared
from knowledge_base import scale
from knowledge_base.beside import Score, as_table, by_search, by_vectors, by_words, score
from knowledge_base.index import build
from knowledge_base.search import Found, Result

POOL, CARE = "activities", "dla"


@pytest.fixture
def index(an_article, encoder):
    """Two articles on swimming, one of them the area's own, and one on money for care."""
    asked = [f"cash for looking after him {number}" for number in range(12)]
    return build(
        [
            an_article(slug="pool", answer="There is a warm pool."),
            an_article(slug="here-pool", area="here", answer="Our pool has a slide."),
            an_article(slug="dla", topics=[CARE], answer="An allowance.", asked_as=asked),
        ],
        encoder.encode,
    )


@pytest.fixture(params=["words", "vectors"])
def rank(request, index, encoder):
    """Each way that needs nothing but the index."""
    return by_words(index) if request.param == "words" else by_vectors(index, encoder)


def item(text: str, *topics: str, kind: str = "answerable") -> dict:
    """An item of a questions file."""
    return {"text": text, "topics": list(topics), "kind": kind}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("a warm pool", POOL),  # as a passage says it
        ("pool with a slide", POOL),  # as the area's own article says it
        ("cash for looking after him", CARE),  # as a family asks it
    ],
)
def test_a_topic_is_found_by_its_nearest_text_and_named_once(rank, question, first):
    (topics,) = rank([question])
    assert topics[0] == first
    assert sorted(topics) == [POOL, CARE]


@pytest.mark.parametrize("question", ["", "?!", "the of", "zzz"])
def test_a_question_that_is_near_nothing_is_ranked_all_the_same(rank, question):
    (topics,) = rank([question])
    assert sorted(topics) == [POOL, CARE]


def test_each_question_has_its_own_ranking_in_order(rank):
    ranked = rank(["warm pool", "looking after him", "warm pool"])
    assert [topics[0] for topics in ranked] == [POOL, CARE, POOL]
    assert rank([]) == []


def test_only_answerable_questions_are_asked_and_any_of_their_topics_is_right():
    rankings = {"one": ["a", "b"], "two": ["b", "c", "a"], "three": ["b", "c", "d", "a"], "4": []}
    questions = [item(text, "a", "z") for text in rankings]
    questions += [item("weather", kind="out_of_scope")]
    counted = score("made up", lambda asked: [rankings[text] for text in asked], questions)
    assert counted == Score("made up", 4, 0.25, 0.5)


def test_nothing_asked_is_no_division_by_zero():
    assert score("made up", lambda asked: [], [item("hello", kind="smalltalk")]).first == 0


def test_our_search_is_ranked_by_what_it_found(index):
    found = [Found(article, 0.5, index.passages[0]) for article in index.articles[1:]]
    assert by_search(lambda question: Result("answer", found))(["anything"]) == [[POOL, CARE]]


def test_the_table_has_a_row_a_way():
    table = as_table([Score("ours", 4, 0.75, 1.0), Score("BM25", 4, 0.5, 0.5)])
    assert [line.split() for line in table.splitlines()] == [
        ["asked", "top-1", "top-3"],
        ["ours", "4", "75.0%", "100.0%"],
        ["BM25", "4", "50.0%", "50.0%"],
    ]


def a_python(folder: Path, script: str) -> Path:
    """An executable that runs a script in place of Rasa's Python, whatever it is told to run."""
    path = folder / "python"
    path.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_the_selector_is_taught_every_way_of_asking_and_asked_every_question(index, tmp_path):
    kept = tmp_path / "kept"
    python = a_python(
        tmp_path,
        "import json, pathlib, sys\n"
        "assert sys.argv[1:3] == ['-m', 'bot.response_selector'], sys.argv\n"
        f"pathlib.Path({str(kept)!r}).write_text(pathlib.Path(sys.argv[3]).read_text())\n"
        "for line in sys.stdin:\n    print(json.dumps([json.loads(line)['text']]))\n",
    )
    questions = ["чи є допомога", "two\nlines", "x"]
    assert by_response_selector(index, python)(questions) == [[text] for text in questions]
    taught = [json.loads(line) for line in kept.read_text().splitlines()]
    assert len(taught) == 36
    assert taught[-1] == {"text": "cash for looking after him 11", "topic": CARE}


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ("import sys\nsys.exit('first\\nNo module named rasa')", "No module named rasa"),
        ("import sys\nsys.exit(3)", "said nothing"),
    ],
)
def test_a_selector_that_cannot_be_run_says_so(index, tmp_path, script, said):
    with pytest.raises(NotPrepared, match=said):
        by_response_selector(index, a_python(tmp_path, script))(["x"])


def test_a_python_that_is_not_there_is_named(index, tmp_path):
    with pytest.raises(NotPrepared, match="make setup"):
        by_response_selector(index, tmp_path / "none")(["x"])


def test_the_cost_of_a_look_up_is_told_for_each_size(an_article):
    found = scale.costs([an_article()], sizes=[8, 1000], lookups=5)
    assert [one.passages for one in found] == [8, 1000]
    assert all(0 < one.median <= one.slow for one in found)
    assert "kept" in scale.as_table(found)
