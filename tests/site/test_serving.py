"""Guichet as production runs it: its own keys, gunicorn, gathered static files; small, and closed to strange names."""

import os
import re
import secrets
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.law.pens import signed_copy

LARGEST = 150 * 1024  # kB of one web process
GUICHET = [sys.executable, "-m", "guichet.site.cli"]


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[tuple[str, int]]:
    """The address of a production with its own keys, and the process id of its server. It goes on through all that is asked of it here."""
    tmp_path = tmp_path_factory.mktemp("production")
    law, keys, _ = signed_copy(tmp_path)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GUICHET_", "PYTEST_"))} | {
        "GUICHET_VAR": str(tmp_path),
        "GUICHET_SECRET_KEY": secrets.token_urlsafe(40),
        "GUICHET_VAULT_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "GUICHET_JOURNAL_KEY": b64encode(secrets.token_bytes(32)).decode(),
        "GUICHET_LAW": str(law),
        "GUICHET_LAW_KEYS": str(keys),
        "GUICHET_SEAL": str(tmp_path / "seal.pem"),  # the pages never open it: only `guichet work` seals
    }
    (tmp_path / "seal.pem").write_text("the key of the seal", encoding="ascii")
    subprocess.run([sys.executable, "-m", "django", "migrate", "-v0", "--settings=guichet.site.settings"], env=environment, check=True)
    port = free_port()
    process = subprocess.Popen([*GUICHET, "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1", "--timeout", "10"], env=environment)
    for _ in range(100):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}", process.pid
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


def asked(address: str, host: str = "localhost") -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers={"Host": host, "X-Forwarded-Proto": "https"}), timeout=20) as answer:
            return answer.status, {name.lower(): value for name, value in answer.headers.items()}
    except urllib.error.HTTPError as refused:
        return refused.code, {name.lower(): value for name, value in refused.headers.items()}


def memory(process: int) -> int:
    """The largest resident memory of a process and its children, in kB."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    read = [re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{one}/status").read_text()) for one in (process, *children)]
    return max(int(found[1]) for found in read if found)


def test_production_serves_its_files_and_stays_small(served):
    address, process = served
    status, headers = asked(f"{address}/static/vendor/govuk-frontend.min.css")
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    for _ in range(20):
        assert asked(f"{address}/")[0] in (200, 302)
    assert memory(process) <= LARGEST


def test_a_strange_host_is_not_answered(served):
    assert asked(f"{served[0]}/", host="elsewhere.example")[0] == 400


def test_a_page_is_never_kept_by_a_cache_or_shown_in_a_frame(served):
    _, headers = asked(f"{served[0]}/")
    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def sent(address: str, head: str, body: bytes = b"") -> socket.socket:
    """A request as nobody's browser would write it, on its open connection."""
    host, port = address.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=60)
    line.sendall(f"{head}\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n".encode() + body)
    return line


def status_of(line: socket.socket) -> int:
    """The status of what comes back; 0 for a line that is closed without an answer."""
    with closing(line), suppress(ConnectionError):
        told = line.recv(64)
        return int(told.split()[1]) if told else 0
    return 0


def test_a_head_that_is_too_large_is_refused_and_the_next_is_answered(served):
    address, _ = served
    many = "\r\n".join(["GET / HTTP/1.1", *(f"X-Same: {n}" for n in range(1_000))])
    for head, said in ((many, {400, 431}), (f"GET / HTTP/1.1\r\nCookie: a={'x' * 65_536}", {400, 431}), (f"GET /?q={'x' * 8_192} HTTP/1.1", {400, 414})):
        assert status_of(sent(address, head)) in said, head[:40]
        assert asked(f"{address}/")[0] == 200


@pytest.mark.thorough
def test_whoever_sends_a_body_byte_by_byte_holds_the_process_no_longer_than_its_limit(served):
    """There is one process: the others are answered only after it was taken back. A proxy in front would have kept it free."""
    address, _ = served
    cookie = asked(f"{address}/verify")[1]["set-cookie"].partition(";")[0]  # without it the form is refused before its body is read
    head = f"POST /verify HTTP/1.1\r\nCookie: {cookie}\r\nReferer: https://localhost/verify\r\nContent-Type: application/x-www-form-urlencoded"
    slow = sent(address, f"{head}\r\nContent-Length: 100000", b"code=A")
    waits = sent(address, "GET / HTTP/1.1")  # nobody answers while the body is awaited
    while not select.select([waits], [], [], 1)[0]:
        with suppress(OSError):  # its line may have been closed by now
            slow.sendall(b"A")
    assert status_of(waits) == 200 and status_of(slow) in (0, 400, 408, 500)
