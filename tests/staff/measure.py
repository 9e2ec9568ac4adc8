"""`python -m tests.staff.measure [ARTICLES]`: how soon the desk answers with many articles.

Beside the real ones stand articles as long as they are, of the same words drawn at random: 2,000 in
all unless told otherwise. Pages are asked for in memory, so no network is in the times. Embedding
the passages comes first and takes some minutes; the data folder is thrown away afterwards.
"""

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient
from httpx2 import Response

from actions_server.app import create_app
from actions_server.database import migrate, open_database, transaction
from actions_server.importing import import_files
from actions_server.settings import Settings
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, sessions
from knowledge_base import queries as published
from knowledge_base.article import Article
from knowledge_base.reading import read_content
from tests.staff.at_the_desk import editor
from tests.staff.conftest import FROM_OUR_PAGE, Browser

TIMES = 7
ADDED = "Ask us first."
SLUG = "activities"
QUESTION = "my son is being bullied at school, what should school do"


def main() -> None:
    """Make the articles, then print a line for each page."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    prepared = Path(os.environ.get("SEND_NAVIGATOR_DATA_FOLDER", "var")).resolve()
    with tempfile.TemporaryDirectory() as folder:
        for made in ("encoder", "guard-encoder"):
            (Path(folder) / made).symlink_to(prepared / made, target_is_directory=True)
        settings = Settings(data_folder=folder, rasa_port=1, rasa_secret="a secret for measuring")
        migrate(settings.database)
        writer, publisher = _fill(settings, many)
        app = create_app(settings)
        began = time.perf_counter()
        with TestClient(app, base_url="https://testserver") as client:
            served = len(app.state.assistant.library.articles)
            print(f"{served} articles, made ready in {time.perf_counter() - began:.0f} s")
            _sign_in(client, writer)
            _look(client)
            _sign_in(client, publisher)
            _publish(client)


def _fill(settings: Settings, many: int) -> list[str]:
    """Put in the articles; the session tokens of somebody who writes and somebody who publishes."""
    engine = open_database(settings.database)
    with transaction(engine) as session:
        assert import_files(session).problems == []
        real = [one for one in read_content().articles if one.area in ("england", settings.area)]
        words = [word for one in real for word in one.body.split()]
        for number in range(max(0, many - len(real))):
            published.put_article(session, _like(real[number % len(real)], words, number))
        tokens = []
        for role in (Role.EDITOR, Role.PUBLISHER):
            password = "seven lanterns drift south"
            user = accounts.create_user(session, str(role), "", role, password, now())
            tokens.append(sessions.begin(session, user, now(), is_whole=True))
    engine.dispose()
    return tokens


def _sign_in(client: TestClient, token: str) -> None:
    client.cookies.set(sessions.COOKIE, token, domain="testserver.local")


def _like(article: Article, words: list[str], number: int) -> Article:
    """An article as long as another, in words that say nothing."""
    draw = random.Random(number)

    def mixed(text: str) -> str:
        return " ".join(draw.choices(words, k=len(text.split())))

    return article.model_copy(
        update={
            "slug": f"{article.slug[:60]}-{number}",
            "title": mixed(article.title)[:90],
            "answer": mixed(article.answer),
            "body": mixed(article.body),
            "asked_as": [mixed(one) for one in article.asked_as],
        }
    )


def _look(client: TestClient) -> None:
    """Print how soon each page comes, and leave a change for review."""
    browser = Browser(client)
    page = editor(browser, SLUG)
    typed = browser.fields_of(page.one("form#editor"), {})
    _print("the list of articles", client.get, "/staff/articles")
    _print("the list, by words", client.get, "/staff/articles?q=school")
    _print("an article to write in", client.get, f"/staff/articles/{SLUG}")
    _print("its preview", client.post, f"/staff/articles/{SLUG}/preview", data=typed)
    _print("its versions", client.get, f"/staff/articles/{SLUG}/versions")
    _print("ask as a family", client.post, "/staff/ask", data={"q": QUESTION})
    _print("what is due", client.get, "/staff/worklist")
    _print("a guide, as families read it", client.get, f"/guides/{SLUG}")
    rest = typed["answer"][0].partition(". ")[2]
    browser.send(page, "", answer=f"{ADDED} {rest}")
    browser.post(f"/staff/articles/{SLUG}/review")


def _publish(client: TestClient) -> None:
    """Print how long it takes to try the change out, and until families read it."""
    _print("trying it out", client.post, f"/staff/articles/{SLUG}/try", times=1)
    began = time.perf_counter()
    Browser(client).post(f"/staff/articles/{SLUG}/publish", when="now")
    while ADDED not in client.get(f"/api/articles/{SLUG}").json()["answer"]:
        time.sleep(0.02)
    _say("publishing, until families read it", time.perf_counter() - began)


def _print(
    what: str, ask: Callable[..., Response], address: str, times: int = TIMES, **more: object
) -> None:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        ask(address, headers=FROM_OUR_PAGE, **more).raise_for_status()
        spent.append(time.perf_counter() - began)
    _say(what, statistics.median(spent))


def _say(what: str, seconds: float) -> None:
    print(f"{what:40}{seconds * 1e3:8.0f} ms")


if __name__ == "__main__":
    main()
