"""A provider over HTTP that does what it is told, right or wrong: it is never asked who anybody is,
and gives for any code the token that the test wants."""

import json
import threading
import time
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

KID = "the first key"


@cache
def new_key(kid: str = KID, number: int = 1) -> RSAKey:
    """A key as a provider signs with; there is another for each name and number."""
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@dataclass
class BadProvider:
    """answers: replies by path in place of the right ones, as status and body. wait: seconds before
    any reply. asked: every request that came, as path and form."""

    claims: dict = field(default_factory=dict)
    published: list[RSAKey] = field(default_factory=lambda: [new_key()])
    answers: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    document: dict = field(default_factory=dict)
    id_token: str | None = None
    wait: float = 0.0
    asked: list[tuple[str, dict]] = field(default_factory=list)
    authorization: list[str] = field(default_factory=list)
    issuer: str = ""

    def signed(self, key: RSAKey | OctKey | None = None, alg: str = "RS256", **changed) -> str:
        """A token that is right but for what is changed; None takes a claim out."""
        claims = {"iss": self.issuer, "aud": "send navigator", "sub": "jo", "name": "Jo Smith"}
        claims |= {"iat": int(time.time()), "exp": int(time.time()) + 300, "groups": ["editors"]}
        claims = {name: said for name, said in (claims | changed).items() if said is not None}
        key = key or self.published[0]
        header = {"alg": alg, "kid": key.kid or KID}
        return jwt.encode(header, claims, key, algorithms=[alg])

    def reply(self, path: str) -> tuple[int, bytes]:
        """What it answers."""
        if path in self.answers:
            return self.answers[path]
        at = self.issuer
        found = {
            "/.well-known/openid-configuration": {
                "issuer": at,
                "authorization_endpoint": f"{at}/authorize",
                "token_endpoint": f"{at}/token",
                "jwks_uri": f"{at}/keys",
                **self.document,
            },
            "/keys": {"keys": [key.as_dict(private=False) for key in self.published]},
            "/token": {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token},
        }
        return (200, json.dumps(found[path]).encode()) if path in found else (404, b"{}")


def serve(provider: BadProvider) -> ThreadingHTTPServer:
    """Start to answer, on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            length = int(self.headers.get("content-length", 0))
            self._answer(parse_qs(self.rfile.read(length).decode()))

        def _answer(self, form: dict) -> None:
            provider.asked.append((self.path, form))
            provider.authorization.append(self.headers.get("authorization", ""))
            time.sleep(provider.wait)
            status, body = provider.reply(self.path)
            try:
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # whoever asked did not wait

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    provider.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
