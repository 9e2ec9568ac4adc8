"""Questions through the real door or straight into the table, on a desk that begins empty."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from actions_server.conversation.unanswered import Question
from actions_server.database import transaction
from actions_server.staff.questions import queries
from pain_points.months import uk_day


@pytest.fixture(autouse=True)
def empty_desk(engine, app):
    """No question of another test."""
    app.state.assistant.unanswered.write(everything=True)
    with transaction(engine) as session:
        session.execute(text("DELETE FROM question"))
        session.execute(text("DELETE FROM question_decision"))


@pytest.fixture
def ask(app, stranger):
    """Ask through the door in a conversation of one's own, and end it."""

    def ask(*said: str, then=lambda *_: None, **opening) -> list[dict]:
        client = stranger.client
        name = client.post("/api/conversations", json=opening).json()["conversation"]
        messages = []
        for words in said:
            reply = client.post(f"/api/conversations/{name}/messages", json={"text": words})
            assert reply.status_code == 200, reply.text
            messages += reply.json()["messages"]
        then(client, f"/api/conversations/{name}", messages)
        assert client.delete(f"/api/conversations/{name}").status_code == 204
        return messages

    return ask


@pytest.fixture
def night(app):
    """The day is over, and what was asked is written."""
    unanswered = app.state.assistant.unanswered

    def pass_by():
        unanswered._today = lambda: uk_day() + timedelta(days=1)
        try:
            return unanswered.write()
        finally:
            unanswered._today = uk_day

    return pass_by


@pytest.fixture
def stored(engine, app):
    """Put questions in the table, as the door would."""
    encoder = app.state.assistant.library.searcher.encoder

    def store(*wordings: str, day: date | None = None, why: str = "unclear", article: str = ""):
        batch = [
            Question(day or uk_day(), one, why, article, encoder.encode([one])[0])
            for one in wordings
        ]
        with transaction(engine) as session:
            queries.add(session, encoder.name, batch)

    return store
