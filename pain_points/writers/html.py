"""A document as one HTML file that needs nothing else."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pain_points.document import Document
from pain_points.writers.svg import draw

TEMPLATES = Path(__file__).parents[1] / "templates"


def as_html(document: Document) -> bytes:
    """The page, with its style and charts inside."""
    return environment().get_template("report.html").render(document=document).encode()


@cache
def environment() -> Environment:
    """The templates; a misspelt name is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["draw"] = draw
    return made
