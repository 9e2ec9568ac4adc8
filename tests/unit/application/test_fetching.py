"""Whoever gives us an address cannot make us look into the council's own network."""

import ipaddress
import socket
import threading
import time

import pytest

from actions_server.fetching import Fetcher, NotAllowed, NotAnswered, is_public
from tests.unit.directory.feed_server import Feed, as_json, serving


@pytest.fixture
def server():
    """A server on this machine."""
    with serving(Feed([])) as feed:
        feed.always["/"] = as_json({"found": True})
        yield feed


def asking(*inside: str, **more) -> Fetcher:
    """A fetcher that does not really wait."""
    return Fetcher("Tests", inside=inside, sleep=lambda _: None, **more)


def host_of(feed: Feed) -> str:
    return feed.address.removeprefix("http://")


@pytest.mark.parametrize(
    "address",
    [
        "http://www.example.org/",
        "ftp://www.example.org/",
        "file:///etc/passwd",
        "//www.example.org/",
        "www.example.org",
        "",
        "https://",
        "https://name:word@www.example.org/",
    ],
)
def test_only_https_without_a_password_is_asked(address, monkeypatch):
    public = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: public)
    with asking() as fetcher, pytest.raises(NotAllowed):
        fetcher.get_json(address)


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "[::1]", "10.0.0.8", "192.168.1.1", "172.16.0.1"),
        *("169.254.169.254", "0.0.0.0", "100.64.0.1", "[fe80::1]", "[fd00::1]"),
        *("[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "2130706433", "0x7f.1"),
    ],
)
def test_no_address_of_a_private_network_is_asked(host):
    with asking() as fetcher, pytest.raises(NotAllowed, match="private network"):
        fetcher.get_json(f"https://{host}/")


def test_a_name_that_leads_into_a_private_network_is_not_asked(monkeypatch):
    def resolve(host, port, **_):
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
            for ip in ("93.184.216.34", "10.0.0.8")
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with asking() as fetcher, pytest.raises(NotAllowed, match="private network"):
        fetcher.get_json("https://feed.example.org/")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_the_rest_of_the_internet_is_public(address):
    assert is_public(ipaddress.ip_address(address))


def test_a_host_of_the_own_network_is_asked_when_it_is_named(server):
    with asking(host_of(server)) as fetcher:
        assert fetcher.get_json(server.address + "/") == {"found": True}
    with asking("127.0.0.1") as fetcher:
        assert fetcher.get_json(server.address + "/") == {"found": True}
    with asking("127.0.0.1:1") as fetcher, pytest.raises(NotAllowed):
        fetcher.get_json(server.address + "/")


def test_a_redirect_into_the_own_network_is_not_followed_even_to_a_host_that_is_named(server):
    with serving(Feed([])) as other:
        other.always["/away"] = (302, {"Location": f"{server.address}/"}, b"")
        other.always["/here"] = (302, {"Location": "/there"}, b"")
        other.always["/there"] = as_json({"found": True})
        with asking(host_of(server), host_of(other)) as fetcher:
            with pytest.raises(NotAllowed):
                fetcher.get_json(f"{other.address}/away")
            assert fetcher.get_json(f"{other.address}/here") == {"found": True}
    assert server.asked == []


def test_a_redirect_in_a_circle_ends(server):
    server.always["/round"] = (302, {"Location": "/round"}, b"")
    with asking(host_of(server)) as fetcher, pytest.raises(NotAnswered, match="more than 3 times"):
        fetcher.get_json(f"{server.address}/round")


@pytest.mark.parametrize("target", ["http://10.0.0.8/", "file:///etc/passwd", "//[fe80::1]/"])
def test_a_redirect_is_checked_like_an_address(server, target):
    server.always["/away"] = (301, {"Location": target}, b"")
    with asking(host_of(server)) as fetcher, pytest.raises(NotAllowed):
        fetcher.get_json(f"{server.address}/away")


def test_a_reply_that_drips_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        ended = threading.Event()

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
                while not ended.wait(0.1):
                    try:
                        connection.sendall(b" ")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        began = time.monotonic()
        try:
            slow = pytest.raises(NotAnswered, match="did not answer within")
            with asking(f"127.0.0.1:{port}", patience=0.5) as fetcher, slow:
                fetcher.once(f"http://127.0.0.1:{port}/")
        finally:
            ended.set()
            thread.join()
        assert time.monotonic() - began < 3


def test_nothing_of_this_machines_environment_is_used(server, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    with asking(host_of(server)) as fetcher:
        assert fetcher.get_json(server.address + "/") == {"found": True}
