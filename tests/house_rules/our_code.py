"""Our own modules, read but never imported, so that a rule sees every line of them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("actions_server", "bot", "knowledge_base", "pain_points")
PYTHON = (*PACKAGES, "scripts", "tests")


@dataclass(frozen=True)
class Module:
    """A Python file: where it lies, seen from the root of the repository, and what it says."""

    path: str
    source: str

    @property
    def tree(self) -> ast.Module:
        """The file as a syntax tree."""
        return ast.parse(self.source, self.path)

    @property
    def name(self) -> str:
        """The name it is imported by, such as actions_server.web.health."""
        parts = self.path.removesuffix(".py").split("/")
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    def imports(self) -> Iterator[str]:
        """Everything it imports, wherever the import stands: `from a import b` is a.b."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                start = ".".join(filter(None, [self._above(node.level), node.module]))
                yield from (f"{start}.{alias.name}" for alias in node.names)

    def _above(self, level: int) -> str:
        """The package that so many dots stand for."""
        return ".".join(self.path.removesuffix(".py").split("/")[:-level]) if level else ""


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python module under these folders; an empty set would make a rule say nothing."""
    found = [
        Module(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
    ]
    assert found, f"there is no module under {folders}"
    return tuple(found)


def within(name: str, package: str) -> bool:
    """Whether a dotted name is the package or lies in it."""
    return name == package or name.startswith(f"{package}.")


def report(reason: str, broken: list[str]) -> str:
    """A failure message: why the rule is there, then every place that breaks it."""
    return "\n  ".join([reason, *broken])
