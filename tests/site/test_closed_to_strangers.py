"""What a production tells browsers, and what it refuses from other sites, other hosts and other verbs."""

import os
import re
import secrets
import subprocess
import sys
from base64 import b64encode
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from tests.law.pens import signed_copy

ASK = "from django.conf import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"


@pytest.fixture
def production(tmp_path) -> dict[str, str]:
    """The environment of a Guichet with keys of its own."""
    (tmp_path / "seal.pem").touch()
    law, public, _ = signed_copy(tmp_path)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("GUICHET_", "PYTEST_", "DJANGO_"))}
    keys = {name: b64encode(secrets.token_bytes(32)).decode() for name in ("GUICHET_VAULT_KEY", "GUICHET_JOURNAL_KEY")}
    own = {
        "GUICHET_VAR": str(tmp_path),
        "GUICHET_SECRET_KEY": secrets.token_urlsafe(60),
        "GUICHET_LAW": str(law),
        "GUICHET_LAW_KEYS": str(public),
        "GUICHET_SEAL": str(tmp_path / "seal.pem"),
        "GUICHET_HOSTS": "guichet.example",
        "GUICHET_SCANNER": "clamd /run/clamd",
    }
    return plain | keys | own | {"DJANGO_SETTINGS_MODULE": "guichet.site.settings"}


def test_the_check_before_a_deployment_warns_of_nothing(production):
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=production, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_cookies_of_a_production_are_for_this_host_and_for_tls_alone(production):
    told = subprocess.run([sys.executable, "-c", ASK], env=production, capture_output=True, text=True, check=True).stdout.split()
    assert told == ["__Host-sessionid", "__Host-csrftoken", "__Host-django_language", "True", "True"]


def test_cookies_are_not_for_scripts_and_not_for_other_sites(db):
    browser = Client(HTTP_HOST="localhost")
    browser.get("/sign-in?lang=fr")
    assert browser.cookies
    for cookie in browser.cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["domain"]


def test_the_policy_begins_with_nothing_and_allows_nothing_inline():
    allowed = dict(line.strip().split(" ", 1) for line in settings.CONTENT_SECURITY_POLICY.split(";"))
    assert allowed["default-src"] == allowed["base-uri"] == allowed["frame-ancestors"] == "'none'"
    assert allowed["script-src"] == allowed["style-src"] == allowed["form-action"] == "'self'"
    assert not re.search(r"unsafe|\*|https?:", settings.CONTENT_SECURITY_POLICY)


def test_a_page_carries_its_headers_whatever_it_answers(db):
    browser = Client(HTTP_HOST="localhost")
    for path in ("/", "/law", "/nowhere", "/files", "/sign-out"):
        headers = browser.get(path).headers
        assert headers["Content-Security-Policy"] == settings.CONTENT_SECURITY_POLICY
        assert headers["Cache-Control"] == "no-store" and headers["X-Content-Type-Options"] == "nosniff" and headers["X-Frame-Options"] == "DENY"
        assert (
            headers["Cross-Origin-Resource-Policy"] == "same-origin"
            and headers["Referrer-Policy"] == "same-origin"
            and "camera=()" in headers["Permissions-Policy"]
        )


FROM_ELSEWHERE = {"Sec-Fetch-Site": "cross-site"}


@pytest.mark.parametrize(
    ("mode", "dest", "status"),
    [("no-cors", "image", 403), ("cors", "empty", 403), ("no-cors", "script", 403), ("navigate", "iframe", 403), ("navigate", "document", 200)],
)
def test_another_site_may_lead_here_but_not_use_what_is_ours(db, mode, dest, status):
    answer = Client(HTTP_HOST="localhost").get("/law", headers={**FROM_ELSEWHERE, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest})
    assert answer.status_code == status and "<h1" in answer.content.decode()


def test_a_form_of_another_site_does_nothing_here(db):
    from_there = {**FROM_ELSEWHERE, "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert Client(HTTP_HOST="localhost").post("/sign-out", {}, headers=from_there).status_code == 403


@pytest.mark.parametrize("origin", ["null", "https://elsewhere.example", "http://localhost.elsewhere.example"])
def test_a_form_with_the_right_secret_from_a_wrong_origin_is_refused(db, origin):
    browser = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    secret = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', browser.get("/verify").content.decode())[1]
    form = {"code": "", "csrfmiddlewaretoken": secret}
    assert browser.post("/verify", form, headers={"Origin": origin}).status_code == 403
    assert browser.post("/verify", form, headers={"Origin": "http://localhost"}).status_code == 422


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "localhost.elsewhere.example", "localhost@elsewhere.example", "local host", "localhost:x", "[::1", ""]
)
def test_a_forged_host_gets_400_and_a_page(db, host):
    answer = Client(HTTP_HOST=host, raise_request_exception=False).get("/law")
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode() and "elsewhere" not in answer.content.decode()


def test_what_a_proxy_might_say_of_the_host_is_not_believed(db):
    answer = Client(HTTP_HOST="localhost").get(
        "/files", headers={"X-Forwarded-Host": "elsewhere.example", "X-HTTP-Method-Override": "POST", "X-Forwarded-For": "1.2.3.4"}
    )
    assert answer.status_code == 302 and "elsewhere" not in answer.headers["Location"]


class Inline(HTMLParser):
    """Collects what the policy would block: scripts and styles in the page, attributes that run or paint, addresses of other sites."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.found += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        self.found += [tag] if tag in ("style", "object", "embed", "base") or (tag == "script" and "src" not in given) else []
        for name in ("href", "src", "action", "formaction"):
            if (given.get(name) or "").lstrip().lower().startswith(("javascript:", "vbscript:")):
                self.found.append(f"{tag} {name}={given[name]}")


def inline_in(page: str) -> list[str]:
    """Everything in a page that the policy forbids."""
    parser = Inline()
    parser.feed(page)
    return parser.found


def test_what_is_inline_is_found():
    page = '<p style="a" onclick="b"></p><style></style><script>1</script><a href=" JavaScript:1">x</a><script src="/a.js"></script>'
    assert inline_in(page) == ["p style", "p onclick", "style", "script", "a href= JavaScript:1"]
