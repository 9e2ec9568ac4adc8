"""What staff decide about questions, and what becomes of it."""

import pytest

from actions_server.database import transaction
from actions_server.problems import Problem
from actions_server.staff.audit.chain import verify
from actions_server.staff.moments import now
from actions_server.staff.questions import deciding, queries
from actions_server.staff.questions.outcomes import What
from actions_server.staff.questions.standing import standing
from actions_server.staff.roles import Role
from actions_server.staff.signing_in.sessions import Person
from tests.pages.conftest import words_of
from tests.staff.at_the_desk import served
from tests.staff.questions.at_the_questions import DECIDED, DESK, DOG, UNIFORM, every_box, only_form


class TestDeciding:
    def test_teaching_leads_to_a_draft_that_no_family_reads(self, alice, stored, engine):
        stored(*DOG, DOG[0])
        page = alice.get(only_form(alice.get(DESK)))
        before = served(alice, "hounslow-activities")
        form = f"{only_form(page)}/teach"
        chosen = page.one(f'form[action="{form}"]').query("input[type=checkbox]")
        kept = [box.attrs["value"] for box in chosen][:2]
        page = alice.send(page, form, other="hounslow-activities", wording=kept)
        written = page.text("[name=asked_as]").casefold()
        assert sum(one in written for one in DOG) == 2
        assert served(alice, "hounslow-activities") == before
        assert "0 questions" in alice.get(DESK).text("main")
        page = alice.get(DECIDED)
        assert "alice taught an article these ways of asking" in page.text("main")
        assert "Still open" in page.text("main")
        assert "by fewer than 3 conversations" in page.text("main")

    def test_a_draft_begins_with_the_wordings_and_a_topic(self, alice, stored):
        stored(*DOG)
        page = alice.post(f"{only_form(alice.get(DESK))}/draft", wording=every_box(alice))
        assert page.text("h1").startswith(("How do we", "Can my", "Who can"))
        assert page.one("[name=topics]").attrs["value"]
        assert all(one in page.text("[name=asked_as]") for one in DOG)
        assert "assistance" in page.one("#editor").attrs["action"]

    def test_nothing_chosen_is_said_and_nothing_is_decided(self, alice, stored):
        stored(*DOG)
        address = only_form(alice.get(DESK))
        page = alice.post(f"{address}/draft", 422)
        assert "at least one way of asking" in page.text("main")
        assert "1 question" in alice.get(DESK).text("main")

    def test_what_waits_for_a_publisher_is_left_alone(self, alice, stored, untouched):
        slug = next(untouched).slug
        alice.send(alice.get(f"/staff/articles/{slug}"), "", title="Changed")
        alice.post(f"/staff/articles/{slug}/review")
        stored(*DOG)
        address = only_form(alice.get(DESK))
        page = alice.post(f"{address}/teach", 409, article=slug, wording=every_box(alice))
        assert "waiting for a publisher" in page.text("main")
        assert "1 question" in alice.get(DESK).text("main")

    def test_the_second_of_two_people_is_told(self, alice, bob, stored):
        stored(*DOG)
        address = only_form(alice.get(DESK))
        bob.post(f"{address}/unclear")
        page = alice.post(f"{address}/out-of-scope", 409)
        assert "bob was quicker and said that it is not clear" in page.text("main")
        alice.get(address, 409)

    def test_two_people_at_the_very_same_time(self, app, stored, engine):
        stored(*DOG)
        library = app.state.assistant.library
        with transaction(engine) as session:
            seen = standing(session, library).open[0].group
        with transaction(engine) as session:
            deciding.set_aside(session, seen, What.UNCLEAR, library, _person("bob"), now())
        with pytest.raises(Problem) as told, transaction(engine) as session:
            deciding.set_aside(session, seen, What.OUT_OF_SCOPE, library, _person("ann"), now())
        assert told.value.status == 409
        assert "bob was quicker" in told.value.detail
        with transaction(engine) as session:
            (decision,) = queries.decisions(session)
            assert decision.what == What.UNCLEAR
            assert verify(session).fault == ""

    def test_a_decision_is_on_record_without_a_word_of_a_family(self, alice, carol, stored):
        stored(*DOG)
        alice.post(f"{only_form(alice.get(DESK))}/unclear")
        latest = words_of(carol.get("/staff/audit").all("tbody tr")[0])
        assert "questions: unclear" in latest
        assert "dog" not in latest

    def test_it_comes_back_when_three_more_ask_and_get_no_answer(self, alice, stored):
        stored(*DOG)
        alice.post(f"{only_form(alice.get(DESK))}/unclear")
        stored(DOG[0], DOG[1])
        assert "0 questions" in alice.get(DESK).text("main")
        assert "by fewer than 3 conversations" in alice.get(DECIDED).text("main")
        stored(DOG[0])
        page = alice.get(DESK)
        assert "Asked again" in page.text("main")
        assert "Asked again since: by 3 conversations" in alice.get(DECIDED).text("main")

    def test_what_is_out_of_scope_stays_away_however_many_ask(self, alice, stored):
        stored(*UNIFORM)
        alice.post(f"{only_form(alice.get(DESK))}/out-of-scope")
        stored(*UNIFORM, *UNIFORM)
        assert "0 questions" in alice.get(DESK).text("main")
        page = alice.get(DECIDED).text("main")
        assert "As decided" in page
        assert "by 6 conversations" in page


def _person(name: str) -> Person:
    return Person(1, name, name.title(), Role.EDITOR, b"")
