"""What axe-core, in the release that a pinned package brings along, finds on a page."""

from functools import cache
from importlib.resources import files

from playwright.sync_api import Frame, Page

_RUN = """async () => {
  const found = await axe.run(document, { iframes: false, resultTypes: ["violations"] });
  return found.violations.map((one) => ({
    rule: one.id, impact: one.impact, help: one.help,
    places: one.nodes.map((node) => node.target.flat().join(" ") + "  " + node.html.slice(0, 160)),
  }));
}"""


def axe(page: Page) -> list[str]:
    """A sentence for each finding of any level, in the page and in every frame it shows; an empty
    list is what we want. All of axe's rules are asked, those of good practice too."""
    return [finding for frame in page.frames for finding in _in_frame(frame)]


def _in_frame(frame: Frame) -> list[str]:
    if not frame.evaluate("() => 'axe' in window"):
        # Evaluated through the debugger, which a strict content policy does not bind.
        frame.evaluate(_axe_core())
    return [
        f"{found['rule']} ({found['impact']}): {found['help']}: " + " | ".join(found["places"])
        for found in frame.evaluate(_RUN)
    ]


@cache
def _axe_core() -> str:
    source = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    return f"() => {{ {source} }}"
