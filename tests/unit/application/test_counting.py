"""What a conversation counts as, from the door to the batch that is written."""

from datetime import date

import pytest

from actions_server.conversation.crowds import LASTS, LITTLE, Crowds
from actions_server.counting import PLAN
from knowledge_base.reading import CONTENT
from pain_points.plan import plan_from, read_plan
from pain_points.record import Recorder
from pain_points.vocabulary import Event

QUESTION = "How long does an EHC needs assessment take?"


@pytest.fixture
def recorder(client):
    """The application's recorder, emptied into a list instead of the database."""
    assistant = client.app.state.assistant
    recorder = assistant.recorder
    kept, batch = recorder._save, []
    crowds, assistant.crowds = assistant.crowds, Crowds(lambda address: address, 20)
    recorder._save = batch.extend
    recorder.write(everything=True)
    batch.clear()
    recorder.batch = batch
    yield recorder
    recorder._save = kept
    assistant.crowds = crowds


def start(client, **body) -> str:
    return client.post("/api/conversations", json=body).json()["conversation"]


def say(client, name: str, **body) -> None:
    assert client.post(f"/api/conversations/{name}/messages", json=body).status_code == 200


def written(recorder) -> list[Event]:
    recorder.write(everything=True)
    return sorted(event for _, _, event in recorder.batch)


def test_a_question_counts_once_by_its_topic_and_no_word_of_it_is_kept(client, recorder):
    name = start(client)
    for _ in range(2):
        say(client, name, text="How long does an EHC needs assessment take?")
    answer = client.get(f"/api/conversations/{name}/messages").json()["messages"][-1]
    rated = {"answer_id": answer["answer_id"], "helpful": False}
    client.post(f"/api/conversations/{name}/feedback", json=rated)
    topic = answer["article"]["topics"][0]
    assert written(recorder) == [
        Event("answered", topic=topic),
        Event("conversation"),
        Event("not_helpful", topic=topic),
    ]


def test_what_staff_try_is_counted_as_left_out_and_nowhere_else(client, recorder):
    name = start(client, staff=True)
    say(client, name, text="How long does an EHC needs assessment take?")
    assert written(recorder) == [Event("excluded", why="staff")]


def test_the_page_without_javascript_is_counted_too(client, recorder):
    client.post("/ask", files={"text": (None, "How do I get a blue badge?")})
    kinds = {event.kind for event in written(recorder)}
    assert "conversation" in kinds


def test_only_a_question_of_the_partnership_that_was_asked_can_be_answered(client, recorder):
    name = start(client)
    choice = {"choice": "consult:vision:yes"}
    assert client.post(f"/api/conversations/{name}/messages", json=choice).status_code == 422
    conversation = client.app.state.assistant.conversations.living(name)
    from actions_server.journeys import barrier

    asked = barrier._consulted(client.app.state.assistant.library.pack)
    conversation.remember(None, asked)
    say(client, name, **choice)
    assert Event("consultation", question="vision", choice="yes") in written(recorder)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("how do i get a radio aid for my deaf daughter", "no-article"),
        ("who should i vote for in the local elections", "out-of-scope"),
        ("asdf qwer zxcv", "unclear"),
    ],
)
def test_it_is_told_apart_why_a_question_was_not_answered(client, recorder, text, why):
    say(client, start(client), text=text)
    assert [event.why for event in written(recorder) if event.kind == "abstained"] == [why]


def test_a_greeting_is_no_question_that_was_not_answered(client, recorder):
    say(client, start(client), text="hi")
    assert {event.kind for event in written(recorder)} == {"conversation"}


