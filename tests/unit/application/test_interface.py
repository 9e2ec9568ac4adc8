"""Whatever fits the described interface, or does not, is answered as the description says."""

import socket
import threading
import time
from collections.abc import Iterator

import httpx2 as httpx
import pytest
import requests
import schemathesis
import uvicorn
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from schemathesis import checks
from schemathesis.specs.openapi import checks as openapi_checks

from actions_server.app import create_app
from actions_server.directory.publish import taxonomy, uuid_of
from actions_server.settings import Settings

EXAMPLES = 12  # of each operation; enough for every shape of body, and under a minute in all
CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.response_schema_conformance,
]
DESCRIBED = schemathesis.openapi.from_dict(create_app(Settings(development=True)).openapi())
OPERATIONS = {
    f"{found.ok().method.upper()} {found.ok().path}": found.ok()
    for found in DESCRIBED.get_all_operations()
}
KNOWN = {
    "slug": "appeal-tribunal",
    "name": "ask-for-assessment",
    "service_id": uuid_of("service", "ipsea"),
    "taxonomy_id": taxonomy()["id"],
    "term_id": uuid_of("term", "portage"),
    "month": "2026-10",
    "file": "report.html",
}


@pytest.fixture(scope="module")
def address(settings: Settings) -> Iterator[str]:
    """The application behind a real server."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    app = create_app(settings)
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def test_every_call_of_a_family_is_described_and_no_other() -> None:
    assert "POST /api/conversations/{conversation_id}/messages" in OPERATIONS
    assert not {"/webhook", "/metrics"} & {one.path for one in OPERATIONS.values()}


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_call_is_answered_as_described(address: str, name: str) -> None:
    operation = OPERATIONS[name]
    begun = httpx.post(f"{address}/api/conversations", json={}, trust_env=False).json()
    session = requests.Session()
    session.trust_env = False  # no proxy stands between
    alive = {**KNOWN, "conversation_id": begun["conversation"]}

    @given(operation.as_strategy())
    @trials(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    def hold(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=address, checks=CHECKS, session=session)
        if case.path_parameters:
            # The same once more where there is something: a made-up id is only ever not found.
            case.path_parameters = {key: alive[key] for key in case.path_parameters}
            case.call_and_validate(base_url=address, checks=CHECKS, session=session)

    hold()
