"""Owners are told once a week what is due, by a real mail server or in files; and no more."""

import socket
import ssl
import subprocess
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as Keeping
from aiosmtpd.smtp import AuthResult, LoginPassword
from icalendar import Calendar

from actions_server.database import transaction
from actions_server.settings import Settings
from actions_server.staff.keeping import digest as digests
from actions_server.staff.keeping import queries
from actions_server.staff.keeping.deliver import deliverer
from actions_server.staff.keeping.owners import Owners, WrongOwners, read_owners
from actions_server.staff.moments import now
from knowledge_base import queries as published
from knowledge_base.area import AreaPack
from knowledge_base.article import Article
from tests.unit.knowledge_base.conftest import area_fields, article_fields

TODAY = date(2026, 11, 23)
LEAD, OTHER = "Local Offer lead", "Safeguarding lead"
OWNERS = Owners({LEAD: ("lead@example.gov.uk", "two@example.gov.uk"), OTHER: ("s@example.gov.uk",)})
PASSWORD = "a password for tests"


class Inbox(Keeping):
    """Keeps what arrives; refuses any address on its list."""

    def __init__(self) -> None:
        super().__init__()
        self.mails = []
        self.refused: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        """Whether mail for an address is taken."""
        if address in self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message) -> None:
        """Keep one."""
        self.mails.append(message_from_bytes(message.as_bytes(), policy=default))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def allow(server, session, envelope, mechanism, said) -> AuthResult:
    """Whether the name and the password are right."""
    is_right = said == LoginPassword(b"navigator", PASSWORD.encode())
    return AuthResult(success=is_right, handled=is_right)


@pytest.fixture
def inbox():
    """A real mail server on this machine, without encryption; `port` is its port."""
    kept = Inbox()
    more = {"authenticator": allow, "auth_require_tls": False}
    controller = Controller(kept, hostname="127.0.0.1", port=free_port(), **more)
    controller.start()
    kept.port = controller.port
    yield kept
    controller.stop()


@pytest.fixture
def settings(tmp_path):
    """Settings of a service, with a mail server at a port where one is given."""

    def made(port=0, **more):
        smtp = (
            {"smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none"} if port else {}
        )
        address = {"smtp_from": "navigator@example.gov.uk"}
        return Settings(
            data_folder=tmp_path / "var",
            staff_address="https://navigator.example.gov.uk/",
            **{**smtp, **address, **more},
        )

    return made


@pytest.fixture
def pack():
    """An area whose helplines need no ringing."""
    fields = area_fields()
    fields["safeguarding"]["checked_on"] = TODAY
    return AreaPack.model_validate(fields)


@pytest.fixture
def due(engine):
    """Publishes an article that is due in so many days."""

    def make(slug, days, owner=LEAD):
        dates = {"reviewed_on": date(2026, 1, 1), "review_by": TODAY + timedelta(days=days)}
        fields = article_fields(slug=slug, title=f"About {slug}", owner=owner, **dates)
        with transaction(engine) as session:
            published.put_article(session, Article.model_validate(fields))

    return make


@pytest.fixture
def send(engine, pack):
    """Sends the digests of a day."""

    def sending(settings, today=TODAY, owners=OWNERS, out=None):
        with deliverer(settings, out) as deliver:
            return digests.send_digests(engine, pack, owners, settings, deliver, today)

    return sending


class TestNothingIsSent:
    def test_when_nothing_is_due_within_a_week(self, send, settings, inbox, due):
        due("later", 8)
        assert send(settings(inbox.port)).said == ["Nothing is due."]
        assert inbox.mails == []

    def test_twice_in_a_week_and_again_in_the_next(self, send, settings, inbox, due):
        due("clubs", 0)
        send(settings(inbox.port))
        friday = send(settings(inbox.port), TODAY + timedelta(days=4))
        assert "already" in friday.said[0]
        assert len(inbox.mails) == 1
        send(settings(inbox.port), TODAY + timedelta(days=7))
        assert len(inbox.mails) == 2

    def test_over_an_open_line_unless_that_is_said(self, send, settings, inbox, due):
        due("clubs", 0)
        signed = {"smtp_user": "navigator", "smtp_password": PASSWORD}
        outcome = send(settings(inbox.port, smtp_security="starttls", **signed))
        assert "STARTTLS" in outcome.failed[0]
        assert inbox.mails == []
        assert send(settings(inbox.port)).failed == [], "nothing was noted as sent"
        assert len(inbox.mails) == 1

    def test_with_a_wrong_password_which_nobody_is_shown(self, send, settings, inbox, due):
        due("clubs", 0)
        wrong = "wrong word"
        outcome = send(settings(inbox.port, smtp_user="navigator", smtp_password=wrong))
        assert "refused the name or the password" in outcome.failed[0]
        assert wrong not in "".join(outcome.failed)
        assert wrong not in repr(settings(inbox.port, smtp_password=wrong))

    def test_when_no_server_listens(self, send, settings, due):
        due("clubs", 0)
        outcome = send(settings(free_port()))
        assert "could not be used" in outcome.failed[0]

    def test_to_an_owner_without_an_address(self, send, settings, inbox, due):
        due("clubs", 0, owner="Nobody we know")
        outcome = send(settings(inbox.port))
        assert outcome.failed == [
            "Nobody we know: 1 due, not sent: no address is known; add one to owners.toml"
        ]

    def test_to_a_refused_address_while_the_others_have_theirs(self, send, settings, inbox, due):
        due("clubs", 0)
        due("safe", 0, owner=OTHER)
        inbox.refused = {"lead@example.gov.uk", "two@example.gov.uk"}
        outcome = send(settings(inbox.port))
        assert "refused the address" in outcome.failed[0]
        assert [mail["To"] for mail in inbox.mails] == ["s@example.gov.uk"]


