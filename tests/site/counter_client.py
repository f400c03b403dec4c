"""Somebody at the counter without a browser: keeps cookies, reads forms, sends them again when the connection breaks."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from http.client import HTTPException, HTTPMessage
from http.cookiejar import CookieJar
from threading import Event
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pikepdf
from lxml import html

Fields = dict[str, str]
Files = Mapping[str, tuple[str, bytes]]  # input -> file name and content
SOON = date.today() + timedelta(days=90)
YEARS = SOON + timedelta(days=900)


def day(name: str, on: date) -> Fields:
    """The three inputs of a day."""
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


PROCEDURE = "ict-long-term-mobility"  # what is asked for
MOST_PAGES = 60  # of one part of the form, before we say that it goes round in a circle

# What an employer types; a form is sent only those it asks for.
ANSWERS: Fields = {
    **{"company_name": "Delvaux Robotics SA", "enterprise_number": "0999000129", "contact_email": "rh@guichet.example"},
    **{"posted": "yes", "host_municipality": "21004", "worker_family_name": "Nair", "worker_given_names": "Anjali"},
    **day("worker_birth_on", date(1991, 8, 14)),
    **{"worker_nationality": "IND", "worker_email": "anjali@guichet.example", "passport_number": "X1234567"},
    **day("passport_until", YEARS + timedelta(days=900)),
    **{"first_state": "DEU", **day("first_permit_until", YEARS), "work_as": "specialist", "monthly_pay": "6200"},
    **day("employment_from", SOON),
    **day("employment_until", SOON + timedelta(days=420)),
    **{"lawfully_present": "no", **day("planned_arrival_on", SOON), "residence_municipality": "21001", "post": "IN-DEL"},
}


class Refused(Exception):
    """The counter answered with a status that no retry will change."""


def small_pdf() -> bytes:
    """One empty page."""
    from io import BytesIO

    made, out = pikepdf.new(), BytesIO()
    made.add_blank_page(page_size=(200, 200))
    made.save(out)
    return out.getvalue()


class CounterClient:
    """One person with one session. Whatever breaks on the way is asked again until an answer comes."""

    def __init__(self, address: str, given_up: Event, answered: list[float] | None = None) -> None:
        self._address, self._given_up = address, given_up
        self._answered = [] if answered is None else answered  # when each page came
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.url = ""

    def get(self, path: str) -> html.HtmlElement:
        """Open a page."""
        return self._page(Request(urljoin(self._address, path)))

    def send(self, form: html.FormElement, values: Fields, files: Files | None = None) -> html.HtmlElement:
        """Send a form with these values in place of what it shows; the same form again if no answer comes."""
        pressed = {button.get("name"): button.get("value") for button in form.xpath(".//button[@name]")[:1]}
        fields = pressed | dict(form.form_values()) | values
        body, kind = _multipart(fields, files) if files else (urlencode(fields).encode(), "application/x-www-form-urlencoded")
        target = urljoin(self._address, form.get("action") or self.url)
        return self._page(Request(target, body, {"Content-Type": kind, "Referer": target}))

    def _page(self, request: Request) -> html.HtmlElement:
        while not self._given_up.is_set():
            again = Request(request.full_url, request.data, dict(request.header_items()))  # one that was sent on counts where it was sent
            try:
                with self._opener.open(again, timeout=10) as answer:
                    text, self.url = _whole(answer.read(), answer.headers), answer.url
                self._answered.append(time.monotonic())
                return html.fromstring(text, base_url=self.url)
            except HTTPError as error:
                if error.code == 422 and "/part/" in request.full_url:
                    return self._asked_more(error)
                if error.code != 503:
                    raise Refused(f"{error.code} {request.get_method()} {request.full_url}: {error.read()[-3000:]!r}") from error
            except (OSError, HTTPException):
                pass
            time.sleep(0.05)
        raise Refused("given up")

    def _asked_more(self, error: HTTPError) -> html.HtmlElement:
        """A form sent again, whose first answer got lost, had opened a question that this page now asks."""
        self.url = error.url
        return html.fromstring(error.read(), base_url=self.url)


def _whole(text: bytes, headers: HTTPMessage) -> bytes:
    """A page cut off in the middle is no answer."""
    if len(text) != int(headers.get("Content-Length", len(text))):
        raise HTTPException("cut off")
    return text


def main_form(page: html.HtmlElement, holds: Callable[[html.FormElement], bool] = lambda form: True) -> html.FormElement:
    """The form of the page itself, not those of its frame."""
    return next(form for form in page.xpath("//main//form[@method='post']") if holds(form))


def _multipart(fields: Fields, files: Files) -> tuple[bytes, str]:
    edge = secrets.token_hex(16)
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    for name, (file, content) in files.items():
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\nContent-Type: application/pdf\r\n\r\n'
        parts.append(head.encode() + content + b"\r\n")
    return b"".join(parts) + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


def sign_in(client: CounterClient, name: str) -> None:
    """Sit down as the demo person of that name."""
    page = client.get("/sign-in?lang=en")
    [choice] = page.xpath(f"//main//label[contains(normalize-space(.), '{name}')]/preceding-sibling::input")
    client.send(main_form(page), {"who": choice.get("value")})


def submit_application(client: CounterClient, pdf: bytes) -> str:
    """Fill and file a whole application with two documents; return the number that the receipt shows in its address."""
    begins = main_form(client.get("/applications?lang=en"), lambda one: bool(one.xpath(f".//button[@value='{PROCEDURE}']")))
    draft = client.send(begins, {})
    home = client.url
    sections = [link for link in draft.xpath("//main//a/@href") if "/part/" in link]
    for link in dict.fromkeys(sections):
        page = client.get(link)
        for _ in range(MOST_PAGES):  # answers may open further questions
            if "/part/" not in client.url:
                break
            form = main_form(page)
            page = client.send(form, {name: ANSWERS[name] for name in form.fields if name in ANSWERS})
        else:
            raise Refused(f"{client.url} is asked again and again: {' '.join(page.xpath('//main')[0].text_content().split())[:1000]}")
    page = client.get(f"{home}/documents")
    form = main_form(page, lambda one: bool(one.xpath(".//input[@type='file']")))
    client.send(form, {}, {name: (f"{name}.pdf", pdf) for name in form.xpath(".//input[@type='file']/@name")[:2]})
    page = client.get(f"{home}/check")
    client.send(main_form(page, lambda one: "confirm" in one.fields), {"confirm": "yes"})
    number, _, last = client.url.rpartition("/files/")[2].partition("/")
    if last != "receipt":
        raise Refused(f"no receipt but {client.url}")
    return number
