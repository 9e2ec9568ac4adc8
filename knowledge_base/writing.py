"""Article and Service to files, such that reading them gives the same again."""

from pathlib import Path

import yaml
from pydantic import BaseModel

from knowledge_base.article import Article
from knowledge_base.service import Service

_WIDTH = 100
_LONG = 80  # characters; a longer text is folded over several lines


def as_markdown(article: Article) -> str:
    """An article as a file: its fields, then its body."""
    fields = _fields(article)
    body = fields.pop("body")
    return f"---\n{_as_yaml(fields)}---\n{body}\n"


def as_yaml(service: Service) -> str:
    """A directory entry as a file."""
    return _as_yaml(_fields(service))


def write_content(articles: list[Article], services: list[Service], root: Path) -> int:
    """Put every article and service under root, a folder an area; the number of files."""
    for article in articles:
        _write(root / article.area / f"{article.slug}.md", as_markdown(article))
    for service in services:
        _write(root / service.area / "services" / f"{service.id}.yaml", as_yaml(service))
    return len(articles) + len(services)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _fields(item: BaseModel) -> dict:
    """The fields in the order of the model, without those that say nothing."""
    return {
        name: value
        for name, value in item.model_dump(mode="python").items()
        if value != type(item).model_fields[name].default
    }


def _as_yaml(fields: dict) -> str:
    return yaml.dump(fields, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)


class _Dumper(yaml.SafeDumper):
    """YAML as people write it: long texts folded, lists indented, short ones on a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        return super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = ">" if len(text) > _LONG and "\n" not in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _list(dumper: yaml.SafeDumper, items: list | tuple) -> yaml.SequenceNode:
    is_short = all(isinstance(one, int | str) and len(str(one)) < 40 for one in items)
    is_one_line = is_short and sum(len(str(one)) for one in items) < _LONG
    is_one_line = is_one_line and all(" " not in str(one) for one in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=is_one_line)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(tuple, _list)
