"""Search: refusals first, then which article a family is shown, and how sure one must be."""

from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.deciding import SETTINGS, Tuning, decide
from knowledge_base.embedding import NullEncoder
from knowledge_base.index import build
from knowledge_base.search import Searcher
from knowledge_base.spelling import Speller
from knowledge_base.topic_model import NOT_TOPICS, OUT_OF_SCOPE, SMALL_TALK, UNSAFE

TAUGHT = {
    "activities": [
        "swimming club",
        "clubs at the weekend",
        "things to do on sunday",
        "where to swim",
    ],
    "dla": ["money for care", "form for care money", "allowance for caring", "care cash"],
    OUT_OF_SCOPE: ["weather tomorrow", "train times", "best pizza", "football score"],
    UNSAFE: ["how to hack a neighbour", "make a weapon", "steal passwords", "build a bomb"],
    SMALL_TALK: ["hello", "hello there", "thanks", "many thanks"],
}
TUNING = Tuning(
    taught=np.array([1.0, 1.0, 1.0, 1.0, 1.0, 3.0]),
    untaught=np.array([-4.0, 5.0, 5.0, 9.0, 9.0, 3.0]),
    nothing=np.zeros(3),
    answer_from=0.5,
    clarify_from=0.2,
    lead=0.1,
    doubt=0.3,
    follow_up=3.0,
    follow_up_words=4,
)


def asked(*ways: str) -> list[str]:
    """Twelve ways of asking, led by these."""
    return [*ways, *(f"{ways[0]} {number}" for number in range(12 - len(ways)))]


@pytest.fixture
def articles(an_article):
    """Two topics the model was taught, one of them with an article of the area's own."""
    return {
        "activities": an_article(
            answer="There are swimming clubs at the weekend.", asked_as=asked("where to swim")
        ),
        "here-activities": an_article(
            slug="here-activities",
            area="here",
            title="Pools",
            asked_as=asked("pools nearby"),
            answer="The pool is warm.",
            body="Ring first.",
        ),
        "dla": an_article(
            slug="dla",
            topics=["dla"],
            title="Money for care",
            answer="There is an allowance.",
            asked_as=asked("care cash"),
            body="Ask for the form.",
        ),
    }


@pytest.fixture
def portage(an_article):
    """An article on a topic that the model was never taught."""
    return an_article(
        slug="portage",
        topics=["portage"],
        title="Portage at home",
        answer="A portage visitor plays and learns with your toddler at home.",
        asked_as=asked("toddler home visits", "somebody who comes round to play"),
        body="It is free.",
    )


@pytest.fixture(scope="module")
def search_over(a_topic_model):
    """Opens a search over articles, for a family who lives in the area called here."""
    encoder = NullEncoder()
    model = a_topic_model(TAUGHT)
    speller = Speller(
        {word for group in TAUGHT.values() for text in group for word in text.split()}
    )

    def open_search(*found):
        return Searcher(build([*found], encoder.encode), encoder, model, TUNING, "here", speller)

    return open_search


@pytest.fixture
def searcher(search_over, articles):
    """The search over the three articles."""
    return search_over(*articles.values())


@pytest.mark.parametrize("question", ["", "   ", "\n\t"])
def test_an_empty_question_gets_no_answer_and_says_why(searcher, question):
    result = searcher.search(question)
    assert (result.decision, result.why, result.found) == ("abstain", "empty", [])


def test_with_nothing_published_nobody_is_answered(search_over):
    assert search_over().search("swimming").decision == "abstain"


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("what is the weather tomorrow", "out-of-scope"),
        ("build a bomb", "unsafe"),
        ("hello there", "small-talk"),
    ],
)
def test_a_question_that_is_not_about_send_gets_no_answer_and_says_why(searcher, question, why):
    result = searcher.search(question)
    assert (result.decision, result.why) == ("abstain", why)
    assert result.found, "staff see what nearly matched"


@pytest.mark.parametrize("question", ["zzz qqq", "?!", "чи є допомога", "x" * 2000, "care " * 400])
def test_whatever_is_asked_silence_has_a_reason_and_a_score_is_a_probability(searcher, question):
    result = searcher.search(question)
    assert (result.why is None) == (result.decision != "abstain")
    assert all(0 <= found.score <= 1 for found in result.found)


def test_a_family_is_shown_their_areas_article_before_englands(searcher):
    for question in ("where to swim", "swimming club at the weekend"):
        result = searcher.search(question)
        assert result.decision == "answer"
        assert result.found[0].article.slug == "here-activities"


def test_a_family_whose_area_has_no_article_is_shown_englands(searcher):
    assert searcher.search("form for care money").found[0].article.slug == "dla"


def test_a_family_is_shown_one_article_a_topic_the_most_likely_first(
    searcher, portage, search_over
):
    found = search_over(*searcher.index.articles, portage).search("swimming pool").found
    topics = [one.article.topics[0] for one in found]
    assert len(topics) == len(set(topics)) == 3
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert 0 < sum(scores) < 1, "the rest is the chance that nothing here answers it"


def test_a_family_sees_the_passage_that_answers_their_words(searcher):
    (first, *_) = searcher.search("ask for the care form").found
    assert (first.passage.slug, first.passage.text) == ("dla", "Ask for the form.")


@pytest.mark.parametrize(
    "question", ["portage visitor", "toddler home visits", "somebody who comes round to play"]
)
def test_an_article_published_today_is_found_today_without_training(
    search_over, articles, portage, question
):
    before = search_over(*articles.values()).search(question)
    assert "portage" not in [one.article.slug for one in before.found]
    after = search_over(*articles.values(), portage).search(question)
    assert (after.decision, after.found[0].article.slug) == ("answer", "portage")


