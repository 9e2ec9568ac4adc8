"""What a conversation counts as, from the door to the batch that is written."""

import pytest

from pain_points.vocabulary import Event


@pytest.fixture
def recorder(client):
    """The application's recorder, emptied into a list instead of the database."""
    recorder = client.app.state.assistant.recorder
    kept, batch = recorder._save, []
    recorder._save = batch.extend
    recorder.write(everything=True)
    batch.clear()
    recorder.batch = batch
    yield recorder
    recorder._save = kept


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
