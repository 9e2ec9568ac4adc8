"""What comes into the table of questions, and how long it stays."""

from datetime import date, timedelta

from actions_server.conversation.stored import if_stored
from actions_server.database import transaction
from actions_server.staff.questions import queries
from actions_server.staff.questions.alike import FEWEST
from actions_server.staff.questions.keeping import KEPT_DAYS, delete_old
from pain_points.months import uk_day
from tests.end_to_end.storm import PLANTED
from tests.house_rules.our_code import ROOT
from tests.staff.questions.at_the_questions import (
    DECIDED,
    DESK,
    DOG,
    UNIFORM,
    number_of,
    only_form,
    rows,
)


class TestRecording:
    def test_nobody_finds_a_name_or_a_number_in_the_table(self, ask, night, engine):
        for word in PLANTED:
            ask(f"my son {word} needs an assistance dog, call {word} on 07700 900123")
            ask(f"how do we get an assistance dog, {word} at 8 Cedarfield Way TW3 4AB said")
        assert night() > 5
        for row in rows(engine):
            assert row.wording == if_stored(row.wording)
            kept = row.wording.casefold()
            assert not [w for w in (*PLANTED, "07700", "cedarfield", "4ab") if w in kept]

    def test_a_family_in_danger_leaves_no_question(self, ask, night, engine):
        ask(DOG[0], "my husband hits me and I am scared")
        ask("i want to kill myself", DOG[0])
        assert night() == 0
        assert rows(engine) == []

    def test_staff_who_try_it_leave_none(self, ask, night):
        ask(DOG[0], staff=True)
        assert night() == 0

    def test_another_language_leaves_none(self, ask, night):
        ask("Moje dziecko ma autyzm i potrzebuje pomocy w szkole")
        assert night() == 0

    def test_one_family_counts_once_however_often_it_asks(self, ask, night):
        ask(*DOG)
        assert night() == 1

    def test_what_did_not_help_is_kept_with_its_article(self, ask, night, engine):
        def not_helpful(client, address, messages):
            rated = {"answer_id": messages[-1]["answer_id"], "helpful": False}
            assert client.post(f"{address}/feedback", json=rated).status_code == 204

        question = "can a disabled young person have driving lessons"
        answer = ask(question, then=not_helpful)[-1]
        assert night() == 1
        (row,) = rows(engine)
        assert (row.wording, row.why, row.article) == (
            question,
            "not-helpful",
            answer["article"]["slug"],
        )

    def test_the_table_holds_a_day_and_no_time_and_its_ids_are_random(self, stored, engine):
        stored(*(f"{DOG[0]} {number}" for number in range(40)))
        found = rows(engine)
        in_order = sorted(found, key=lambda row: row.id)
        assert [row.wording for row in in_order] != [f"{DOG[0]} {n}" for n in range(40)]
        assert {type(row.day) for row in found} == {date}


class TestKeeping:
    def test_after_ninety_days_nothing_is_left_of_it(self, alice, stored, engine):
        stored(*DOG, day=uk_day() - timedelta(days=KEPT_DAYS + 1))
        stored(*UNIFORM, day=uk_day() - timedelta(days=KEPT_DAYS))
        alice.post(f"{DESK}/{number_of(engine, 'dog')}/unclear")
        with transaction(engine) as session:
            delete_old(session, uk_day())
            assert queries.decisions(session) == []
        assert {row.wording for row in rows(engine)} == set(UNIFORM)

    def test_families_are_told_the_time_that_is_kept(self):
        assert f"{KEPT_DAYS} days" in (ROOT / "docs/privacy.md").read_text(encoding="utf-8")

    def test_a_decided_group_of_which_too_few_are_left_is_not_shown(self, alice, stored, engine):
        stored(DOG[0], day=uk_day() - timedelta(days=KEPT_DAYS + 1))
        stored(*DOG[1:])
        alice.post(f"{only_form(alice.get(DESK))}/unclear")
        with transaction(engine) as session:
            delete_old(session, uk_day())
        assert len(rows(engine)) == FEWEST - 1
        assert "dog" not in alice.get(DECIDED).text("main")
