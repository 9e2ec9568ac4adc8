"""What is the same for everybody is compressed; what holds somebody's words is not."""

import pytest


@pytest.mark.parametrize("address", ["/static/chat.js", "/widget.js", "/chat"])
def test_shared_files_are_compressed(client, address):
    reply = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert reply.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in reply.headers["Vary"]


def test_a_browser_that_cannot_read_it_gets_it_plain(client):
    reply = client.get("/static/chat.js", headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in reply.headers


def test_a_page_with_a_familys_words_is_never_compressed(client):
    words = {"text": "who helps with speech " * 40}
    reply = client.post("/ask", data=words, headers={"Accept-Encoding": "gzip"})
    assert len(reply.content) > 1000
    assert "Content-Encoding" not in reply.headers
