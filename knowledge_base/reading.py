"""Files to Article, Service and AreaPack, with every fault named and the rest still read."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge_base.area import AreaPack
from knowledge_base.article import Article
from knowledge_base.problems import Problem
from knowledge_base.service import Service

CONTENT = Path(__file__).parent / "content"
_FENCE = "---"
_Fastest = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times faster where built
Model = TypeVar("Model", bound=BaseModel)
Entry = TypeVar("Entry", Article, Service)


@dataclass
class Content:
    """What a folder of content holds, and what is wrong with it.

    only: the slug of the one article that is to be checked, or None for all of them.
    """

    articles: list[Article] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    areas: list[AreaPack] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    only: str | None = None

    @property
    def checked(self) -> list[Article]:
        """The articles that are to be checked."""
        return [item for item in self.articles if self.only in (None, item.slug)]

    @property
    def beside(self) -> list[Article]:
        """The articles that those are only held against."""
        return [item for item in self.articles if self.only not in (None, item.slug)]

    def area(self, name: str) -> AreaPack | None:
        """The area pack of that name, or None."""
        return next((pack for pack in self.areas if pack.area == name), None)


def read_content(root: Path = CONTENT) -> Content:
    """Read every area folder under root; a faulty file becomes problems and is left out."""
    content = Content()
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        for path in sorted(folder.glob("*.md")):
            article = read_article(path, content.problems)
            if article and _belongs(article.area, folder, path, content.problems):
                content.articles.append(article)
        for path in sorted((folder / "services").glob("*.yaml")):
            service = _read_service(path, content.problems)
            if service and _belongs(service.area, folder, path, content.problems):
                content.services.append(service)
        pack_file = folder / "area.yaml"
        if pack_file.exists():
            pack = _read_yaml(pack_file, AreaPack, content.problems)
            if pack and _belongs(pack.area, folder, pack_file, content.problems):
                content.areas.append(pack)
    _drop_repeats(content)
    return content


def read_area(name: str, problems: list[Problem], root: Path = CONTENT) -> AreaPack | None:
    """The area pack of that name; None when there is none, with problems when it is at fault."""
    path = root / name / "area.yaml"
    return _read_yaml(path, AreaPack, problems) if path.exists() else None


def read_article(path: Path, problems: list[Problem]) -> Article | None:
    """One article file; adds to problems and returns None when it cannot be used."""
    article = read_front_matter(path, Article, problems)
    return article if article and _is_named(article.slug, "slug", path, problems) else None


def article_of(fields: dict, problems: list[Problem]) -> Article | None:
    """An article from its fields; adds to problems and returns None when it cannot be used."""
    return _build(Article, fields, Path(f"{fields.get('area')}/{fields.get('slug')}"), problems)


def service_of(fields: dict, problems: list[Problem]) -> Service | None:
    """A directory entry from its fields; adds to problems and returns None when it cannot be
    used."""
    return _build(Service, fields, Path(f"{fields.get('area')}/{fields.get('id')}"), problems)


def read_front_matter(path: Path, kind: type[Model], problems: list[Problem]) -> Model | None:
    """A file of fields and, below them, the field `body`; None, with problems, when at fault."""
    text = _read_text(path, problems)
    if text is None:
        return None
    head, found, body = text.removeprefix(_FENCE + "\n").partition(f"\n{_FENCE}\n")
    if not text.startswith(_FENCE) or not found:
        remedy = "start the file with a line of --- , then the fields, then another line of ---"
        problems.append(Problem(_name(path), "", remedy))
        return None
    fields = _parse_yaml(head, path, problems)
    if fields is None:
        return None
    if "body" in fields:
        problems.append(Problem(_name(path), "body", "write it below the second line of ---"))
        return None
    return _build(kind, {**fields, "body": body.strip()}, path, problems)


def _read_service(path: Path, problems: list[Problem]) -> Service | None:
    service = _read_yaml(path, Service, problems)
    return service if service and _is_named(service.id, "id", path, problems) else None


def _read_yaml(path: Path, kind: type[Model], problems: list[Problem]) -> Model | None:
    text = _read_text(path, problems)
    fields = None if text is None else _parse_yaml(text, path, problems)
    return None if fields is None else _build(kind, fields, path, problems)


def _read_text(path: Path, problems: list[Problem]) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")  # some editors begin with a byte order mark
    except UnicodeDecodeError:
        problems.append(Problem(_name(path), "", "save the file as UTF-8 text"))
        return None


def _parse_yaml(text: str, path: Path, problems: list[Problem]) -> dict | None:
    try:
        fields = yaml.load(text, _Loader)
    except _Repeated as error:
        problems.append(Problem(_name(path), "", str(error)))
        return None
    except ValueError as error:  # PyYAML makes the dates itself
        remedy = f"write each date as a day that exists, like 2026-11-21 ({error})"
        problems.append(Problem(_name(path), "", remedy))
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" near line {mark.line + 1}" if mark else ""
        remedy = f"the fields cannot be read{line}; check colons, quotes and indents"
        problems.append(Problem(_name(path), "", remedy))
        return None
    if not isinstance(fields, dict):
        problems.append(Problem(_name(path), "", "write the fields as “name: value” lines"))
        return None
    return fields


class _Repeated(Exception):
    """A name stands twice among the fields."""


class _Loader(_Fastest):
    """YAML as usual, but where a name is repeated the earlier value is not lost in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                line = key.start_mark.line + 1
                raise _Repeated(f"“{key.value}” stands there twice, near line {line}; keep one")
            seen.add(str(key.value))
        return super().construct_mapping(node, deep)


