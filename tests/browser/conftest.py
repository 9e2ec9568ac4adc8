"""A real browser before the whole assistant, Rasa included.

Where no browser is found, these tests are skipped with a word on what to install; where CI is set,
as in .ci/run, they fail.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.council_pages import council
from tests.conftest import copied
from tests.end_to_end.conftest import serving

HERE = Path(__file__).parent
FIND_BROWSER = HERE.parents[1] / "scripts" / "find-browser"
# As root there is no sandbox; the rest keeps the browser from calling anyone by itself.
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PATIENCE = 15_000  # milliseconds that anything on a page may take; the machine may be busy


@dataclass(frozen=True)
class Site:
    """A served assistant, and pages that include its loader: a council's on a domain next to it and
    on one of its own, which may both frame the chat, and a stranger's, which may not."""

    url: str
    council: str
    own_domain: str
    stranger: str


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: while Playwright runs, asyncio cannot be started in this thread."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def site(data_folder: Path, browser: Browser) -> Iterator[Site]:
    """One assistant for all browser tests; `.url` is where it answers."""
    sites: dict[str, str] = {}
    with council(sites) as port, council(sites) as strangers_port:
        beside, apart = f"http://127.0.0.1:{port}", f"http://localhost:{port}"
        allowed = {"SEND_NAVIGATOR_ALLOWED_ORIGINS": f"{beside},{apart}"}
        with serving(data_folder, **allowed) as started:
            sites["site"] = started.address
            stranger = f"http://127.0.0.1:{strangers_port}"
            yield Site(started.address, beside, apart, stranger)


@pytest.fixture(scope="module")
def own_folder(data_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose content a test may change, and into which only other processes write.

    In the shared one the tests themselves hold the database open, and some read its file as bytes:
    when such a file is closed, SQLite's locks of the whole process are gone, and what is written
    here may then never reach the assistant that is served.
    """
    return copied(data_folder, tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module")
def own_site(own_folder: Path) -> Iterator[Site]:
    """An assistant over that folder."""
    with serving(own_folder) as started:
        yield Site(started.address, "", "", "")


def command(folder: Path, *words: str, typed: str = "") -> str:
    """What `send-navigator` prints, run over a data folder in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "actions_server.cli", *words],
        env={**os.environ, "SEND_NAVIGATOR_DATA_FOLDER": str(folder)},
        cwd=HERE.parents[1],
        input=typed,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    return run.stdout


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, started once."""
    found = subprocess.run([FIND_BROWSER], capture_output=True, text=True)
    if found.returncode and os.environ.get("CI"):
        pytest.fail(found.stderr)
    if found.returncode:
        pytest.skip(found.stderr.strip())
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page in a fresh context, without anything kept."""
    yield from watched_page(browser, site)


def watched_page(browser: Browser, site: Site) -> Iterator[Page]:
    """A page in a fresh context. Whatever a test does there, no script may fail, no content policy
    may be broken, and nobody but the sites of the test may be asked."""
    with browser.new_context(base_url=site.url, locale="en-GB") as context:
        asked: list[str] = []
        faults: list[str] = []
        context.on("request", lambda request: asked.extend(_asked_by_page(request)))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on("console", lambda said: faults.extend(_policy_fault(said)))
        context.set_default_timeout(PATIENCE)
        yield context.new_page()
        context.close()
    assert faults == []
    assert set(asked) <= {"127.0.0.1", "localhost"}


def _asked_by_page(request: Request) -> list[str]:
    """The host of a request that a page makes; to go to another page is no such thing."""
    is_leaving = request.is_navigation_request() and request.frame.parent_frame is None
    host = urlsplit(request.url).hostname  # blob: and data: have none
    return [host] if host and not is_leaving else []


def _policy_fault(said: ConsoleMessage) -> list[str]:
    return [said.text] if "Content Security Policy" in said.text else []