class TestFloods:
    """Who is left out as a program: never a school, a library or a busy evening."""

    def test_a_school_behind_one_address_counts(self, client, recorder):
        names = [start(client) for _ in range(30)]
        for text in (QUESTION, "How do I get a blue badge?", "Who is my SENCO?"):
            for name in names:
                say(client, name, text=text)
        assert counted(client, recorder, names) == {"conversation": 30}

    def test_a_few_who_ask_one_thing_each_count(self, client, recorder):
        names = [asked_once(client) for _ in range(20)]
        assert counted(client, recorder, names) == {"conversation": 20}

    def test_a_program_that_opens_one_conversation_after_the_other_is_left_out(
        self, client, recorder
    ):
        names = [asked_once(client) for _ in range(40)]
        assert counted(client, recorder, names) == {"excluded flood": 40}

    def test_families_who_talk_behind_the_address_of_a_program_count_all_the_same(
        self, client, recorder
    ):
        family = start(client)
        names = [asked_once(client) for _ in range(30)]
        for text in (QUESTION, "How do I get a blue badge?", "Who is my SENCO?"):
            say(client, family, text=text)
        found = counted(client, recorder, [*names, family])
        assert found == {"conversation": 1, "excluded flood": 30}

    def test_a_conversation_that_writes_faster_than_people_do_is_left_out(self, client, recorder):
        name = start(client)
        statuses = {
            client.post(f"/api/conversations/{name}/messages", json={"text": "hi"}).status_code
            for _ in range(70)
        }
        assert statuses == {200, 429}
        assert counted(client, recorder, [name]) == {"excluded flood": 1}

    def test_a_busy_address_that_meets_its_limit_counts(self, client, recorder, monkeypatch):
        names = [asked_once(client) for _ in range(3)]
        limits = client.app.state.assistant.entrance._limits
        monkeypatch.setattr(limits, "_by_address", [type(limits)("1/day", "1/day")._by_address[0]])
        refused = client.post(f"/api/conversations/{names[0]}/messages", json={"text": "and then"})
        again = client.post(f"/api/conversations/{names[0]}/messages", json={"text": "and then"})
        assert 429 in {refused.status_code, again.status_code}
        assert counted(client, recorder, names) == {"conversation": 3}

    def test_what_is_doubted_is_forgotten_after_an_hour_and_with_the_day(self):
        time = [0.0]
        crowds = Crowds(lambda address: address, 1, lambda: time[0])
        first = [crowds.join("one") for _ in range(3)]
        for part in first:
            part.speak()
        assert all(part.is_a_programs() for part in first)
        time[0] = LASTS + 1
        later = crowds.join("one")
        later.speak()
        assert not later.is_a_programs()
        assert list(crowds._crowds.values()) == [later.crowd]
        for _ in range(LITTLE):
            first[0].speak()
        assert not first[0].is_a_programs()

    def test_a_proxy_on_this_machine_that_names_nobody_is_not_one_program(self):
        crowds = Crowds(lambda _address: "", 1)
        parts = [crowds.join("127.0.0.1") for _ in range(50)]
        for part in parts:
            part.speak()
        assert not any(part.is_a_programs() for part in parts)


def asked_once(client) -> str:
    name = start(client)
    say(client, name, text="How do I get a blue badge?")
    return name


def counted(client, recorder, names) -> dict[str, int]:
    """How many conversations count, and how many are left out and why, once all have ended."""
    for name in names:
        client.app.state.assistant.recorder.forget(
            client.app.state.assistant.conversations.living(name).number
        )
    found = {}
    for event in written(recorder):
        if event.kind in {"conversation", "excluded"}:
            key = f"{event.kind} {event.why}".strip()
            found[key] = found.get(key, 0) + 1
    return found


class TestPlaces:
    """The first half of a postcode says which part of the area; nothing else of it is kept."""

    @pytest.fixture
    def by_place(self, client):
        """A recorder of a plan that counts what was asked, and what was hard, by locality."""
        assistant = client.app.state.assistant
        plan = by_locality(assistant.library.pack.area)
        batch = []
        kept = assistant.recorder
        assistant.recorder = Recorder(plan, batch.extend, lambda: date(2026, 12, 1))
        assistant.recorder.batch = batch
        yield assistant.recorder
        assistant.recorder = kept

    def test_what_is_asked_after_a_postcode_counts_in_its_part_of_the_area(self, client, by_place):
        name = start(client)
        say(client, name, text="How do I get a blue badge?")
        say(client, name, text=f"We live at TW8 9AB. {QUESTION}")
        places = {e.topic: e.locality for e in written(by_place) if e.kind == "answered"}
        assert places.pop("blue-badge-travel") == ""
        assert set(places.values()) == {"brentford-and-isleworth"}

    def test_nobody_keeps_the_postcode(self, client, by_place):
        name = start(client)
        say(client, name, text=f"TW8 9AB. {QUESTION}")
        conversation = client.app.state.assistant.conversations.living(name)
        assert "9AB" not in repr(conversation) + repr(by_place.__dict__)
        state = by_place._living[conversation.number]
        assert state.locality == "brentford-and-isleworth"
        assert "TW8" not in repr(state)

    def test_what_the_family_picks_itself_counts(self, client, by_place):
        name = start(client)
        say(client, name, text=f"TW8 9AB. {QUESTION}")
        hard = Event("barrier", barrier="transport", locality="chiswick")
        client.app.state.assistant.hear(name, hard)
        barriers = [event for event in written(by_place) if event.kind == "barrier"]
        assert [event.locality for event in barriers] == ["chiswick"]

    def test_a_plan_that_does_not_count_by_place_learns_none(self, client, recorder):
        name = start(client)
        say(client, name, text=f"TW8 9AB. {QUESTION}")
        number = client.app.state.assistant.conversations.living(name).number
        assert recorder._living[number].locality == ""
        assert {event.locality for event in written(recorder)} == {""}


def by_locality(area: str):
    """The area's plan, but with what was asked and what was hard by locality."""
    plan = read_plan(CONTENT / area / PLAN)
    raw = {
        "area": plan.area,
        "starts": "2026-12",
        "fixed_on": "2026-11-21",
        "names": plan.names,
        "measure": [
            {"id": "asked", "title": "A", "kinds": ["answered"], "by": ["topic", "locality"],
             "only": {"locality": [*plan.names["locality"], "not-said"]}},
            {"id": "stuck", "title": "S", "kinds": ["barrier"], "by": ["barrier", "locality"]},
        ],
    }  # fmt: skip
    return plan_from(raw)
