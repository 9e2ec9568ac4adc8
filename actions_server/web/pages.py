"""Templates to pages: the one way that HTML leaves the application, errors included."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import nh3
from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import (
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
)
from jinja2.utils import missing
from markdown_it import MarkdownIt
from markupsafe import Markup, escape

FOLDER = Path(__file__).parents[1]
STATIC = FOLDER / "static"
TEMPLATES = FOLDER / "templates"
FOR_STAFF = "staff/"  # the folder of the templates in the GOV.UK design system
DESIGN_SYSTEM = "govuk_frontend_jinja"
# Its macros say “undefined” for nothing, and “caller” for what stands between their tags, if any.
NAMES_OF_MACROS = (None, "undefined", "caller")

# Addresses that programs read. Their errors stay problem+json, whoever asks.
_FOR_PROGRAMS = tuple("/api/ /openreferral/ /webhook /metrics /healthz /readyz /static/".split())

_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_TAGS = set("h2 h3 h4 p ul ol li strong em a blockquote br hr table thead tbody tr th td".split())
_BLANK = re.compile(r"(\[[^\[\]]*\])")
_WITHIN_A_LINE = re.compile(
    r"(?P<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<phone>\b0\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4}\b|\b116 123\b|(?<=[Cc]all )(?:999|111)\b)"
)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template.

    Every template also gets `path`, its address, and `pack`, the area pack, which is None before
    the assistant is built, and `person`, who is signed in, or None.
    """
    assistant = getattr(request.app.state, "assistant", None)
    pack = assistant.library.pack if assistant else None
    person = getattr(request.state, "person", None)
    made = staff_environment() if template.startswith(FOR_STAFF) else environment()
    page = made.get_template(template)
    html = page.render(pack=pack, path=request.url.path, person=person, **values)
    return HTMLResponse(html, status_code=status)


def problem_page(request: Request, status: int, detail: str) -> HTMLResponse | None:
    """The error as a kind page, or None where the caller is a program and wants problem+json."""
    wants_page = "text/html" in request.headers.get("accept", "")
    if not wants_page or request.url.path.startswith(_FOR_PROGRAMS):
        return None
    is_for_staff = request.url.path.startswith("/staff")
    template = f"{FOR_STAFF}problem.html" if is_for_staff else "problem.html"
    return render(request, template, status, code=status, detail=detail)


class OnlyNamesAreStrict(ChainableUndefined):
    """A name that a template misspells is an error; a part that a value lacks is nothing. The
    macros of the design system ask for parts that they are rarely given."""

    def __str__(self) -> str:
        """Nothing, or an error."""
        self._refuse_names()
        return ""

    def __bool__(self) -> bool:
        """False, or an error."""
        self._refuse_names()
        return False

    def __iter__(self) -> Iterator[Any]:
        """Nothing, or an error."""
        self._refuse_names()
        return iter(())

    def _refuse_names(self) -> None:
        if self._undefined_obj is missing and self._undefined_name not in NAMES_OF_MACROS:
            self._fail_with_undefined_error()


@cache
def staff_environment() -> Environment:
    """The same with the macros of the GOV.UK design system."""
    macros = PrefixLoader({DESIGN_SYSTEM: PackageLoader(DESIGN_SYSTEM)})
    return environment().overlay(
        loader=ChoiceLoader([macros, FileSystemLoader(TEMPLATES)]), undefined=OnlyNamesAreStrict
    )


@cache
def environment() -> Environment:
    """The template environment; a name that a template misspells is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "markdown": markdown,
        "uk_date": uk_date,
        "tel": tel,
        "with_links": with_links,
        "website": website,
        "with_blanks": with_blanks,
        "weekday": weekday,
        "moment": moment,
        "uk_moment": uk_moment,
        "day_or_text": day_or_text,
        "list_twice": lambda one: (one, one),
        "first_of_each": lambda faults: {name: found[0] for name, found in faults.items() if found},
    }
    return made


def markdown(text: str) -> Markup:
    """An article's Markdown as HTML that holds nothing but text, lists, tables and links."""
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
    )
    # A wide table scrolls in its own box, so that the page never does.
    html = html.replace("<table>", '<div class="wide"><table>')
    return Markup(html.replace("</table>", "</table></div>"))


def uk_date(day: date | str) -> str:
    """A day as it is written in the UK: 21 November 2026. Takes a date or YYYY-MM-DD."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%B %Y}"


def weekday(day: str) -> str:
    """A day, given as YYYY-MM-DD, with its name: Monday 30 November 2026."""
    return f"{date.fromisoformat(day):%A} {uk_date(day)}"


def moment(at: datetime) -> str:
    """A point in time as staff read it, in UTC: 21 November 2026, 14:05."""
    return f"{uk_date(at.date())}, {at:%H:%M}"


def uk_moment(at: datetime) -> str:
    """A point in time as the clocks of the UK show it."""
    return moment(at.astimezone(ZoneInfo("Europe/London")))


def day_or_text(typed: str) -> str:
    """A day as it is written in the UK, or what was typed in place of one."""
    try:
        return uk_date(typed)
    except ValueError:
        return typed


def tel(phone: str) -> str:
    """The address that a phone calls when a number is tapped."""
    return f"tel:{re.sub(r'[^0-9+]', '', phone)}"


def with_links(text: str) -> Markup:
    """Plain text as HTML in which phone numbers and email addresses can be tapped."""
    pieces: list[Markup] = []
    done = 0
    for found in _WITHIN_A_LINE.finditer(text):
        target = tel(found[0]) if found["phone"] else f"mailto:{found[0]}"
        link = Markup('<a href="{}">{}</a>').format(target, found[0])
        pieces += [escape(text[done : found.start()]), link]
        done = found.end()
    return Markup("").join([*pieces, escape(text[done:])])


def with_blanks(text: str) -> Markup:
    """A paragraph of a letter as HTML: each blank is marked, and prints as a line to write on."""
    pieces = [
        Markup('<span class="blank">{}</span>').format(part) if part.startswith("[") else part
        for part in _BLANK.split(text)
    ]
    return Markup("<br>").join(Markup("").join(map(escape, pieces)).splitlines())


def website(url: str) -> str:
    """The name of the site that an address leads to."""
    return re.sub(r"^https?://(www\.)?", "", url).partition("/")[0]
