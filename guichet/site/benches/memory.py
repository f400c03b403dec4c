"""Memory of one web process: a real gunicorn worker, read from /proc after it showed some hundred pages of the demo to several people at once."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

PAGES = 600
VISITORS = 6  # at once; more than the process answers at a time
PATIENCE = 30  # seconds until the server must listen
_LINK = re.compile(r'href="(/(?!static/|sign-out)[^"#]*)"')
_CHOICE = re.compile(r'name="who"[^>]*value="([^"]+)"')
_SECRET = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return the resident set of the process in MB (10^6 bytes): at first (`start_mb`), at the end (`web_process_mb`), at most (`highest_mb`).

    `cases` is here the number of pages asked for.
    """
    from guichet.site import demo_world

    demo_world.tell()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "guichet.site.cli", "serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    server = subprocess.Popen(command)
    try:
        address = f"http://127.0.0.1:{port}"
        _listens(address)
        process = _worker_of(server.pid)
        start, _ = _memory(process)
        shown = _shown(address, cases or PAGES)
        if _worker_of(server.pid) != process:
            raise RuntimeError("The web process was replaced while it was measured. Run the measure again.")
        now, highest = _memory(process)
    finally:
        server.terminate()
        server.wait()
    return {"pages": shown, "start_mb": start, "web_process_mb": now, "highest_mb": highest}


def _listens(address: str) -> None:
    last = time.monotonic() + PATIENCE
    while True:
        try:
            build_opener().open(f"{address}/").close()
            return
        except URLError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)


def _shown(address: str, pages: int) -> int:
    """Visitors of every role follow links, all at once; returns how many pages came."""
    choices = _CHOICE.findall(build_opener().open(f"{address}/sign-in").read().decode())
    roles = {choice.split("|")[1]: choice for choice in reversed(choices)}
    visitors = list(roles.values())
    each = -(-pages // len(visitors))
    with ThreadPoolExecutor(VISITORS) as at_once:
        return sum(at_once.map(lambda who: sum(1 for _ in _visit(address, who, each)), visitors))


def _visit(address: str, who: str, pages: int) -> Iterator[int]:
    """One person signs in and follows every link, the same ones again when there are no others; the length of each answer."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    secret = _SECRET.search(opener.open(f"{address}/sign-in").read().decode())[1]
    opener.open(f"{address}/sign-in", urlencode({"csrfmiddlewaretoken": secret, "who": who, "next": ""}).encode()).close()
    links: list[str] = ["/files", "/law"]
    for number in range(pages):
        content = _content(opener, f"{address}{links[number % len(links)]}")
        yield len(content)
        links += _new(content, links)


def _content(opener: object, url: str) -> bytes:
    """What an address answers; a page that says no is a page too."""
    try:
        with opener.open(url) as answer:
            return answer.read()
    except HTTPError as no:
        if no.code >= 500:
            raise
        return no.read()


def _new(content: bytes, known: Sequence[str]) -> list[str]:
    found = _LINK.findall(content.decode("utf-8", "replace"))
    return [link for link in dict.fromkeys(found) if link not in known]


def _worker_of(master: int) -> int:
    """The one process that answers for a gunicorn."""
    [worker] = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    return int(worker)


def _memory(process: int) -> tuple[float, float]:
    """What a process holds in memory now and what it held at most, in MB."""
    said = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    return tuple(round(int(said[name].split()[0]) * 1024 / 1e6, 1) for name in ("VmRSS", "VmHWM"))
