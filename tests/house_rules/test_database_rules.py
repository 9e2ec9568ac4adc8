"""SQL stands in one place a package, and a request is saved whole or not at all."""

import ast
from collections.abc import Iterator

import pytest

from tests.house_rules.our_code import PACKAGES, Module, modules, report

STATEMENTS = {"select", "insert", "update", "delete", "text", "union", "union_all", "exists"}
MAY_ASK_WHETHER_IT_LIVES = "actions_server/web/health.py"


def is_home_of_sql(module: Module) -> bool:
    """Whether SQL may be written in a module."""
    return module.path.endswith("/queries.py") or "/migrations/" in module.path


def sql(module: Module) -> Iterator[str]:
    """The statements of SQL that a module can make."""
    lives = module.path == MAY_ASK_WHETHER_IT_LIVES
    names = STATEMENTS - {"text"} if lives else STATEMENTS
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy":
            yield from (alias.name for alias in node.names if alias.name in names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in {"sa", "sqlalchemy"} and node.attr in names:
                yield f"{node.value.id}.{node.attr}"
            elif node.value.id == "session" and node.attr in {"query", "scalars", "scalar"}:
                yield f"session.{node.attr}"


def commits(module: Module) -> Iterator[str]:
    """Lines on which a module saves on its own."""
    for node in ast.walk(module.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr == "commit":
            yield f"line {called.lineno}"


@pytest.mark.parametrize("folder", PACKAGES)
def test_sql_is_written_only_in_queries(folder):
    reason = (
        "SQL is written only in queries.py, so that what is kept can be read in one place. "
        "Add a function there that takes a session:"
    )
    broken = [
        f"{module.path}: {name}"
        for module in modules(folder)
        if not is_home_of_sql(module)
        for name in sql(module)
    ]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize("folder", PACKAGES)
def test_nobody_commits(folder):
    reason = (
        "A request is saved once, at its end, by `transaction`; a commit on the way could keep "
        "half of it. Take the call out:"
    )
    broken = [f"{module.path}: {line}" for module in modules(folder) for line in commits(module)]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize(
    "line",
    [
        "from sqlalchemy import delete",
        "from sqlalchemy.sql import select as choose",
        "import sqlalchemy as sa\nsa.text('SELECT 1')",
        "def find(session):\n    return session.query(1)",
    ],
)
def test_sql_elsewhere_is_noticed(line):
    assert list(sql(Module("actions_server/guides/api.py", line)))


def test_the_health_check_may_ask_one_thing_only():
    health = Module(MAY_ASK_WHETHER_IT_LIVES, "from sqlalchemy import select, text")
    assert list(sql(health)) == ["select"]


def test_a_commit_is_noticed():
    assert list(commits(Module("actions_server/app.py", "with s as t:\n    t.commit()")))
