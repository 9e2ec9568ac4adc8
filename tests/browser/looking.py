"""What a look at a page finds: parts that stick out, that are too small, or that hide the focus."""

from playwright.sync_api import Page

SMALLEST_TARGET = 44  # CSS pixels
# Criterion 1.4.12, in a sheet of its own, since the content policy lets no inline style in.
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets.push(sheet);
}"""
# Boxes that scroll by themselves, and what is only read out, may hold more than they show.
_STICKING_OUT = """() => {
  const page = document.scrollingElement;
  const broken = page.scrollWidth > page.clientWidth ? ["the page"] : [];
  for (const one of document.body.querySelectorAll("*")) {
    if (one.closest(".hidden, .skip, .wide, svg, [hidden]") || !one.clientWidth) continue;
    const { overflowX, overflowY } = getComputedStyle(one);
    const hides = [overflowX, overflowY].includes("hidden");
    const isCut = hides && one.scrollHeight > one.clientHeight + 1;
    const sticksOut = one.getBoundingClientRect().right > page.clientWidth + 1;
    if (isCut || sticksOut) broken.push(one.outerHTML.slice(0, 120));
  }
  return broken;
}"""
_CONTROLS = """const kinds = "a[href], button, summary, input, textarea";
  const controls = [...document.querySelectorAll(kinds)]
  .filter((one) => one.type !== "hidden" && (one.checkVisibility() || one.matches(".skip")));"""
_TOO_SMALL = f"""(smallest) => {{
  {_CONTROLS}
  return controls
    // A link in the middle of a sentence is as high as its line.
    .filter((one) => !one.matches(".skip") && getComputedStyle(one).display !== "inline")
    .filter((one) => {{
      const {{ width, height }} = one.getBoundingClientRect();
      return Math.round(width) < smallest || Math.round(height) < smallest;
    }})
    .map((one) => one.outerHTML.slice(0, 120));
}}"""
_ALL_CONTROLS = f"() => {{ {_CONTROLS} return controls.map((one) => one.outerHTML); }}"
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nothing has the focus";
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20));
  const name = one.outerHTML.slice(0, 120);
  if (!seen || !(one.contains(seen) || seen.contains(one))) return `covered: ${name}`;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  return outlineStyle === "none" || parseFloat(outlineWidth) < 2 ? `no outline: ${name}` : "";
}"""


def sticking_out(page: Page) -> list[str]:
    """What needs sideways scrolling or is cut off."""
    return page.evaluate(_STICKING_OUT)


def space_out(page: Page) -> None:
    """Set the text spacing that a reader may set."""
    page.evaluate(_SPACING)


def too_small(page: Page) -> list[str]:
    """What is to be pressed and is smaller than a thumb needs."""
    return page.evaluate(_TOO_SMALL, SMALLEST_TARGET)


def controls(page: Page) -> list[str]:
    """Everything a keyboard should reach, in the order of the page."""
    return page.evaluate(_ALL_CONTROLS)


def fault_of_focus(page: Page) -> str:
    """Why what has the focus cannot be seen to have it, or nothing."""
    return page.evaluate(_FOCUS)
