"""Which way imports point; docs on the folders explain what each part is for."""

import pytest

from tests.house_rules.our_code import PACKAGES, ROOT, Module, modules, report, within

# What a part of the application may use of the other features. Shared modules such as wording,
# messages and problems are open to all; a feature that is not named here is not bound.
MAY_USE: dict[str, set[str]] = {
    "actions": {"answering", "journeys", "letters"},
    "answering": set(),
    "conversation": {"answering", "letters"},
    "directory": set(),
    "ehc_clock": set(),
    "journeys": {"answering", "ehc_clock", "letters"},
    "letters": set(),
    "reports": set(),
    "web": set(),
}
# The assistant is put together from the features, so whoever imports it depends on them all.
WITHOUT_THE_ASSISTANT = {"actions", "answering", "journeys", "web"}
# The auditor must not repeat a mistake of what it audits, so it shares no code with it.
AUDITOR = "pain_points.auditor"
MAY_ASK_THE_ASSISTANT = {"actions_server.web.health"}
MAY_START_THE_APPLICATION = {"actions_server.launch", "actions_server.cli"}


def stray(module: Module) -> list[str]:
    """Imports of a module that point the wrong way."""
    return [f"{module.path} imports {name}" for name in module.imports() if _is_stray(module, name)]


def _is_stray(module: Module, name: str) -> bool:
    home = module.name.split(".")[0]
    if within(module.name, AUDITOR) and within(name, "pain_points"):
        return not within(name, AUDITOR)
    if home != "actions_server":
        return name.split(".")[0] in {*PACKAGES, "scripts", "tests"} - {home}
    if within(name, "bot") or within(name, "scripts") or within(name, "tests"):
        return True
    if within(name, "actions_server.app"):
        return module.name not in MAY_START_THE_APPLICATION
    feature, other = _feature(module.name), _feature(name)
    if within(name, "actions_server.assistant"):
        return feature in WITHOUT_THE_ASSISTANT and module.name not in MAY_ASK_THE_ASSISTANT
    return feature in MAY_USE and other not in {None, feature, "web", *MAY_USE[feature]}


def _feature(name: str) -> str | None:
    """The folder of the application that a dotted name lies in, if it lies in one."""
    parts = name.split(".")
    if parts[0] != "actions_server" or len(parts) < 2:
        return None
    return parts[1] if parts[1] in MAY_USE or (ROOT / parts[0] / parts[1]).is_dir() else None


@pytest.mark.parametrize("folder", PACKAGES)
def test_imports_point_one_way(folder):
    reason = (
        "Imports point one way, so that a part can be read, tested and replaced without what "
        "uses it. Move the shared code down, or pass in what is needed:"
    )
    broken = [line for module in modules(folder) for line in stray(module)]
    assert not broken, report(reason, broken)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("knowledge_base/search.py", "from actions_server.settings import Settings"),
        ("knowledge_base/search.py", "import bot"),
        ("bot/channel.py", "from knowledge_base.article import Article"),
        ("actions_server/answering/answer.py", "from actions_server.conversation import tidy"),
        ("actions_server/answering/answer.py", "from ..conversation.tidy import tidy"),
        ("actions_server/actions/webhook.py", "import actions_server.conversation.memory"),
        ("actions_server/actions/webhook.py", "from actions_server.assistant import Assistant"),
        ("actions_server/conversation/routes.py", "from actions_server.guides import pages"),
        ("actions_server/web/headers.py", "from actions_server.conversation import routes"),
        ("actions_server/web/headers.py", "from actions_server.assistant import Assistant"),
        ("actions_server/guides/api.py", "from actions_server.app import create_app"),
        ("actions_server/guides/api.py", "from actions_server import app"),
        ("actions_server/guides/api.py", "def late():\n    from actions_server import app"),
        ("actions_server/settings.py", "from bot.incoming import Refused"),
        ("pain_points/record.py", "from actions_server.database import transaction"),
        ("pain_points/plan.py", "from knowledge_base.area import AreaPack"),
        ("knowledge_base/search.py", "from pain_points.vocabulary import Event"),
        ("pain_points/auditor/audit.py", "from pain_points.bands import Band"),
        ("actions_server/directory/desk.py", "from actions_server.answering import compose"),
    ],
)
def test_an_import_that_points_the_wrong_way_is_noticed(path, line):
    assert stray(Module(path, line))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("knowledge_base/search.py", "from knowledge_base.index import Index"),
        ("bot/channel.py", "from bot.incoming import Refused"),
        ("actions_server/web/health.py", "from actions_server.assistant import Assistant"),
        ("actions_server/web/headers.py", "from actions_server import wording"),
        ("actions_server/actions/webhook.py", "from actions_server.answering import answer"),
        ("actions_server/conversation/receive.py", "from actions_server.answering import answer"),
        ("actions_server/conversation/receive.py", "from .tidy import tidy"),
        ("actions_server/launch.py", "from actions_server.app import create_app"),
        ("actions_server/journeys/barrier.py", "from pain_points.vocabulary import Event"),
        ("pain_points/auditor/audit.py", "from pain_points.auditor.reading import NotRight"),
        ("actions_server/app.py", "from actions_server.guides import pages"),
    ],
)
def test_an_import_that_points_the_right_way_is_left_alone(path, line):
    assert stray(Module(path, line)) == []


def test_the_parts_named_here_are_there():
    """A folder that was renamed would otherwise be bound by no rule."""
    for feature in ("actions", "answering", "conversation", "web"):
        assert (ROOT / "actions_server" / feature).is_dir(), feature
