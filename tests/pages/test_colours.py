"""The colours of every page: text and edges stand out, in light and in dark."""

import re

import pytest

from actions_server.web.pages import STATIC

BASE = (STATIC / "base.css").read_text("utf-8")
LIGHT, DARK = BASE.split("@media (prefers-color-scheme: dark)", 1)
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
TEXT = 4.5  # criterion 1.4.3
EDGE = 3.0  # criterion 1.4.11


def tokens(scheme: str) -> dict[str, str]:
    """The colours by name; the dark ones stand on top of the light ones."""
    found = dict(TOKEN.findall(LIGHT))
    return found if scheme == "light" else {**found, **dict(TOKEN.findall(DARK))}


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_measure_is_the_standards():
    assert round(contrast("#000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "quiet-ink", "link"])
@pytest.mark.parametrize("ground", ["page", "card", "soft"])
def test_text_can_be_read(scheme, text, ground):
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [("on-brand", "brand"), ("on-brand", "brand-deep"), ("ink", "warm"), ("alarm", "alarm-soft")],
)
def test_text_on_a_colour_can_be_read(scheme, text, ground):
    colours = tokens(scheme)
    assert contrast(colours[text], colours[ground]) >= TEXT


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "card"])
def test_what_can_be_used_stands_out_from_what_is_behind_it(scheme, ground):
    colours = tokens(scheme)
    for edge in ("edge", "alarm", "focus"):
        assert contrast(colours[edge], colours[ground]) >= EDGE, edge
