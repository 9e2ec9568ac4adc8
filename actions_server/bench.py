"""`make bench`: our whole answer turn beside Rasa's own starter project, in one run.

Machines are noisy, so turns are taken in alternation and what counts is the ratio.
"""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx2 as httpx

from actions_server.published import open_published
from actions_server.running import Running, free_port, our_assistant, running
from actions_server.settings import Settings

TURNS = 40
FAMILIES = 5  # on both sides, so that conversations are of the same length
QUESTIONS = (
    "they said 20 weeks and it has been nearly a year, what can I do",
    "my 3 year old is not talking yet, who do I ask",
    "how do I get speech therapy for him at his school",
    "can I appeal if they refuse to assess",
    "who is on my side, I need someone to explain this letter",
)
# A journey from its start to its end, over and over.
JOURNEY = ("check my dates", "they refused to assess", "3 march 2026", "stop")
GREETING = "hello"


def run_bench(settings: Settings) -> str:
    """Measure and return the table. Takes some minutes the first time: the starter is trained."""
    starter = _make_starter(settings)
    with our_assistant() as ours, _started_starter(settings, starter) as theirs:
        turns = _alternate(_our_turn(ours), _their_turn(theirs))
        journey = _alternate(_our_turn(ours, JOURNEY), _their_turn(theirs))
        memory, their_memory = ours.megabytes(), theirs.megabytes()
    library = open_published(settings)
    encoder = library.searcher.encoder
    searches = [_timed(lambda q=q: library.search(q)) for q in QUESTIONS * 8]
    embeddings = [_timed(lambda q=q: encoder.encode([q])) for q in QUESTIONS * 8]
    our_median, their_median = (statistics.median(times) for times in turns)
    rows = [
        ("turn of a journey through the door", *(statistics.median(times) for times in journey)),
        ("full answer turn through the door", our_median, their_median),
        ("search alone", statistics.median(searches), their_median),
        ("embedding alone", statistics.median(embeddings), their_median),
    ]
    lines = [f"{'milliseconds, median':38}{'ours':>10}{'starter':>10}{'ratio':>8}"]
    lines += [
        f"{name:38}{one * 1e3:>10.1f}{other * 1e3:>10.1f}{one / other:>8.2f}"
        for name, one, other in rows
    ]
    lines += ["", f"{'start-up, seconds':38}{ours.seconds:>10.1f}{theirs.seconds:>10.1f}"]
    lines += ["", "resident memory, MB"]
    lines += [f"  {name:36}{size:>10.0f}" for name, size in sorted(memory.items())]
    lines += [f"  {'starter':36}{sum(their_memory.values()):>10.0f}"]
    return "\n".join(lines)


def _alternate(ours: Callable[[int], None], theirs: Callable[[int], None]) -> list[list[float]]:
    for turn in range(4):  # warm both
        ours(turn)
        theirs(turn)
    times: list[list[float]] = [[], []]
    for turn in range(TURNS):
        times[0].append(_timed(lambda turn=turn: ours(turn)))
        times[1].append(_timed(lambda turn=turn: theirs(turn)))
    return times


def _our_turn(ours: Running, said: Sequence[str] = QUESTIONS) -> Callable[[int], None]:
    client = httpx.Client(base_url=ours.address, timeout=30, trust_env=False)
    opened = [client.post("/api/conversations", json={}).json() for _ in range(FAMILIES)]

    def turn(place: int) -> None:
        family = opened[place // len(said) % FAMILIES]["conversation"]
        body = {"text": said[place % len(said)]}
        address = f"/api/conversations/{family}/messages"
        replies = client.post(address, json=body).raise_for_status().json()
        if any(reply["outcome"] in {"limited", "error"} for reply in replies["messages"]):
            raise RuntimeError("the assistant answered without Rasa; the measure would be wrong")

    return turn


def _their_turn(theirs: Running) -> Callable[[int], None]:
    client = httpx.Client(base_url=theirs.address, timeout=30, trust_env=False)

    def turn(place: int) -> None:
        body = {"sender": f"bench-{place % FAMILIES}", "message": GREETING}
        if not client.post("/webhooks/rest/webhook", json=body).raise_for_status().json():
            raise RuntimeError("the starter did not greet")

    return turn


@contextmanager
def _started_starter(settings: Settings, folder: Path) -> Iterator[Running]:
    port = free_port()
    command = [str(_rasa(settings)), "-m", "rasa", "run", "-i", "127.0.0.1", "-p", str(port)]

    def is_ready(client: httpx.Client) -> bool:
        body = {"sender": "bench", "message": GREETING}
        return bool(client.post("/webhooks/rest/webhook", json=body).json())

    address = f"http://127.0.0.1:{port}"
    with running(command, address, is_ready, _quiet(), folder) as started:
        yield started


def _make_starter(settings: Settings) -> Path:
    """Rasa's own starter project, trained with its default pipeline; made once."""
    folder = (settings.data_folder / "bench" / "starter").absolute()
    if not list(folder.glob("models/*.tar.gz")):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print("Training Rasa's starter project (about 2 minutes) …", flush=True)
        command = [str(_rasa(settings)), "-m", "rasa", "init", "--no-prompt", "--init-dir", "."]
        subprocess.run(
            command,
            cwd=folder,
            env=_quiet(),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return folder


def _rasa(settings: Settings) -> Path:
    return settings.rasa_python.absolute()


def _quiet() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