def test_a_new_article_does_not_take_over_questions_about_other_topics(
    search_over, articles, portage
):
    found = search_over(*articles.values(), portage).search("form for care money").found
    assert found[0].article.slug == "dla"


def test_a_short_question_is_read_with_the_topic_before_it(searcher):
    alone = _score(searcher.search("and when"), "dla")
    after = _score(searcher.search("and when", before="dla"), "dla")
    assert after > alone


def test_a_long_question_stands_alone_whatever_came_before(searcher):
    question = "and where can he go swimming on sunday then"
    assert _score(searcher.search(question, before="dla"), "dla") == _score(
        searcher.search(question), "dla"
    )


def test_a_topic_before_that_has_no_article_is_no_trouble(searcher):
    assert searcher.search("and when", before="portage") == searcher.search("and when")


@pytest.mark.parametrize("limit", [1, 2, 5])
@pytest.mark.parametrize("question", ["where to swim or care cash", "where to swim", "hello"])
def test_how_many_results_are_asked_for_changes_no_decision(searcher, question, limit):
    """Whoever asks for one result is not given an answer where another would get a choice."""
    hesitant = replace(searcher, tuning=replace(TUNING, answer_from=0.4, lead=0.4))
    result, whole = hesitant.search(question, limit), hesitant.search(question, 10)
    assert len(result.found) == min(limit, 2)
    assert (result.decision, result.why) == (whole.decision, whole.why)


@pytest.mark.parametrize(
    ("scores", "nothing", "decision", "why"),
    [
        ([0.1, 0.05], [0.6, 0.0, 0.0], "abstain", "out-of-scope"),
        ([0.1, 0.05], [0.1, 0.5, 0.0], "abstain", "unsafe"),
        ([0.1, 0.05], [0.1, 0.4, 0.0], "abstain", "unclear"),
        ([0.1, 0.05], [0.0, 0.1, 0.5], "abstain", "small-talk"),
        ([0.19, 0.1], [0.0, 0.0, 0.0], "abstain", "unclear"),
        ([0.2, 0.1], [0.0, 0.0, 0.0], "clarify", None),
        ([0.49, 0.1], [0.0, 0.0, 0.0], "clarify", None),
        ([0.5, 0.45], [0.0, 0.0, 0.0], "clarify", None),
        ([0.5, 0.3], [0.2, 0.0, 0.0], "answer", None),
        ([0.5], [0.2, 0.0, 0.0], "answer", None),
        ([0.6, 0.05], [0.2, 0.1, 0.05], "clarify", None),
    ],
)
def test_a_family_is_answered_only_when_the_first_is_likely_and_ahead(
    scores, nothing, decision, why
):
    assert decide(scores, np.array(nothing), TUNING) == (decision, why)


def test_a_message_that_asks_two_things_gets_both(searcher):
    result = searcher.search("where to swim on sunday then. which allowance for caring care cash?")
    assert (result.decision, result.both) == ("answer", True)
    assert {found.article.topics[0] for found in result.found[:2]} == {"activities", "dla"}
    assert not searcher.search("where to swim on sunday then. clubs at the weekend here").both


def test_a_misspelt_word_is_read_as_it_was_meant(searcher):
    assert searcher.search("alowance for carring").found[0].article.slug == "dla"


def test_a_weight_that_is_missing_stops_the_start(tmp_path):
    path = tmp_path / "search.toml"
    path.write_text("[weights.taught]\nmodel = 1\n[thresholds]\nlead = 0.1\n", encoding="utf-8")
    with pytest.raises(KeyError):
        Tuning.load(path)


def test_the_settings_in_use_are_complete_and_sensible():
    tuning = Tuning.load(SETTINGS)
    assert len(tuning.nothing) == len(NOT_TOPICS)
    assert 0 < tuning.clarify_from <= tuning.answer_from < 1
    assert 0 <= tuning.lead < 1


def _score(result, slug: str) -> float:
    return next(found.score for found in result.found if found.article.slug == slug)


def test_a_child_s_age_steers_to_the_article_for_that_age(search_over, an_article):
    ways = asked("transport to and from school")
    articles = [
        an_article(slug=slug, topics=[slug], title="Transport", ages=ages, asked_as=ways)
        for slug, ages in (("school-transport", (4, 16)), ("post16-transport", (16, 25)))
    ]
    searcher = search_over(*articles)
    for age, slug in ((8, "school-transport"), (19, "post16-transport")):
        result = searcher.search(f"transport to and from school for my {age} year old")
        assert result.found[0].article.slug == slug


def test_of_two_articles_on_a_topic_the_one_for_the_child_s_age_is_shown(search_over, an_article):
    ways = asked("help with talking")
    toddlers = an_article(area="here", slug="toddlers", ages=(0, 4), asked_as=ways)
    pupils = an_article(area="here", slug="pupils", ages=(5, 16), asked_as=ways)
    searcher = search_over(toddlers, pupils)
    for age, slug in ((2, "toddlers"), (9, "pupils")):
        result = searcher.search(f"help with talking for my {age} year old")
        assert result.found[0].article.slug == slug


def test_an_article_learns_a_way_of_asking_at_once(search_over, an_article):
    question = "train times for the best pizza"
    taught = an_article(asked_as=asked("where to swim", question))
    same = replace(TUNING, same_from=0.85, same_ahead=0.1, same_trust=0.98)
    for tuning, decision in ((TUNING, "abstain"), (same, "answer")):
        searcher = replace(search_over(taught), tuning=tuning)
        assert searcher.search(question).decision == decision
