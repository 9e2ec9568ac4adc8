"""Questions in memory: which are kept, in which words, and how little links them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from actions_server import wording
from actions_server.conversation.memory import Conversation
from actions_server.conversation.redact_cases import FOLDER, read
from actions_server.conversation.redact_planted import is_gone
from actions_server.conversation.stored import GONE, if_stored, without_gaps
from actions_server.conversation.unanswered import MOST_WORDS, Unanswered, worth_keeping
from actions_server.messages import ArticleLink, Message, ServiceCard
from pain_points.record import NotSaved
from tests.end_to_end.storm import PLANTED

DOG = "how do we get an assistance dog for autism"
DOG_TOO = "how do we get an assistance dog for our autistic child"
TYRES = "where can I take my old car"
UNCLEAR = Message(kind="handover", outcome="abstained", text="I am not sure.")
CRISIS = Message(kind="crisis", outcome="crisis", text="Call 999 now.")
SOMEWHERE = ServiceCard(id="switchboard", name="The council", how_to_get="Call.")
OUTSIDE = Message(kind="text", outcome="refused", text="Only SEND.", services=[SOMEWHERE])
UNSAFE = Message(kind="text", outcome="refused", text="I cannot help with that.")
LINK = ArticleLink(
    slug="grants",
    title="Grants",
    url="/guides/grants",
    topics=["grants"],
    area="england",
    reviewed_on="2026-01-01",
)
ANSWER = Message(kind="answer", outcome="answered", text="Yes.", article=LINK, answer_id="a1")
NO_OTHER = Message(kind="handover", outcome="handover", text=wording.NO_OTHER_CHOICES)


class Clock:
    """A day that a test can move on."""

    day = date(2026, 10, 31)

    def __call__(self) -> date:
        return self.day


def by_words(text: str) -> np.ndarray:
    """A vector of length one from the words of a text."""
    vector = np.zeros(512, dtype=np.float32)
    for word in text.casefold().split():
        vector[sum(map(ord, word)) % 512] += 1
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


@pytest.fixture
def saved():
    return []


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def heard(saved, clock):
    return Unanswered(lambda batch: saved.extend(batch), by_words, 0.6, clock)


def family() -> Conversation:
    return Conversation("c", 0.0)


def exchange(heard: Unanswered, spoke: Conversation, typed: str, *replies: Message) -> None:
    """As receive.py does it."""
    spoke.remember(typed, list(replies))
    heard.listen(spoke, typed, replies)


def written(heard: Unanswered, saved: list) -> list[tuple[str, str, str]]:
    heard.write(everything=True)
    return sorted((one.wording, one.why, one.article) for one in saved)


class TestWhatIsKept:
    def test_nothing_of_a_conversation_in_which_the_guard_was_alarmed(self, heard, saved):
        spoke = family()
        exchange(heard, spoke, DOG, UNCLEAR)
        heard.exclude(spoke.number)
        exchange(heard, spoke, TYRES, UNCLEAR)
        assert written(heard, saved) == []

    @pytest.mark.parametrize(
        "reply",
        [
            UNSAFE,
            ANSWER,
            Message(kind="text", outcome="abstained", text=wording.WHAT_WOULD_YOU_LIKE),
            Message(kind="clarify", outcome="clarified", text="Which?"),
            Message(kind="notice", outcome="answered", text="Namaste", language="pa"),
        ],
    )
    def test_what_was_answered_or_is_no_question_of_ours_is_not_kept(self, heard, saved, reply):
        exchange(heard, family(), DOG, reply)
        assert written(heard, saved) == []

    def test_an_abstention_and_what_is_about_something_else_are_kept_with_why(self, heard, saved):
        spoke = family()
        exchange(heard, spoke, DOG, UNCLEAR)
        exchange(heard, spoke, TYRES, OUTSIDE)
        assert written(heard, saved) == [(DOG, "unclear", ""), (TYRES, "out-of-scope", "")]

    @pytest.mark.parametrize("by_choice", [True, False])
    def test_what_did_not_help_is_kept_with_the_article(self, heard, saved, by_choice):
        spoke = family()
        exchange(heard, spoke, DOG, ANSWER)
        exchange(heard, spoke, "thank you very much", Message(**small_talk()))
        if by_choice:
            spoke.remember(None, [NO_OTHER])
            heard.listen(spoke, "", [NO_OTHER])
        heard.not_helpful(spoke, ANSWER)
        assert written(heard, saved) == [(DOG, "not-helpful", "grants")]

    @pytest.mark.parametrize(
        "typed", ["", "dogs?", "what is this about", "[name] [name] [name] and my son", "so so so"]
    )
    def test_what_says_too_little_is_not_kept(self, typed):
        assert worth_keeping(typed) == ""

    def test_a_long_story_is_not_kept(self):
        assert worth_keeping(f"{DOG} " * (MOST_WORDS // 9 + 1)) == ""


class TestOnceAConversation:
    def test_the_same_in_other_words_counts_once(self, heard, saved):
        spoke = family()
        for typed in (DOG, DOG_TOO, DOG):
            exchange(heard, spoke, typed, UNCLEAR)
        exchange(heard, family(), DOG, UNCLEAR)
        assert [one[0] for one in written(heard, saved)] == [DOG, DOG]

    def test_no_row_says_whose_it_is_and_the_order_tells_nothing(self, clock):
        orders = set()
        for _ in range(12):
            batch = []
            heard = Unanswered(batch.extend, by_words, 0.999, clock)
            for number in range(20):
                spoke = family()
                exchange(heard, spoke, f"{DOG} at {number} years", UNCLEAR)
                heard.forget(spoke.number)
            heard.write(everything=True)
            orders.add(tuple(one.wording for one in batch))
            fields = {name for one in batch for name in vars(one)}
            assert fields == {"day", "wording", "why", "article", "vector"}
        assert len(orders) == 12


class TestWriting:
    def test_a_day_is_written_once_it_is_over_and_never_twice(self, heard, saved, clock):
        spoke = family()
        exchange(heard, spoke, DOG, UNCLEAR)
        clock.day = date(2026, 11, 1)
        assert heard.write() == 0  # the conversation goes on, so it may still alarm the guard
        heard.keep_only(set())
        assert heard.write() == 1
        assert heard.write() == 0
        assert saved[0].day == date(2026, 10, 31)

    def test_what_could_not_be_written_is_tried_again(self, clock):
        times = []

        def save(batch):
            times.append(len(batch))
            if len(times) == 1:
                raise NotSaved

        heard = Unanswered(save, by_words, 0.6, clock)
        exchange(heard, family(), DOG, UNCLEAR)
        assert heard.write(everything=True) == 0
        assert heard.write(everything=True) == 1
        assert times == [1, 1]

    def test_after_the_end_nothing_is_heard_any_more(self, heard, saved):
        spoke = family()
        spoke.ended = True
        exchange(heard, spoke, DOG, UNCLEAR)
        assert written(heard, saved) == []


def small_talk() -> dict:
    return {"kind": "text", "outcome": "small_talk", "text": "You are welcome."}


def test_of_all_that_is_planted_in_the_cases_of_redaction_nothing_is_held(clock):
    files = {path.stem: [case for case in read(path) if case.gone] for path in FOLDER.glob("*.txt")}
    names = {case.typed for case in files["names"]}
    cases = [case for some_cases in files.values() for case in some_cases[::3]]
    assert len(cases) > 300
    batch, planted = [], []
    heard = Unanswered(batch.extend, by_words, 0.6, clock)
    for case in cases:
        before = len(batch)
        # With words around it, so that too little being left is not what saves it.
        exchange(heard, family(), f"{case.typed} how do we get help at school with autism", UNCLEAR)
        heard.write(everything=True)
        planted += [(one.wording, gone, case) for one in batch[before:] for gone in case.gone]
    assert len(batch) > 0.9 * len(cases)
    assert [
        (kept, gone)
        for kept, gone, case in planted
        if gone.casefold() in kept.casefold() or (case.typed in names and not is_gone(gone, kept))
    ] == []


words = some.lists(
    some.sampled_from([*PLANTED, *DOG.split(), *TYRES.split(), "my", "son", "is", "called", ","]),
    min_size=1,
    max_size=25,
).map(" ".join)


@given(words)
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_only_what_may_be_stored_is_held(typed):
    batch = []
    heard = Unanswered(batch.extend, by_words, 0.6, Clock())
    exchange(heard, family(), typed, UNCLEAR)
    heard.write(everything=True)
    for one in batch:
        assert one.wording == if_stored(one.wording)
        assert not [word for word in PLANTED if word.casefold() in one.wording.casefold()]
        assert GONE not in without_gaps(one.wording)
