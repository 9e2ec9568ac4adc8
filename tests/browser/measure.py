"""`python -m tests.browser.measure`: what the chat weighs, and how soon it speaks.

It serves the assistant from the data folder, and stops it afterwards.
"""

import contextlib
import os
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from actions_server.web.pages import STATIC
from tests.browser.conftest import FIND_BROWSER, FLAGS
from tests.browser.council_pages import council
from tests.end_to_end.conftest import serving
from tests.pages.weight import chat_files, compressed

TIMES = 7
LAUNCHER, FRAME = "#send-navigator .open", "#send-navigator iframe"


def main() -> None:
    """Print the sizes, then the times."""
    for line in sizes():
        print(line)
    sites: dict[str, str] = {}
    with council(sites) as port, _served(port) as sites["site"]:
        found = subprocess.run([FIND_BROWSER], capture_output=True, text=True, check=True)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=FLAGS)
            times = [_first_text(browser, f"http://127.0.0.1:{port}") for _ in range(TIMES)]
            browser.close()
    print(f"from click to first text: median {statistics.median(times):.0f} ms, "
          f"of {TIMES}: {', '.join(f'{one:.0f}' for one in sorted(times))}")  # fmt: skip


def sizes() -> Iterator[str]:
    """A line for each file, in bytes as gzip leaves them, and the sums."""
    yield f"{'widget.js, the loader':32}{compressed((STATIC / 'widget.js').read_bytes()):>8}"
    files = chat_files()
    for name, content in files.items():
        yield f"{name:32}{compressed(content):>8}"
    yield f"{'the chat, all together':32}{sum(map(compressed, files.values())):>8}"


def _first_text(browser: Browser, origin: str) -> float:
    """Milliseconds from the press of the launcher until the welcome stands in the frame, in a
    browser that has nothing kept."""
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{origin}/plain.html")
        page.locator(LAUNCHER).wait_for()
        began = time.perf_counter()
        page.locator(LAUNCHER).click()
        page.frame_locator(FRAME).locator(".reply").first.wait_for()
        return (time.perf_counter() - began) * 1e3


@contextlib.contextmanager
def _served(port: int) -> Iterator[str]:
    folder = Path(os.environ.get("SEND_NAVIGATOR_DATA_FOLDER", "var"))
    allowed = {"SEND_NAVIGATOR_ALLOWED_ORIGINS": f"http://127.0.0.1:{port}"}
    with serving(folder, **allowed) as started:
        yield started.address


if __name__ == "__main__":
    main()
