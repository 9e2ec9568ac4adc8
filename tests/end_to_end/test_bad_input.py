"""Whatever is sent, the reply is kind, the status is right, and the conversation goes on."""

import pytest

from tests.end_to_end.conftest import Family

KIND_ENOUGH = 20  # characters; a sentence, not a code


def assert_problem(response, status: int) -> None:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) == {"title", "detail", "status"}
    assert body["status"] == status
    assert len(body["detail"]) > KIND_ENOUGH
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "body",
    [
        {"text": ""},
        {"text": "   "},
        {"text": "\u200b\u200b\u2060"},
        {"text": "a" * 2001},
        {"text": 7},
        {"text": None},
        {"text": ["hello"]},
        {"choice": "article:never-offered"},
        {"choice": ""},
        {"text": "hello", "choice": "not_helpful"},
        {},
        [],
        "hello",
        None,
    ],
    ids=str,
)
def test_a_body_that_cannot_be_used_is_refused_kindly(family: Family, body: object) -> None:
    assert_problem(family.post(body), 422)
    assert family.says("hello")[0]["outcome"] == "small_talk"


def test_broken_json_is_refused_kindly(family: Family) -> None:
    address = f"/api/conversations/{family.id}/messages"
    for content in (b"{", b"\xff\xfe", b"", b'{"text": "\\ud800"}'):
        headers = {"content-type": "application/json"}
        assert_problem(family.client.post(address, content=content, headers=headers), 422)


def test_eight_kilobytes_are_too_many(family: Family) -> None:
    assert_problem(family.post({"text": "a" * 8192}), 413)


def test_a_hundred_megabytes_are_refused_without_being_read(family: Family) -> None:
    def endless():
        for _ in range(100):
            yield b"x" * 1_000_000

    address = f"/api/conversations/{family.id}/messages"
    try:
        response = family.client.post(address, content=endless())
    except Exception as error:  # the server may close before all is sent
        assert any(word in str(error).lower() for word in ("closed", "reset", "pipe"))
    else:
        assert_problem(response, 413)
    assert family.says("hello")[0]["outcome"] == "small_talk"


@pytest.mark.parametrize("name", ["0" * 32, "nobody", "..%2f..", "x" * 500])
def test_an_unknown_conversation_is_gone(family: Family, name: str) -> None:
    response = family.client.post(f"/api/conversations/{name}/messages", json={"text": "hello"})
    assert_problem(response, 404)


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "/",
        "😀😀😀",
        "???",
        "\u202emirrored\u202c",
        "هل يمكنني الحصول على مساعدة لابني",
        "a\x00b\x07c",
        "sp\u200beech the\u200drapy",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "<script>alert(1)</script>",
        "'; DROP TABLE article; --",
        "{{7*7}} ${7*7} %s %n",
        "x" * 2000,
        "ehcp " * 400,
    ],
    ids=lambda text: repr(text[:20]),
)
def test_strange_words_are_still_words(family: Family, text: str) -> None:
    replies = family.says(text)
    assert replies and all(reply["text"] for reply in replies)
    assert all(reply["outcome"] not in {"error", "limited"} for reply in replies)
