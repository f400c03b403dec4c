"""Somebody at the counter without a browser: signs in by the form, sends forms as a browser would, reads the answer."""

from __future__ import annotations

import io

from django.test import Client

from guichet.engine.words import Actor
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.site import clock
from tests.portals.filling import hidden

# What has broken other pages: read as text or refused in a sentence.
NASTY = ["<script>alert(1)</script>", "{{7*7}}", "{% debug %}", "abc\u202egpj.exe", "x" * 10_000, "nul\x00sign", "'; DROP TABLE journal_entry; --", "é" + "\u0301" * 300]


def somebody(role: str, body: str = "", person: str = "") -> Viewer:
    """The first person of the sign-in page who fits."""
    chosen = people.sign_in_choices(clock.today())
    return next(v for v in chosen if v.role == role and (not body or v.body == body) and (not person or v.person == person))


def at_the_counter(one: Viewer | Actor, language: str = "en", **more: object) -> Client:
    """A window in which somebody is signed in; `more` for the client (enforce_csrf_checks=True, raise_request_exception=False)."""
    window = Client(HTTP_HOST="localhost", raise_request_exception=False)
    window.get(f"/?lang={language}")
    assert window.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""}).status_code == 302
    if more:
        window.handler.enforce_csrf_checks = bool(more.get("enforce_csrf_checks"))
    return window


def asked_by(window: Client, path: str, **answers: object) -> dict[str, object]:
    """The form of an act with its hidden fields, ready to be sent."""
    html = window.get(path).content.decode()
    return {"command": hidden(html, "command"), "seen": hidden(html, "seen"), **answers}


def file_of(content: bytes, name: str) -> io.BytesIO:
    """A file as a form brings it."""
    made = io.BytesIO(content)
    made.name = name
    return made
