"""From what nobody could answer to a gap that closed."""

import time
from datetime import timedelta

from pain_points.months import uk_day
from tests.staff.at_the_desk import RARE, served, wait_for
from tests.staff.questions.at_the_questions import (
    DECIDED,
    DESK,
    DOG,
    every_box,
    only_form,
)


class TestTheWholeWay:
    def test_from_an_unanswered_question_to_a_gap_that_closed(
        self, alice, bob, ask, night, engine, capsys
    ):
        """Three families ask, an editor teaches, a publisher publishes, a family is answered."""
        for question in DOG:
            assert ask(question)[-1]["outcome"] in ("abstained", "refused")
        assert night() == 3
        way = _Way()
        slug = "hounslow-local-groups"
        desk = way.click("the desk", lambda: alice.get(DESK))
        assert "Asked by 3 conversations" in desk.text("main")
        page = way.click("the question", lambda: alice.get(only_form(desk)))
        form = f"{only_form(page)}/teach"
        way.click("teach", lambda: alice.send(page, form, other=slug))
        way.click("send for review", lambda: alice.post(f"/staff/articles/{slug}/review"))
        way.click("open", lambda: bob.get(f"/staff/articles/{slug}"))
        page = way.click("try out", lambda: bob.post(f"/staff/articles/{slug}/try"))
        assert "Tried on" in page.text("main")
        way.click("publish", lambda: bob.post(f"/staff/articles/{slug}/publish", when="now"))

        def is_answered():
            found = bob.client.get("/api/search", params={"q": DOG[0]}).json()
            return found["decision"] == "answer" and found["results"][0]["slug"] == slug

        way.wait("live", lambda: wait_for(is_answered))
        assert ask(DOG[1])[-1]["article"]["slug"] == slug
        page = alice.get(DECIDED).text("main")
        assert "Gap closed" in page
        assert "Answered: 3 of 3 now, 0 of 3 before" in page
        with capsys.disabled():
            print(f"\nfrom unanswered question to live answer: {way}")

    def test_a_new_article_closes_the_gap(self, alice, bob, stored):
        questions = [f"how do we get a {RARE} for our {who}" for who in ("son", "girl", "child")]
        stored(*questions)
        page = alice.post(f"{only_form(alice.get(DESK))}/draft", wording=every_box(alice))
        slug = page.one("#editor").attrs["action"].rpartition("/")[2]
        more = [f"where is the {RARE} number {number}" for number in range(12)]
        source = {"source_title": "Ours", "source_url": "https://example.org/a", "source_law": ""}
        words = {
            "title": "Getting a quilt",
            "answer": "Ask your school for one. They can order it for you.",
            "steps": "Ask your school.",
            "asked_as": "\n".join([*questions, *more]),
            "body": "You can ask at any time.",
            "owner": "SEND team",
            "reviewed_on": uk_day().isoformat(),
            "review_by": (uk_day() + timedelta(days=100)).isoformat(),
            **source,
        }
        typed = {name: [value, ""] if name in source else value for name, value in words.items()}
        alice.send(page, "", **typed)
        alice.post(f"/staff/articles/{slug}/review")
        bob.post(f"/staff/articles/{slug}/try")
        bob.post(f"/staff/articles/{slug}/publish", when="now")
        wait_for(lambda: served(bob, slug))
        assert "Gap closed" in alice.get(DECIDED).text("main")


class _Way:
    """The clicks on the way, each with the seconds that the service took."""

    def __init__(self) -> None:
        self.clicks, self.steps = 0, {}

    def click(self, name: str, press):
        self.clicks += 1
        return self.wait(name, press)

    def wait(self, name: str, press):
        began = time.perf_counter()
        result = press()
        self.steps[name] = time.perf_counter() - began
        return result

    def __str__(self) -> str:
        each = ", ".join(f"{name} {seconds:.1f}" for name, seconds in self.steps.items())
        return f"{self.clicks} clicks, {sum(self.steps.values()):.1f} s of the service ({each})"
