"""Conversations full of planted words, by every route, while one part after another fails."""

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx
import psutil

from tests.end_to_end.conftest import Serving

# No word of ours begins like these. Some redaction takes for names, some it leaves in.
PLANTED = ("quandrelmoss", "oskwyndle", "brizzlewick", "flemmarthy", "вжиклонь", "203.0.113.77")
IN_HEADERS = {
    "User-Agent": "brizzlewick/9 (oskwyndle)",
    "X-Forwarded-For": "203.0.113.77",
    "Referer": "https://quandrelmoss.example/flemmarthy?q=oskwyndle",
}
RASA, APPLICATION = "rasa.__main__", "actions_server.door"  # as their command lines name them
PATIENT = httpx.Timeout(30)
SHM_LOCKS = (120, 8)  # where SQLite locks its shared memory: the writer's, and every reader's

QUESTIONS = (
    "my son Quandrelmoss waits for speech therapy at oskwyndle school, how long does that take",
    "flemmarthy says the council missed the deadline for the ehc plan, who do I complain to",
    "mum of QUANDRELMOSS FLEMMARTHY here, 9 oskwyndle road, he was excluded from school",
    "is quandrelmoss allowed transport. ring me on 07700 900123 or mail flemmarthy@oskwyndle.org",
    "вжиклонь brizzlewick annual review of the plan quandrelmoss",
    "quandrelmoss said he wants to die, what about his annual review at oskwyndle",
    "/quandrelmoss{flemmarthy} oskwyndle",
    "thanks flemmarthy",
)


@dataclass
class Storm:
    """What went on: statuses that came back, and conversations in which a planted word was kept in
    memory, which shows that the words really went all the way."""

    serving: Serving
    secret: str
    statuses: list[int] = field(default_factory=list)
    remembered: int = 0

    def talk(self, number: int) -> None:
        """One conversation, by the route that its number stands for; none may end in an exception
        of the client's, whatever is broken."""
        routes = (words, choices, plain_page, searching, rating, journey)
        limits = httpx.Limits(max_connections=1)
        with httpx.Client(
            base_url=self.serving.address,
            headers=IN_HEADERS,
            timeout=PATIENT,
            trust_env=False,
            limits=limits,
        ) as client:
            client.event_hooks["response"].append(lambda answer: self._note(answer))
            routes[number % len(routes)](client, number, self)
            misuse[number % len(misuse)](client, self)

    def _note(self, answer: httpx.Response) -> None:
        self.statuses.append(answer.status_code)


def question(number: int) -> str:
    """A question with planted words in it."""
    return QUESTIONS[number % len(QUESTIONS)]


def words(client: httpx.Client, number: int, storm: Storm) -> None:
    """Two questions in the chat."""
    messages = begin(client)
    client.post(messages, json={"text": question(number)})
    client.post(messages, json={"text": question(number + 1)})
    if any(word in client.get(messages).text.lower() for word in PLANTED):
        storm.remembered += 1
    if number % 3:
        client.delete(messages.removesuffix("/messages"))


def choices(client: httpx.Client, number: int, storm: Storm) -> None:
    """A choice that was offered and one that was not."""
    messages = begin(client)
    replies = client.post(messages, json={"text": question(number)}).json().get("messages", [])
    offered = [choice["value"] for reply in replies for choice in reply.get("choices", [])]
    for value in [*offered[-1:], "article:oskwyndle-quandrelmoss"]:
        client.post(messages, json={"choice": value})


def plain_page(client: httpx.Client, number: int, storm: Storm) -> None:
    """The page without JavaScript, where the words also come back in the page."""
    client.post("/ask", files={"text": (None, question(number))})
    client.post("/ask", files={"text": (None, ""), "conversation": (None, "quandrelmoss")})
    client.post("/ask", data={"text": question(number), "choice": "oskwyndle"})


def searching(client: httpx.Client, number: int, storm: Storm) -> None:
    """Search, pages that are not there, and a letter that is not."""
    client.get("/api/search", params={"q": question(number), "limit": 5})
    client.get("/api/search", params={"q": question(number), "limit": "flemmarthy"})
    for path in ("/guides/quandrelmoss", "/api/articles/oskwyndle", "/letters/flemmarthy.docx"):
        client.get(path, params={"for": "brizzlewick"})


def rating(client: httpx.Client, number: int, storm: Storm) -> None:
    """Whether an answer helped, rightly and wrongly sent."""
    messages = begin(client)
    replies = client.post(messages, json={"text": question(number)}).json().get("messages", [])
    feedback = messages.replace("/messages", "/feedback")
    for answer_id in [reply["answer_id"] for reply in replies if "answer_id" in reply]:
        client.post(feedback, json={"answer_id": answer_id, "helpful": False})
    client.post(feedback, json={"answer_id": "quandrelmoss", "helpful": "flemmarthy"})


