"""The browser of the machine opens a running Guichet, and nothing on the start page is refused by its own security policy."""

from collections.abc import Callable, Iterator
from threading import Thread
from time import sleep
from wsgiref.simple_server import make_server

from django.test.testcases import QuietWSGIRequestHandler


def test_the_start_page_loads_all_it_asks_for(page, address):
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("response", lambda answer: wrong.append(answer.url) if answer.status >= 400 else None)
    page.goto(address, wait_until="networkidle")
    assert "Guichet" in page.title()
    assert not wrong


def _in_two_parts(asked: dict[str, str], start: Callable[..., object]) -> Iterator[bytes]:
    start("200 OK", [("content-type", "text/html")])
    yield b"<form action=/next><button>On</button></form>" if asked["PATH_INFO"] == "/" else b"<main><p>The first part</p>" + b" " * 4096
    sleep(0.5)
    yield b"<b>The last part</b>"


def test_a_click_ends_when_the_page_is_there_to_its_end(page):
    with make_server("127.0.0.1", 0, _in_two_parts, handler_class=QuietWSGIRequestHandler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.locator("button").click()
        assert page.url.endswith("/next?") and page.locator("b").count() == 1
        server.shutdown()
