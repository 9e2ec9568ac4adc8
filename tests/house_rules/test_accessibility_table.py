"""Every criterion of WCAG 2.2, A and AA, has a row in docs/accessibility.md whose tests exist."""

import ast
import re

from tests.house_rules.our_code import ROOT, report

PAGE = ROOT / "docs/accessibility.md"
ROW = re.compile(r"^\| (\d\.\d\.\d+) \| ([^|]+) \| (A{1,2}) \| ([^|]+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
LEVEL_A = (
    "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 "
    "2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 "
    "4.1.2"
).split()
LEVEL_AA = (
    "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 "
    "2.4.11 2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3"
).split()
TEXT = PAGE.read_text(encoding="utf-8")


def missing(text: str) -> list[str]:
    """The tests that a text names and that are nowhere."""
    return [f"{file}::{name}" for file, name in TEST.findall(text) if not _exists(file, name)]


def _exists(file: str, name: str) -> bool:
    path = ROOT / file
    if not path.is_file():
        return False
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.walk(tree))


def test_each_of_the_55_criteria_has_a_row_and_its_level():
    rows = {number: level for number, _, level, _ in ROW.findall(TEXT)}
    assert len(LEVEL_A) + len(LEVEL_AA) == 55
    assert rows == {**dict.fromkeys(LEVEL_A, "A"), **dict.fromkeys(LEVEL_AA, "AA")}


def test_each_row_names_a_test_or_says_why_it_does_not_apply():
    reason = "A criterion is shown by a test, or the row says why it does not apply:"
    broken = [
        f"{number} {name}"
        for number, name, _, shown in ROW.findall(TEXT)
        if not TEST.search(shown) and not shown.startswith("Does not apply: ")
    ]
    assert not broken, report(reason, broken)


def test_every_test_that_is_named_exists():
    reason = "A table of tests that are not there shows nothing. Name the test that took its place:"
    assert len(set(TEST.findall(TEXT))) > 20
    assert not missing(TEXT), report(reason, missing(TEXT))


def test_a_test_that_is_not_there_is_noticed():
    assert missing("`tests/pages/test_guides.py::test_that_is_not_there`")
    assert missing("`tests/pages/nowhere.py::test_a`")
