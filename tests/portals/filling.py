"""Fills in the form of any law folder: a fitting answer for each type of field, page by page, through the counter."""

import io
import re
from datetime import date, timedelta

import pikepdf
from django.test import Client

from guichet.law.rules import Field, Rules

TODAY = date(2026, 4, 7)


def pdf(name: str = "paper.pdf") -> io.BytesIO:
    """A small file that opens."""
    file = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(file, deterministic_id=True)  # otherwise two of them differ when a second passes between
    file.seek(0)
    file.name = name
    return file


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def typed(field: Field, said: dict[str, object] | None = None) -> dict[str, str]:
    """What a person might type in one field; `said` answers by name come first."""
    given = (said or {}).get(field.name)
    if isinstance(given, date):
        return day(field.name, given)
    if given is not None:
        return {field.name: str(given)}
    if field.type == "day":
        return day(field.name, _day_for(field))
    if field.type == "stays":
        return {}
    return {field.name: _PLAIN.get(field.type, "Something")} if field.type != "country" else {field.name: "PRT" if field.only == "member_state" else "IND"}


def _day_for(field: Field) -> date:
    """Births long ago, ends late, everything else some weeks ahead."""
    if field.derive == "age_on_filing" or "years" in field.at_least:
        return date(1991, 8, 14)
    ends = any(word in field.name for word in ("until", "end"))
    return TODAY + timedelta(days=400 if ends else 30)


_PLAIN = {
    "email": "somebody@example.org", "enterprise_number": "0403.019.261", "yes_no": "no", "municipality": "21001", "post": "IN-DEL",
    "money": "5600", "whole": "3", "choice": "one", "latin_name": "Nair", "name": "Nair", "code": "ABC123", "mrz": "", "ssn": "85.07.30-033 28",
}  # fmt: skip


def fill(browser: Client, draft: str, rules: Rules, said: dict[str, object] | None = None) -> None:
    """Answers every question of every section of a draft; sections that grow are sent until nothing new is asked."""
    for section in rules.sections:
        fields = [one for one in rules.fields.values() if one.section == section]
        page = f"{draft}/part/{section}"
        for _ in range(40):
            html = browser.get(page).content.decode()
            inputs = set(re.findall(r' name="([^"]+)"', html))
            form: dict[str, str] = {}
            for one in fields:
                answer = typed(one, said)
                if one.type == "choice" and not (said or {}).get(one.name):
                    answer = {one.name: one.options[0].value}
                form |= {name: value for name, value in answer.items() if name in inputs}
            answer = browser.post(page, form)
            assert answer.status_code == 302, re.findall(r'error-message">(.*?)</p>', answer.content.decode(), re.S)
            page = answer.headers["Location"]
            if page == draft:
                break


def begin(browser: Client) -> str:
    """Starts a draft of the procedure of the sample case; its address."""
    html = browser.get("/applications").content.decode()
    command = re.search(r'name="command" value="([^"]+)"', html).group(1)
    return browser.post("/applications", {"command": command, "procedure": "ict-long-term-mobility"}).headers["Location"]


def hidden(html: str, name: str) -> str:
    """The value of a hidden input of the page's own form."""
    return re.search(rf'name="{name}" value="([^"]+)"', html).group(1)


def found(browser: Client, text: str) -> str:
    """The list of files after a search."""
    assert browser.post("/files", {"q": text}).status_code == 302
    return browser.get("/files").content.decode()


def file_application(browser: Client, draft: str) -> str:
    """Confirms and files; the number of the new file."""
    html = browser.get(f"{draft}/check").content.decode()
    answer = browser.post(f"{draft}/check", {"command": hidden(html, "command"), "confirm": "yes"})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"].split("/")[2]


def errors(html: str) -> list[str]:
    """The sentences of the error summary."""
    found = re.search(r'govuk-error-summary__list">(.*?)</ul>', html, re.S)
    return [re.sub(r"<[^>]+>", "", line).strip() for line in re.findall(r"<li>(.*?)</li>", found.group(1), re.S)] if found else []
