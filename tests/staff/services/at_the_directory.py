"""What the tests of the directory's desk do over and over."""

from knowledge_base.service import Service
from tests.staff.conftest import FROM_OUR_PAGE

LIST = "/staff/services"
IMPORT = f"{LIST}/import"
STREET, POSTCODE, HOUSE = "17 Elm Tree Road", "TW3 1QP", "Rowan House"
CSV = "id;name;organisation;telephone;cost\n1;Café für Kinder;Père & Fils;020 8583 2000;£2\n"


def a_service(name: str, /, **changes: object) -> Service:
    """An entry as staff or our files have it."""
    fields = {
        "id": name,
        "name": name.replace("-", " ").capitalize(),
        "area": "hounslow",
        "organization": "Play Trust",
        "description": "A club for children.",
        "how_to_get": "Call 020 7946 0000.",
        "topics": ["activities"],
        "phone": "020 7946 0000",
        "source": {"title": "Play Trust", "url": "https://play.example/club"},
        "checked_on": "2026-10-02",
        "confidence": "high",
    }
    return Service.model_validate(fields | changes)


def read_list(browser, feed, name):
    """Read a list at its address; the page of what would change."""
    return browser.send(browser.get(IMPORT), IMPORT, address=feed.address, name=name)


def send_file(browser, content, file="list.csv", name="", status=200):
    """Send a file; the page of what would change."""
    response = browser.client.post(
        f"{IMPORT}/file",
        files={"file": (file, content)},
        data={"file_name": name},
        headers=FROM_OUR_PAGE,
    )
    return browser._page(response, status, f"{IMPORT}/file")


def bring_in(browser, page, status=200):
    """Press “Bring in”."""
    (form,) = [f for f in page.all("form") if f.attrs["action"].endswith("/bring-in")]
    return browser.send(page, form.attrs["action"], status=status)


def change(browser, address, /, status=200, **typed):
    """Open the form of a service, type into it and save."""
    return browser.send(browser.get(address), address, status=status, **typed)


def counts(page):
    """How many of each kind the page says."""
    keys = [" ".join(dt.to_text().split()) for dt in page.all("dt.govuk-summary-list__key")]
    values = [dd.to_text().strip() for dd in page.all("dd.govuk-summary-list__value")]
    return dict(zip(keys, values, strict=True))
