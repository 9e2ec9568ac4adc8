"""Templates are code: each one parses, and what scripts take from them is there."""

import re

import pytest

from actions_server.web.pages import STATIC, TEMPLATES, environment
from tests.pages.weight import chat_files, compressed

CHAT_PAGE = (TEMPLATES / "chat" / "chat.html").read_text("utf-8")
SCRIPTS = [STATIC / name for name in chat_files() if name.endswith(".js")]
LARGEST_CHAT_PAGE = 30 * 1024  # bytes, compressed, with everything it loads
LARGEST_LOADER = 5 * 1024
LATER = re.compile(r'import\("\./([\w.]+)"\)')


@pytest.mark.parametrize("name", environment().list_templates())
def test_a_template_parses(name):
    environment().get_template(name)


@pytest.mark.parametrize(
    ("call", "mark"),
    [
        (r'word\(\s*"([a-z-]+)"', 'data-word="{}"'),
        (r'word\(\w+ \? "([a-z-]+)"', 'data-word="{}"'),
        (r'word\(\w+ \? "[a-z-]+" : "([a-z-]+)"', 'data-word="{}"'),
        (r'busy\("([a-z-]+)"', 'data-word="{}"'),
        (r'part\(\w+, "([a-z-]+)"', 'data-part="{}"'),
        (r'fill\(\w+, "([a-z-]+)"', 'data-part="{}"'),
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
    get_page("/chat")
    files = {**chat_files(), "chat.html": client.get("/chat").content}
    assert {"chat.js", "calendar.js", "word_file.js", "base.css", "icon.svg"} <= set(files)
    assert sum(map(compressed, files.values())) <= LARGEST_CHAT_PAGE


def test_every_module_that_the_chat_starts_with_is_named_in_its_head(get_page):
    named = {link.attrs["href"] for link in get_page("/chat").all("link[rel=modulepreload]")}
    later = {name for script in SCRIPTS for name in LATER.findall(script.read_text("utf-8"))}
    assert later == {"word_file.js"}
    assert named == {f"/static/{script.name}" for script in SCRIPTS} - {"/static/chat.js"} - {
        f"/static/{name}" for name in later
    }


def test_the_loader_is_light():
    assert compressed((STATIC / "widget.js").read_bytes()) <= LARGEST_LOADER


def test_no_page_names_an_area():
    for path in [*TEMPLATES.rglob("*.html"), *STATIC.rglob("*.*")]:
        assert not re.search(r"hounslow|shropshire", path.read_text("utf-8"), re.IGNORECASE), path


def test_no_script_waits_for_dragging_or_for_a_device_that_moves():
    moves = re.compile(r"touchstart|touchmove|pointermove|dragstart|devicemotion|deviceorientation")
    scripts = list(STATIC.rglob("*.js"))
    assert scripts
    assert [path.name for path in scripts if moves.search(path.read_text("utf-8"))] == []
