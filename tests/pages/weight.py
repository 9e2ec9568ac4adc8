"""What the chat page loads, followed from its template through its imports."""

import gzip
import re

from actions_server.web.pages import STATIC, TEMPLATES

CHAT_PAGE = TEMPLATES / "chat" / "chat.html"
_NAMED = re.compile(r"""["'(](?:/static/|\./)([\w.-]+\.(?:js|css|svg))["')]""")


def chat_files() -> dict[str, bytes]:
    """Each file of the chat by name: the page as its template stands, then everything it loads, at
    once or later."""
    found = {"chat.html": _without_comments(CHAT_PAGE.read_text("utf-8")).encode()}
    waiting = _NAMED.findall(found["chat.html"].decode())
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = (STATIC / name).read_bytes()
            waiting += _NAMED.findall(found[name].decode())
    return found


def compressed(content: bytes) -> int:
    """Bytes that remain after gzip."""
    return len(gzip.compress(content))


def _without_comments(template: str) -> str:
    return re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