class TestWhatIsSent:
    def test_an_owner_has_what_is_theirs_the_most_urgent_first(self, send, settings, inbox, due):
        due("clubs", -3)
        due("pools", 5)
        due("safe", 0, owner=OTHER)
        signed = {"smtp_user": "navigator", "smtp_password": PASSWORD}
        outcome = send(settings(inbox.port, **signed))
        assert (len(outcome.said), outcome.failed) == (2, [])
        (mail,) = [m for m in inbox.mails if "lead@" in m["To"]]
        assert mail["To"] == "lead@example.gov.uk, two@example.gov.uk"
        assert mail["Subject"] == "SEND Navigator: 2 to do, 1 overdue"
        text = mail.get_body().get_content()
        assert text.index("About clubs") < text.index("About pools")
        assert "By 20 November 2026 (overdue)" in text
        assert "https://navigator.example.gov.uk/staff/articles/clubs" in text
        assert "safe" not in text

    def test_the_way_to_the_server_is_encrypted(self, send, settings, due, tmp_path, monkeypatch):
        due("clubs", 0)
        key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
        make = "openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=tests"
        files = ["-keyout", key, "-out", certificate, "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run([*make.split(), *files], check=True, capture_output=True)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate, key)
        kept = Inbox()
        more = {"authenticator": allow, "auth_required": True, "tls_context": context}
        server = Controller(
            kept, hostname="127.0.0.1", port=free_port(), require_starttls=True, **more
        )
        server.start()
        signed = {"smtp_user": "navigator", "smtp_password": PASSWORD}
        safe = settings(server.port, smtp_security="starttls", **signed)
        try:
            assert "could not be used" in send(safe).failed[0], "nobody vouches for it"
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
            assert send(safe).failed == []
        finally:
            server.stop()
        assert len(kept.mails) == 1

    def test_a_calendar_comes_with_it(self, send, settings, inbox, due):
        due("clubs", -3)
        due("pools", 5)
        send(settings(inbox.port))
        (mail,) = inbox.mails
        (part,) = mail.iter_attachments()
        assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "to-do.ics")
        raw = part.get_payload(decode=True)
        assert raw.startswith(b"BEGIN:VCALENDAR\r\n") and raw.endswith(b"END:VCALENDAR\r\n")
        events = Calendar.from_ical(raw).walk("VEVENT")
        assert [event.decoded("dtstart") for event in events] == [TODAY, TODAY + timedelta(days=5)]
        assert all(event["uid"] and event["dtstamp"] for event in events)

    def test_what_has_no_owner_goes_to_anybody_else(self, send, settings, inbox, due):
        due("clubs", 0, owner="A new team")
        send(settings(inbox.port), owners=Owners({"Anybody else": ("send@example.gov.uk",)}))
        assert [mail["To"] for mail in inbox.mails] == ["send@example.gov.uk"]

    def test_without_a_server_it_is_written_as_files(self, send, settings, due, tmp_path):
        due("clubs", 0)
        said = settings()
        assert send(said).failed == []
        folder = said.data_folder / "digests"
        names = sorted(path.name for path in folder.iterdir())
        assert names == ["2026-W48-local-offer-lead.eml", "2026-W48-local-offer-lead.ics"]
        mail = message_from_bytes((folder / names[0]).read_bytes(), policy=default)
        assert "About clubs" in mail.get_body().get_content()
        assert Calendar.from_ical((folder / names[1]).read_bytes()).walk("VEVENT")
        assert "already" in send(said).said[0]

    def test_a_folder_that_cannot_be_written_is_told(self, send, settings, due, tmp_path):
        due("clubs", 0)
        (tmp_path / "file").write_text("", "utf-8")
        outcome = send(settings(), out=tmp_path / "file")
        assert "cannot be written" in outcome.failed[0]
        assert send(settings(), out=tmp_path / "out").failed == []

    def test_that_it_was_sent_is_forgotten_after_a_quarter(self, engine, send, settings):
        with transaction(engine) as session:
            queries.note_sent(session, LEAD, "2026-W01", now() - digests.KEPT_FOR * 2)
        send(settings())
        with transaction(engine) as session:
            assert not queries.was_sent(session, LEAD, "2026-W01")


class TestOwners:
    @pytest.mark.parametrize(
        "text",
        [
            "[owner]\n",
            "owners = 3",
            "not toml",
            '[owners]\n"A" = "nobody"',
            '[owners]\n"A" = []',
            '[owners]\n"A" = 3',
            '[owners]\n"A" = "a@b.c\\nBcc: x@y.z"',
            '[owners]\n"A" = "a@b.c, x@y.z"',
        ],
    )
    def test_a_file_that_cannot_be_used_is_told(self, tmp_path, text):
        path = tmp_path / "owners.toml"
        path.write_text(text, "utf-8")
        with pytest.raises(WrongOwners, match=r"owners\.toml"):
            read_owners(path)

    def test_one_address_or_several(self, tmp_path):
        path = tmp_path / "owners.toml"
        path.write_text('[owners]\n"A" = "a@b.c"\n"B" = ["c@d.e", "f@g.h"]\n', "utf-8")
        owners = read_owners(path)
        assert (owners.of("A"), owners.of("B"), owners.of("C")) == (
            ("a@b.c",),
            ("c@d.e", "f@g.h"),
            (),
        )
        assert read_owners(tmp_path / "none.toml").of("A") == ()
