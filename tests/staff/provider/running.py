"""The real identity provider as a process of its own, and somebody who signs in there."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

import httpx2 as httpx
import pytest

from actions_server.running import free_port
from actions_server.staff.signing_in.by_provider.provider import RETURN, SIGNED_OUT
from tests.house_rules.our_code import ROOT

PACKAGES = ROOT / "vendor" / "oidc-provider"
OURS = "https://testserver"
CLIENT_ID, SECRET = "send navigator", "a secret: 100% for tests+"  # as serve.mjs has them
WAIT = 30.0  # seconds for the process to start


@dataclass
class RealProvider:
    """A running oidc-provider. What it says of people can be changed at any time."""

    issuer: str
    people: Path
    process: subprocess.Popen

    def says(self, name: str, /, **claims: object) -> None:
        """From now on it says this of a person, in place of what it said before."""
        known = json.loads(self.people.read_text(encoding="utf-8"))
        changed = self.people.with_suffix(".new")
        changed.write_text(json.dumps({**known, name: claims}), encoding="utf-8")
        changed.replace(self.people)


@dataclass
class AtTheProvider:
    """A browser at the provider's own pages, with its own cookies."""

    client: httpx.Client = field(default_factory=lambda: httpx.Client(trust_env=False, timeout=20))

    def sign_in(self, address: str, name: str) -> str:
        """Sign in there; the address of ours that it leads back to."""
        return self._leads_back(
            address, lambda page: self.client.post(page.url, data={"name": name})
        )

    def stop(self, address: str) -> str:
        """Stop the sign-in there; the address of ours that it leads back to."""
        return self._leads_back(address, lambda page: self.client.get(f"{page.url}/abort"))

    def sign_out(self, address: str) -> str:
        """Say yes to signing out there; the address of ours that it leads back to."""

        def say_yes(page: httpx.Response) -> httpx.Response:
            xsrf = re.search(r'name="xsrf" value="([^"]+)"', page.text)
            assert xsrf, page.text
            form = {"xsrf": xsrf[1], "logout": "yes"}
            return self.client.post(urljoin(str(page.url), "/session/end/confirm"), data=form)

        return self._leads_back(address, say_yes)

    def _leads_back(self, address: str, act) -> str:
        reply = self.client.get(address)
        for _ in range(8):
            if reply.is_redirect:
                address = urljoin(str(reply.url), reply.headers["location"])
                if address.startswith(OURS):
                    return address
                reply = self.client.get(address)
            else:
                assert reply.status_code == 200, (reply.status_code, reply.text)
                reply = act(reply)
        raise AssertionError(f"the provider stopped at {reply.url}")


def node() -> str | None:
    """The program that runs the provider: the system's, or the one beside Python."""
    return shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))


@contextmanager
def real_provider(folder: Path) -> Iterator[RealProvider]:
    """The provider, once it answers. The folder is for what it says of people."""
    program = node()
    if program is None or not (PACKAGES / "node_modules").is_dir():
        missing = "the identity provider is missing: scripts/setup provider"
        if os.environ.get("CI"):
            raise AssertionError(missing)
        pytest.skip(missing)
    port, people = free_port(), folder / "people.json"
    people.write_text("{}", encoding="utf-8")
    command = [program, str(Path(__file__).with_name("serve.mjs")), str(PACKAGES), str(port)]
    command += [str(people), f"{OURS}{RETURN}", f"{OURS}{SIGNED_OUT}"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, stdin=subprocess.PIPE, **quiet)
    try:
        issuer = f"http://127.0.0.1:{port}"
        _wait_for(f"{issuer}/.well-known/openid-configuration", process)
        yield RealProvider(issuer, people, process)
    finally:
        # Not a signal: node from a wheel is a program that starts another, and only that would end.
        process.stdin.close()
        process.wait(timeout=30)


def _wait_for(address: str, process: subprocess.Popen) -> None:
    ends = time.monotonic() + WAIT
    with httpx.Client(trust_env=False, timeout=5) as client:
        while True:
            try:
                client.get(address).raise_for_status()
                return
            except httpx.HTTPError:
                assert process.poll() is None, "the provider did not start"
                assert time.monotonic() < ends, "the provider did not start in time"
                time.sleep(0.1)
