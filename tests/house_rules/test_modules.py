"""Modules stay small, and each says what it is for."""

import ast
from collections.abc import Iterator

import pytest

from tests.house_rules.our_code import PACKAGES, PYTHON, ROOT, Module, modules, report

LONGEST = 300  # lines; most stay under 150
SCRIPTS = (".js", ".css")


def test_no_module_outgrows_what_can_be_read_in_one_go():
    reason = f"A module stops at {LONGEST} lines: split it by what its parts are about:"
    scripts = [
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in (ROOT / "actions_server").rglob("*")
        if path.suffix in SCRIPTS
    ]
    files = [*((module.path, module.source) for module in modules(*PYTHON)), *scripts]
    lengths = [(path, len(text.splitlines())) for path, text in files]
    broken = [f"{path} has {lines}" for path, lines in lengths if lines > LONGEST]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize("folder", PACKAGES)
def test_every_module_class_and_function_says_what_it_is(folder):
    reason = (
        "A docstring says in a sentence what is true of a module, public class or public "
        "function. Write one, or begin the name with _ where nobody else uses it:"
    )
    broken = [
        f"{module.path}: {name}" for module in modules(folder) for name in undescribed(module)
    ]
    assert not broken, report(reason, broken)


def undescribed(module: Module) -> Iterator[str]:
    """What of a module can be used by others and has no docstring."""
    if not ast.get_docstring(module.tree):
        yield "the module"
    yield from _undescribed(module.tree.body, "")


def _undescribed(body: list[ast.stmt], where: str) -> Iterator[str]:
    for node in body:
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{where}{node.name}"
        if isinstance(node, ast.ClassDef):
            yield from _undescribed(node.body, f"{where}{node.name}.")


def test_what_is_not_described_is_noticed():
    source = (
        "class Open:\n    def shut(self): ...\n    def _hidden(self): ...\n"
        "async def ask(): ...\ndef _hidden(): ...\ndef said():\n    'Says it.'\n"
    )
    found = list(undescribed(Module("bot/door.py", source)))
    assert found == ["the module", "Open", "Open.shut", "ask"]