def journey(client: httpx.Client, number: int, storm: Storm) -> None:
    """A journey with answers that do not fit, and then a risk."""
    messages = begin(client)
    client.post(messages, json={"text": "check my dates"})
    client.post(messages, json={"text": "oskwyndle agreed on 3 March for quandrelmoss"})
    client.post(messages, json={"text": "flemmarthy hits quandrelmoss and I am scared"})
    client.delete(messages.removesuffix("/messages"))


def broken_json(client: httpx.Client, storm: Storm) -> None:
    """Bodies that cannot be read."""
    messages = begin(client)
    as_json = {"Content-Type": "application/json"}
    for body in (
        '{"text": "quandrelmoss',
        '{"text": {"flemmarthy": 1}}',
        "вжиклонь",
        '["oskwyndle"]',
    ):
        client.post(messages, content=body.encode(), headers=as_json)
    client.post("/api/conversations", content=b'{"language": "quandrelmoss \xff', headers=as_json)


def too_much(client: httpx.Client, storm: Storm) -> None:
    """A body that is too large, and one in a form that cannot be read."""
    messages = begin(client)
    with suppress(httpx.NetworkError):  # it may hang up before all is sent
        client.post(messages, json={"text": "oskwyndle " * 1000})
    form = {"Content-Type": "multipart/form-data; boundary=flemmarthy"}
    client.post("/ask", content=b"--flemmarthy\r\nquandrelmoss: oskwyndle\r\n", headers=form)


def failing_action(client: httpx.Client, storm: Storm) -> None:
    """An action that raises, with a planted word in the words of the error."""
    call = {
        "next_action": "action_answer",
        "sender_id": "quandrelmoss",
        "tracker": {
            "sender_id": "quandrelmoss",
            "slots": {"failures": "flemmarthy"},
            "latest_message": {"text": question(0)},
            "events": [],
            "paused": False,
        },
    }
    # The server hangs up after an error that nobody caught.
    allowed = {"Authorization": f"Bearer {storm.secret}", "Connection": "close"}
    client.post("/webhook", json=call, headers=allowed)
    client.post("/webhook", json={**call, "next_action": "oskwyndle"}, headers=allowed)
    client.post("/webhook", json=call, headers={"Authorization": "Bearer flemmarthy"})


def straight_to_rasa(client: httpx.Client, storm: Storm) -> None:
    """Rasa itself, with what its door refuses, and with what it does not."""
    allowed = {"Authorization": f"Bearer {storm.secret}"}
    with suppress(httpx.HTTPError):  # it may be down
        door = f"{storm.serving.rasa_address}/webhooks/door/messages"
        for body in (
            {"conversation": "quandrelmoss flemmarthy", "text": "oskwyndle"},
            {"conversation": "q", "intent": "quandrelmoss", "entities": {"oskwyndle": "x"}},
        ):
            client.post(door, json=body, headers=allowed)
        client.post(door, content=b'{"text": "quandrelmoss', headers=allowed)
        client.get(f"{storm.serving.rasa_address}/quandrelmoss/flemmarthy?oskwyndle")


misuse: tuple[Callable[[httpx.Client, Storm], None], ...] = (
    broken_json,
    too_much,
    failing_action,
    straight_to_rasa,
)


def begin(client: httpx.Client) -> str:
    """Start a conversation; the address of its messages."""
    started = client.post("/api/conversations", json={"language": "en"}).json()
    return f"/api/conversations/{started['conversation']}/messages"


def kill_rasa(serving: Serving) -> None:
    """Rasa is gone from one moment to the next."""
    _part(serving, RASA).kill()


@contextmanager
def hanging(serving: Serving, part: str) -> Iterator[None]:
    """Rasa or the application takes what is sent and answers nothing, until the block ends."""
    process = _part(serving, part)
    process.suspend()
    try:
        yield
    finally:
        process.resume()


def ask_rasa(storm: Storm, conversation: str, text: str) -> httpx.Response:
    """What Rasa itself answers, without the application before it."""
    return httpx.post(
        f"{storm.serving.rasa_address}/webhooks/door/messages",
        json={"conversation": conversation, "text": text},
        headers={"Authorization": f"Bearer {storm.secret}"},
        timeout=PATIENT,
        trust_env=False,
    )


@contextmanager
def locked_database(file: Path) -> Iterator[None]:
    """Nobody can read or write the database, until the block ends."""
    with Path(f"{file}-shm").open("r+b") as shared:
        start, count = SHM_LOCKS
        deadline = time.monotonic() + 20
        while True:
            try:
                fcntl.lockf(shared, fcntl.LOCK_EX | fcntl.LOCK_NB, count, start)
                break
            except OSError:  # somebody reads at this moment
                assert time.monotonic() < deadline, "the database could not be locked"
                time.sleep(0.01)
        yield


def _part(serving: Serving, part: str) -> psutil.Process:
    children = psutil.Process(serving.process.pid).children()
    (found,) = [child for child in children if part in " ".join(child.cmdline())]
    return found
