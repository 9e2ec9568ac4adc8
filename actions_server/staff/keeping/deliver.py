"""How a digest reaches its owner: by an SMTP server, or as files in a folder."""

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from actions_server.settings import Settings

PATIENCE = 30.0  # seconds for each answer of the server
Deliver = Callable[[str, str, EmailMessage], str]


class NotDelivered(Exception):
    """The e-mail did not get away; says why in a few words, without a password."""


@contextmanager
def deliverer(settings: Settings, out: Path | None = None) -> Iterator[Deliver]:
    """A way to deliver: takes the owner, the week and the e-mail, and says where it went.

    A server is only connected to once there is something to send.
    """
    if out is not None or not settings.smtp_host:
        yield into_folder(out or settings.data_folder / "digests")
        return
    post = _Post(settings)
    try:
        yield post
    finally:
        post.close()


def into_folder(folder: Path) -> Deliver:
    """Write each e-mail, and its calendar on its own, as files."""

    def deliver(owner: str, week: str, mail: EmailMessage) -> str:
        name = "-".join(re.findall(r"[a-z0-9]+", owner.casefold())) or "nobody"
        path = folder / f"{week}-{name}.eml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(mail.as_bytes())
            for part in mail.iter_attachments():
                path.with_suffix(".ics").write_bytes(part.get_payload(decode=True))
        except OSError as error:
            raise NotDelivered(f"{folder} cannot be written ({type(error).__name__})") from error
        return str(path)

    return deliver


class _Post:
    """Sends over one connection, made with the first e-mail."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._server: smtplib.SMTP | None = None

    def __call__(self, owner: str, week: str, mail: EmailMessage) -> str:
        """Send one. Raises NotDelivered."""
        if not mail["To"]:
            raise NotDelivered("no address is known; add one to owners.toml")
        try:
            if self._server is None:
                self._server = self._connected()
            self._server.send_message(mail)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotDelivered(_in_words(error)) from error
        return str(mail["To"])

    def close(self) -> None:
        """Say goodbye, where the server still listens."""
        if self._server is not None:
            try:
                self._server.quit()
            except (smtplib.SMTPException, OSError):
                self._server.close()
            self._server = None

    def _connected(self) -> smtplib.SMTP:
        said = self._settings
        safely = ssl.create_default_context()
        if said.smtp_security == "tls":
            server = smtplib.SMTP_SSL(
                said.smtp_host, said.smtp_port, timeout=PATIENCE, context=safely
            )
        else:
            server = smtplib.SMTP(said.smtp_host, said.smtp_port, timeout=PATIENCE)
        try:
            if said.smtp_security == "starttls":
                # Raises where the server has none: a password never goes over an open line unless
                # whoever runs the service said so.
                server.starttls(context=safely)
            if said.smtp_user:
                server.login(said.smtp_user, said.smtp_password)
        except BaseException:
            server.close()
            raise
        return server


def _in_words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server refused the name or the password"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the mail server cannot do what the settings ask for, such as STARTTLS"
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "the mail server refused the address"
    return f"the mail server could not be used ({type(error).__name__})"
