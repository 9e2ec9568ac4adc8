"""Nothing about an area is in code."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge_base.reading import CONTENT
from tests.house_rules.our_code import ROOT, report

PRODUCT = ("actions_server", "bot", "knowledge_base", "pain_points", "scripts", "widget")
CODE = {".py", ".html", ".js", ".css"}
WRITTEN_ABOUT_AREAS = {"content", "facts"}
DEFAULT_AREA = 'area: str = Field("hounslow"'  # a setting needs a default
NATIONAL = "england"


def files(folder: Path, but: set[str]) -> Iterator[Path]:
    """Every file below a folder, but not in folders of these names."""
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if name not in but]
        yield from (Path(place, name) for name in sorted(names))


def areas_named(text: str, areas: set[str]) -> Iterator[str]:
    """The areas that a text names, with the line."""
    for number, line in enumerate(text.splitlines(), 1):
        said = line.casefold().replace(DEFAULT_AREA.casefold(), "")
        yield from (f"line {number} names {area}" for area in sorted(areas) if area in said)


def areas() -> set[str]:
    """The ids of the areas that have a pack."""
    return {path.parent.name for path in CONTENT.glob("*/area.yaml")} - {NATIONAL}


def test_no_area_is_named_in_code():
    reason = (
        "Everything about an area is content, so that another area needs no programmer. "
        "Put it into the area's pack, or say it without naming the area:"
    )
    code = [
        path
        for folder in PRODUCT
        for path in files(ROOT / folder, {"__pycache__"} | WRITTEN_ABOUT_AREAS)
        if path.suffix in CODE
    ]
    broken = [
        f"{path.relative_to(ROOT)}: {found}"
        for path in code
        for found in areas_named(path.read_text(encoding="utf-8"), areas())
    ]
    assert len(code) > 20
    assert not broken, report(reason, broken)


@pytest.mark.parametrize(
    "line", ['TOWN = "Hounslow"', "// the Hounslow page", 'area: str = Field("shropshire"']
)
def test_an_area_in_code_is_noticed(line):
    assert areas() >= {"hounslow", "shropshire"}
    assert list(areas_named(f"\n{line}", areas()))


def test_the_default_area_may_be_named_by_its_setting():
    assert not list(areas_named('    area: str = Field("hounslow", description="…")', areas()))
