"""Templates are code: each one parses, and what scripts take from them is there."""

import gzip
import re

import pytest

from actions_server.web.pages import STATIC, TEMPLATES, environment

SCRIPTS = sorted(STATIC.glob("*.js"))
CHAT_PAGE = (TEMPLATES / "chat" / "chat.html").read_text("utf-8")
LARGEST_CHAT_PAGE = 30 * 1024  # bytes, compressed, with everything it loads
LARGEST_LOADER = 5 * 1024


@pytest.mark.parametrize("name", environment().list_templates())
def test_a_template_parses(name):
    environment().get_template(name)


@pytest.mark.parametrize(
    ("call", "mark"),
    [
        (r'word\(\s*"([a-z-]+)"', 'data-word="{}"'),
        (r'word\(\w+ \? "([a-z-]+)"', 'data-word="{}"'),
        (r'word\(\w+ \? "[a-z-]+" : "([a-z-]+)"', 'data-word="{}"'),
        (r'working\("([a-z-]+)"', 'data-word="{}"'),
        (r'part\(\w+, "([a-z-]+)"', 'data-part="{}"'),
        (r'fill\(item, "([a-z-]+)"', 'data-part="{}"'),
        (r'byId\("([a-z-]+)"', 'id="{}"'),
        (r'fromTemplate\("([a-z-]+)"', 'id="{}"'),
    ],
)
def test_what_the_scripts_of_the_chat_look_for_stands_in_its_page(call, mark):
    wanted = {name for script in SCRIPTS for name in re.findall(call, script.read_text("utf-8"))}
    assert wanted
    assert [name for name in wanted if mark.format(name) not in CHAT_PAGE] == []


def test_every_word_of_the_chat_is_used():
    scripts = "".join(script.read_text("utf-8") for script in SCRIPTS)
    words = re.findall(r'data-word="([a-z-]+)"', CHAT_PAGE)
    assert [name for name in words if f'"{name}"' not in scripts] == []


def test_the_chat_page_is_light(get_page, client):
    page = get_page("/chat")
    parts = [element.attrs["href"] for element in page.all("link[href]")]
    scripts = [f"/static/{script.name}" for script in SCRIPTS if script.name != "widget.js"]
    sizes = [len(gzip.compress(client.get(each).content)) for each in ["/chat", *parts, *scripts]]
    assert sum(sizes) <= LARGEST_CHAT_PAGE


def test_the_loader_is_light():
    assert len(gzip.compress((STATIC / "widget.js").read_bytes())) <= LARGEST_LOADER


def test_no_page_names_an_area():
    for path in [*TEMPLATES.rglob("*.html"), *STATIC.iterdir()]:
        assert not re.search(r"hounslow|shropshire", path.read_text("utf-8"), re.IGNORECASE), path