def _build(kind: type[Model], fields: dict, path: Path, problems: list[Problem]) -> Model | None:
    try:
        return kind.model_validate(fields)
    except ValidationError as error:
        for fault in error.errors():
            where = ".".join(str(part) for part in fault["loc"])
            problems.append(Problem(_name(path), where, _remedy(fault)))
        return None


def _remedy(fault: dict) -> str:
    match fault["type"]:
        case "missing":
            return "add this field"
        case "extra_forbidden":
            return "this field is not known; check its spelling or take it out"
        case "too_short":
            return f"give at least {fault['ctx']['min_length']}"
        case "too_long":
            return f"give at most {fault['ctx']['max_length']}"
        case "literal_error":
            return f"use one of {fault['ctx']['expected']}"
        case "string_type":
            return "write this as text; put it in quotes"
        case "string_too_short":
            return "this is empty; write something or take it out"
        case "string_pattern_mismatch":
            return "use small letters, figures and single hyphens only"
        case "date_type" | "date_parsing" | "date_from_datetime_parsing":
            return "write a date like 2026-11-21"
        case _:
            return fault["msg"].removeprefix("Value error, ")


def _is_named(name: str, field_name: str, path: Path, problems: list[Problem]) -> bool:
    if name == path.stem:
        return True
    remedy = f"make it “{path.stem}”, the name of the file, or rename the file"
    problems.append(Problem(_name(path), field_name, remedy))
    return False


def _belongs(area: str, folder: Path, path: Path, problems: list[Problem]) -> bool:
    if area == folder.name:
        return True
    remedy = f"it says “{area}” but lies in “{folder.name}”; move the file or mend the field"
    problems.append(Problem(_name(path), "area", remedy))
    return False


def _drop_repeats(content: Content) -> None:
    content.articles = _first_of_each(content.articles, "slug", content.problems)
    content.services = _first_of_each(content.services, "id", content.problems)


def _first_of_each(items: list[Entry], key: str, problems: list[Problem]) -> list[Entry]:
    kept: dict[str, Entry] = {}
    for item in items:
        name = getattr(item, key)
        if name in kept:
            remedy = f"“{name}” is already used in {kept[name].area}; choose another"
            problems.append(Problem(f"{item.area}/{name}", key, remedy))
        else:
            kept[name] = item
    return list(kept.values())


def _name(path: Path) -> str:
    """The path as a writer knows it: from the content folder down."""
    below = [*reversed(path.parts)]
    below = below[: below.index("content")] if "content" in below else below[:2]
    return "/".join(reversed(below))
