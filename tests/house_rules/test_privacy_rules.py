"""What a family wrote is never printed and never logged."""

import ast
from collections.abc import Iterator

import pytest

from tests.house_rules.our_code import Module, modules, report

# These speak to whoever starts the commands, and never hold a family's message: the measures
# run over written test data.
MAY_PRINT = {
    "actions_server/conversation/guard_train.py",
    "actions_server/conversation/measure_guard.py",
    "actions_server/conversation/measure_redaction.py",
    "actions_server/staff/questions/measure.py",
    "actions_server/cli.py",
    "actions_server/launch.py",
    "actions_server/processes.py",
    "actions_server/bench.py",
}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
LOGGERS = {"log", "logger", "logging", "_log", "_logger"}
WORDS_OF_A_FAMILY = {
    *("answer", "body", "choice", "comment", "said", "incoming", "json", "message", "messages"),
    *("question", "reply", "request", "text", "typed"),
}


def prints(module: Module) -> Iterator[str]:
    """Lines on which a module prints."""
    for node in ast.walk(module.tree):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in {"print", "pprint"}:
            yield f"line {called.lineno} prints"


def logs_words(module: Module) -> Iterator[str]:
    """Lines on which a module logs more than a fixed sentence and harmless values."""
    for node in ast.walk(module.tree):
        if not (isinstance(node, ast.Call) and _is_logging(node.func)):
            continue
        if not node.args or not isinstance(node.args[0], ast.Constant):
            yield f"line {node.lineno} logs a sentence that is made, not fixed"
        for argument in node.args[1:]:
            names = {_name(part) for part in ast.walk(argument)} & WORDS_OF_A_FAMILY
            yield from (f"line {node.lineno} logs {name}" for name in sorted(names))


def _is_logging(called: ast.expr) -> bool:
    return (
        isinstance(called, ast.Attribute)
        and called.attr in LEVELS
        and isinstance(called.value, ast.Name)
        and called.value.id in LOGGERS
    )


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else ""


def test_the_application_prints_nothing_while_it_serves():
    reason = (
        "What is printed ends in a log, and a log must never hold what a family wrote. "
        "Return it, raise it, or say it from a command:"
    )
    broken = [
        f"{module.path}: {line}"
        for module in modules("actions_server")
        if module.path not in MAY_PRINT
        for line in prints(module)
    ]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize("folder", ["actions_server", "bot", "knowledge_base", "pain_points"])
def test_what_a_family_wrote_is_never_logged(folder):
    reason = (
        "A log never holds what a family wrote. Log a fixed sentence, the kind of error or a count:"
    )
    broken = [f"{module.path}: {line}" for module in modules(folder) for line in logs_words(module)]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize(
    "line",
    [
        'logger.info(f"got {text}")',
        'logger.info("got %s", message.text)',
        'logging.error("got %r", question[:10])',
        "logger.warning(reply)",
    ],
)
def test_a_log_line_with_words_in_it_is_noticed(line):
    assert list(logs_words(Module("actions_server/conversation/receive.py", line)))


@pytest.mark.parametrize(
    "line", ['logger.error("failed: %s", type(error).__name__)', 'log("text")']
)
def test_a_log_line_without_words_is_left_alone(line):
    assert not list(logs_words(Module("actions_server/conversation/receive.py", line)))


def test_a_print_is_noticed():
    assert list(prints(Module("actions_server/web/health.py", "def ask():\n    print('hello')")))
