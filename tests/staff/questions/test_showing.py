"""What the question desk shows, and what it never shows."""

import re
import time
from datetime import date

import numpy as np

from actions_server.conversation.unanswered import Question
from actions_server.database import transaction
from actions_server.staff.questions import queries
from actions_server.staff.questions.standing import in_months
from pain_points.months import uk_day
from tests.pages.conftest import words_of
from tests.staff.questions.at_the_questions import (
    DESK,
    DOG,
    UNIFORM,
    rows,
)


class TestWhatIsShown:
    def test_of_two_conversations_not_even_the_number_is_shown(self, alice, stored):
        stored(*DOG[:2])
        page = alice.get(DESK)
        assert page.text("[role=status]") == "0 questions to decide"
        assert "dog" not in page.text("main")
        stored(DOG[2])
        page = alice.get(DESK)
        assert page.text("[role=status]") == "1 question to decide"
        assert "Asked by 3 conversations this month" in page.text("main")

    def test_a_question_of_a_small_group_cannot_be_opened_or_decided(self, alice, stored, engine):
        stored(*DOG[:2])
        number = rows(engine)[0].id
        alice.get(f"{DESK}/{number}", 404)
        alice.post(f"{DESK}/{number}/out-of-scope", 404)

    def test_demand_comes_first_and_then_the_wording(self, alice, stored):
        stored(*DOG, *UNIFORM, "who can give us an assistance dog")
        shown = [words_of(heading) for heading in alice.get(DESK).all("main h2")]
        assert ["dog" in heading for heading in shown] == [True, False]

    def test_the_nearest_articles_are_named_with_why_they_lost(self, alice, stored):
        stored(*DOG)
        near = alice.get(DESK).all(".staff-near tbody tr")
        assert len(near) == 3
        assert "about something else" in words_of(near[0])
        assert "%" in words_of(near[0])

    def test_an_article_that_did_not_help_is_named(self, alice, stored):
        question = "can a disabled young person have driving lessons"
        slug = "hounslow-blue-badge-travel"
        stored(*[question] * 3, why="not-helpful", article=slug)
        page = alice.get(DESK)
        assert "families said that it did not help" in page.text(".staff-near")
        assert "the answer did not help" in page.text("main")

    def test_who_may_only_look_sees_no_button(self, signed_in, stored, engine):
        stored(*DOG)
        dave = signed_in("dave")
        assert not dave.get(DESK).all("main form")
        number = rows(engine)[0].id
        for action in ("teach", "draft", "out-of-scope", "unclear"):
            dave.post(f"{DESK}/{number}/{action}", 403)

    def test_months_are_as_near_as_a_day_gets(self):
        today = date(2026, 11, 22)
        assert in_months(date(2026, 11, 2), today, today) == "this month"
        assert in_months(date(2026, 9, 2), today, today) == "from September 2026 to this month"
        assert in_months(date(2026, 9, 2), date(2026, 9, 9), today) == "in September 2026"


def test_five_thousand_questions_are_shown_and_decided_about(alice, engine, app, capsys):
    """Prints seconds of processor time, since the machine may be busy with other tests."""
    chance = np.random.default_rng(5)
    centres = chance.normal(size=(1200, 384))
    vectors = centres[chance.integers(0, 1200, 5000)] + 0.6 * chance.normal(size=(5000, 384))
    vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    words = ("how", "where", "can", "help", "school", "dog", "plan", "money", "bus", "speech")
    batch = [
        Question(uk_day(), f"{' '.join(chance.choice(words, 6))} {number}", "unclear", "", vector)
        for number, vector in enumerate(vectors)
    ]
    with transaction(engine) as session:
        queries.add(session, app.state.assistant.library.searcher.encoder.name, batch)
    seconds = []
    for _ in range(3):
        began = time.process_time()
        page = alice.get(DESK)
        seconds.append(time.process_time() - began)
    open_ones = _to_decide(page)
    assert open_ones > 500
    began = time.process_time()
    address = page.all("main form")[0].attrs["action"]
    alice.client.post(address.replace("/teach", "/unclear"))
    left = _to_decide(alice.get(DESK))
    decided = time.process_time() - began
    assert left == open_ones - 1
    with capsys.disabled():
        print(
            f"\n5,000 questions: {seconds[0]:.2f} s at first, then {seconds[-1]:.2f} s; "
            f"to decide and show again {decided:.2f} s"
        )


def _to_decide(page) -> int:
    found = re.search(r"([\d,]+) questions? to decide", page.text("main"))
    return int(found[1].replace(",", ""))
