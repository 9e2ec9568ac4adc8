"""`python -m tests.staff.measure [ARTICLES]`: how soon the desk answers with many articles.

Beside the real ones stand articles whose words are theirs in another order, up to 2,000 unless told
otherwise. Pages are asked for in memory, so no network is in the times. Embedding the passages
comes first and takes some minutes; the data folder is thrown away afterwards.
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

from actions_server.app import create_app
from actions_server.database import migrate, open_database, transaction
from actions_server.importing import import_files
from actions_server.settings import Settings
from actions_server.staff.moments import now
from actions_server.staff.roles import Role
from actions_server.staff.signing_in import accounts, queries, sessions
from knowledge_base import queries as published
from knowledge_base.article import Article
from knowledge_base.reading import read_content
from tests.staff.at_the_desk import editor
from tests.staff.conftest import FROM_OUR_PAGE, Browser

TIMES = 7
SLUG = "activities"  # plain enough for one person to publish
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
        token = _fill(settings, many)
        app = create_app(settings)
        began = time.perf_counter()
        with TestClient(app, base_url="https://testserver") as client:
            served = len(app.state.assistant.library.articles)
            print(f"{served} articles, made ready in {time.perf_counter() - began:.0f} s")
            client.cookies.set(sessions.COOKIE, token, domain="testserver.local")
            _measure(client)


def _fill(settings: Settings, many: int) -> str:
    """Put in the articles; the session token of somebody who may publish."""
    engine = open_database(settings.database)
    with transaction(engine) as session:
        assert import_files(session).problems == []
        real = [one for one in read_content().articles if one.area in ("england", settings.area)]
        for number in range(max(0, many - len(real))):
            published.put_article(session, _like(real[number % len(real)], number))
        password = "seven lanterns drift south"
        user = accounts.create_user(session, "measurer", "", Role.ADMINISTRATOR, password, now())
        token = sessions.begin(session, user, now(), is_whole=True)
        assert queries.user_named(session, "measurer")
    engine.dispose()
    return token


def _like(article: Article, number: int) -> Article:
    """An article with the words of another in an order of its own."""
    draw = random.Random(number)

    def mixed(text: str) -> str:
        words = text.split()
        draw.shuffle(words)
        return " ".join(words)

    return article.model_copy(
        update={
            "slug": f"{article.slug[:60]}-{number}",
            "title": mixed(article.title),
            "answer": mixed(article.answer),
            "body": mixed(article.body),
            "asked_as": [mixed(one) for one in article.asked_as],
        }
    )


def _measure(client: TestClient) -> None:
    """Print the median time of each page in milliseconds."""
    browser = Browser(client)
    page = editor(browser, SLUG)
    typed = browser.fields_of(page.one("form#editor"), {})

    def get(address: str) -> Callable[[], object]:
        return lambda: client.get(address, headers=FROM_OUR_PAGE).raise_for_status()

    def post(address: str, data: dict) -> Callable[[], object]:
        return lambda: client.post(address, data=data, headers=FROM_OUR_PAGE).raise_for_status()

    _print("the list of articles", get("/staff/articles"))
    _print("the list, by words", get("/staff/articles?q=school"))
    _print("an article to write in", get(f"/staff/articles/{SLUG}"))
    _print("its preview", post(f"/staff/articles/{SLUG}/preview", typed))
    _print("its versions", get(f"/staff/articles/{SLUG}/versions"))
    _print("ask as a family", post("/staff/ask", {"q": QUESTION}))
    _print("a guide, as families read it", get(f"/guides/{SLUG}"))
    answer = typed["answer"][0]
    browser.send(editor(browser, SLUG), "", answer=f"{answer} Ask us first.")
    browser.post(f"/staff/articles/{SLUG}/review")
    _print("trying it out", post(f"/staff/articles/{SLUG}/try", {}), times=1)
    began = time.perf_counter()
    browser.post(f"/staff/articles/{SLUG}/publish", when="now")
    while "Ask us first." not in client.get(f"/api/articles/{SLUG}").json()["answer"]:
        time.sleep(0.02)
    print(f"{'publishing, until families read it':40}{(time.perf_counter() - began) * 1e3:8.0f} ms")


def _print(what: str, do: Callable[[], object], times: int = TIMES) -> None:
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        do()
        spent.append((time.perf_counter() - began) * 1e3)
    print(f"{what:40}{statistics.median(spent):8.0f} ms")


if __name__ == "__main__":
    main()
