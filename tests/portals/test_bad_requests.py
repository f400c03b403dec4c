"""Requests that no browser of an honest person sends: too much of everything, addresses that lead away, cookies that were made up."""

from __future__ import annotations

import io

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from guichet.people import demo
from guichet.portals.start import _safe
from tests.journeys.counter import at_the_counter, somebody

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def folk(db: None) -> None:
    demo.load()


def stranger() -> Client:
    return Client(HTTP_HOST="localhost", raise_request_exception=False)


@pytest.mark.parametrize(
    "body",
    [
        "&".join(f"f{n}=1" for n in range(100_000)),
        "who=" + "x" * 10_000_000,
        "&" * 2_000_000,
        "who=" + "%41" * 1_000_000,
        "=".join(["a"] * 1_000_000),
    ],
    ids=["100,000 fields", "10 MB in one field", "2 million separators", "1 million escapes", "1 million equal signs"],
)
def test_too_much_of_a_form_gets_413_or_400_and_a_page(body: str, folk: None) -> None:
    for path in ("/sign-in", "/verify", "/invitation"):
        answered = stranger().post(path, body, content_type=FORM)
        assert answered.status_code in (400, 413), path
        assert "<h1" in answered.content.decode()


def test_ten_thousand_files_get_413(folk: None) -> None:
    files = {f"f{n}": io.BytesIO(b"x") for n in range(10_000)}
    assert stranger().post("/verify", files).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b"--B\r\n",
        b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--",
        b'--B\r\nContent-Disposition: form-data; name="code"\r\n\r\nx',
        b"\x00" * 100,
        b"",
    ],
)
def test_a_form_in_parts_that_is_cut_or_damaged_is_answered(body: bytes, folk: None) -> None:
    answered = stranger().post("/verify", body, content_type="multipart/form-data; boundary=B")
    assert answered.status_code in (400, 422) and "<h1" in answered.content.decode()


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 500, "application/json", "text/xml", "ü"],
)
def test_a_form_of_a_wrong_kind_is_answered(kind: str, folk: None) -> None:
    answered = stranger().post("/verify", b"code=1", content_type=kind)
    assert answered.status_code in (400, 403, 422) and "<h1" in answered.content.decode()


AWAY = [
    "https://elsewhere.example/", "//elsewhere.example", "///elsewhere.example", "\\\\elsewhere.example", "/\\elsewhere.example", "https:elsewhere.example",
    "javascript:alert(1)", "data:text/html,x", "http://localhost@elsewhere.example/", "http://localhost:80@elsewhere.example", "\t//elsewhere.example",
    " //elsewhere.example", "/\t/elsewhere.example", "http:///elsewhere.example", "//localhost.elsewhere.example", "files", "/%0d%0aSet-Cookie:x=1\r\nX: y",
    "/files\r\nLocation: https://elsewhere.example", "\u2028//elsewhere.example", "//％65lsewhere.example", "", "/" * 9_000,
]  # fmt: skip


@pytest.mark.parametrize("target", AWAY)
def test_after_signing_in_one_stays_here(target: str, folk: None) -> None:
    one = somebody("employer")
    page = stranger().get("/sign-in", {"next": target})
    assert page.status_code == 200
    answered = stranger().post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": target})
    there = answered.headers["Location"]
    assert answered.status_code == 302 and there.startswith("/") and not there.startswith(("//", "/\\")) and "\n" not in there and "\r" not in there
    assert "X" not in answered.headers and "x" not in answered.cookies


def test_the_guard_of_an_address_lets_an_own_page_pass() -> None:
    request = RequestFactory().get("/", HTTP_HOST="localhost")
    assert _safe(request, "/files?tab=turn") == "/files?tab=turn"


MADE_UP = ["", "x", "a" * 32, "../../etc/passwd", "' OR 1=1 --", "\x00", "a" * 64_000, "é", "null"]


@pytest.mark.parametrize("value", MADE_UP)
def test_a_session_that_was_made_up_is_nobodys_and_is_not_taken_over(value: str, folk: None) -> None:
    window = stranger()
    for name in ("sessionid", "guichet_seen", "csrftoken", "django_language"):
        window.cookies[name] = value
    assert window.get("/files").headers["Location"].startswith("/sign-in")
    one = somebody("employer")
    assert window.post("/sign-in", {"who": f"{one.person}|{one.role}|{one.body}", "next": ""}).status_code == 302
    assert window.cookies["sessionid"].value != value and window.get("/files").status_code == 200


def test_a_session_known_before_signing_in_is_worth_nothing_after(folk: None) -> None:
    window = at_the_counter(somebody("employer"))
    known = window.cookies["sessionid"].value
    other = somebody("work_authority")
    assert window.post("/sign-in", {"who": f"{other.person}|{other.role}|{other.body}", "next": ""}).status_code == 302
    assert window.cookies["sessionid"].value != known and not Session.objects.filter(session_key=known).exists()


@pytest.mark.parametrize(
    "path",
    [
        "/files/%00",
        "/%ff",
        "/%c0%ae%c0%ae/",
        "//elsewhere.example/..",
        "/files/7KM42QX9B6.",
        "/law/%F0%9F%98%80",
        "/verify/" + "A" * 4_000,
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
    ],
)
def test_an_address_that_no_page_has_is_answered_with_a_page(path: str, folk: None) -> None:
    for window in (stranger(), at_the_counter(somebody("employer"))):
        answered = window.get(path)
        assert answered.status_code in (200, 302, 404), answered.status_code
        assert "settings" not in answered.content.decode() or answered.status_code != 200


@pytest.mark.parametrize(
    "header", ["Accept-Language", "User-Agent", "Referer", "Accept", "Range", "If-None-Match", "If-Modified-Since", "X-Requested-With"]
)
def test_a_header_full_of_nonsense_changes_nothing(header: str, folk: None) -> None:
    for value in ("x" * 8_000, "%s{{7*7}}<script>", ",".join(["fr;q=2"] * 500), "\xff\xfe", "xx-" * 1000):
        answered = stranger().get("/law", headers={header: value})
        assert answered.status_code == 200 and "{{7*7}}" not in answered.content.decode()
