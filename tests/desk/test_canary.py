"""Canaries: names, numbers and sentences typed on the whole way of a file are found nowhere but in vault, people and views."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from guichet.casefile import store as casefile
from guichet.engine.refusals import BadAnswer, Overtaken
from guichet.journal import store as journal
from guichet.people import demo
from guichet.people import store as people
from guichet.registry import store as registry
from guichet.site.channels import AtTheCounter, WithNews, channels
from guichet.sources.mail import ConsoleMail
from guichet.vault import store as vault
from tests.desk.life import COMMUNE, EMPLOYER, OFFICE, POST, REGION, Life, at, day
from tests.portals.filling import begin, errors, file_application, fill, hidden
from tests.portals.sample_case import rules

FILED = day(4, 7)
SAID = {
    "company_name": "Kanarienvogel Freight", "enterprise_number": "0765.432.146", "contact_email": "kontakt@kanarek.example", "posted": "yes",
    "host_municipality": "21004", "worker_family_name": "Kanarek", "worker_given_names": "Zwitserka Luz", "worker_name_original": "金丝雀 Канарейка",
    "worker_birth_on": date(1987, 6, 5), "worker_nationality": "IND", "worker_email": "zwitserka@kanarek.example", "passport_number": "KN4711987",
    "passport_until": date(2031, 1, 31), "first_state": "FRA", "first_permit_until": date(2028, 12, 31), "work_as": "specialist",
    "monthly_pay": "5600", "employment_from": date(2026, 8, 3), "employment_until": date(2027, 8, 31), "lawfully_present": "no",
    "planned_arrival_on": date(2026, 8, 1), "residence_municipality": "21001", "post": "IN-DEL",
}  # fmt: skip
CANARIES = (
    "kanarienvogel", "0765432146", "0765.432.146", "kanarek", "zwitserka", "金丝雀", "канарейка", "1987-06-05", "05/06/1987", "kn4711987", "kontakt@",
)  # fmt: skip
TEXT = "Kanarek {} hat 4711987 gesungen."
ELSEWHERE = ("vault_", "people_", *casefile.TABLES, *registry.TABLES)


def said(text: str) -> list[str]:
    """The canaries in a text, also as JSON or an address would write them."""
    low = text.lower()
    forms = ((word, {word, word.encode("unicode_escape").decode().lower(), word.replace("@", "%40")}) for word in (*CANARIES, "4711987"))
    return [word for word, written in forms if any(form in low for form in written)]


def tables() -> list[str]:
    return [name for name in connection.introspection.table_names() if not name.startswith(ELSEWHERE)]


def rows(table: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        for row in cursor.fetchall():
            yield " ".join(bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v) for v in row)


class Listening(Client):
    """A browser that notes every address it asked and was sent to, and every cookie."""

    heard: list[str] = []

    def request(self, **asked: object):
        answer = super().request(**asked)
        self.heard += [asked["PATH_INFO"], str(asked.get("QUERY_STRING")), answer.headers.get("Location", ""), str(answer.cookies)]
        return answer


def browser_of(actor) -> Listening:
    browser = Listening(HTTP_HOST="localhost")
    browser.get("/?lang=en")
    assert browser.post("/sign-in", {"who": f"{actor.person}|{actor.role}|{actor.body}", "next": ""}).status_code == 302
    return browser


def paper(name: str) -> io.BytesIO:
    from guichet.site.demo_papers import paper as made

    file = io.BytesIO(made("kanarek_paper"))
    file.name = name
    return file


def filed() -> Life:
    """Everything typed in a browser: mistakes first, then a whole application with files of both."""
    employer = browser_of(EMPLOYER)
    address = begin(employer)
    wrong = employer.post(f"{address}/part/worker", {"worker_family_name": "Kanarek", "passport_number": "KN4711987" * 40, "worker_birth_on-day": "31"})
    assert wrong.status_code == 422 and errors(wrong.content.decode())
    fill(employer, address, rules(), SAID)
    assert employer.post(f"{address}/documents", {"file-passport": paper("kanarek-passport.pdf"), "file-fee": paper("kanarek fee.pdf")}).status_code == 302
    assert employer.post(f"{address}/documents", {"file-means": io.BytesIO(b"kanarek 4711987")}).status_code == 422
    worker = next(one for one in people.sign_in_choices() if one.role == "worker")
    browser_of(worker.actor).post(f"{address}/documents", {"file-medical_certificate": paper("Diagnose Kanarek.pdf")})
    number = file_application(employer, address)
    one = Life(case=UUID(address.rsplit("/", 1)[1]))
    one.worker = worker.actor
    html = employer.get(f"/files/{number}/do/write_message").content.decode()
    form = {"command": hidden(html, "command"), "seen": hidden(html, "seen"), "message": TEXT.format("message")}
    assert employer.post(f"/files/{number}/do/write_message", form).status_code == 302
    for search in (employer, browser_of(REGION)):
        assert search.post("/files", {"q": "Kanarek 4711987", "tab": "all"}).status_code == 302 and b"Kanarek" in search.get("/files").content
    return one


def lived(one: Life) -> None:
    """The rest of the way, with a canary in every text and in every refusal."""
    missing = [
        name
        for name, piece in rules().evidence.items()
        if name not in ("passport", "fee", "medical_certificate") and not piece.with_acts and not (piece.when and "on_paper" in piece.when.names())
    ]
    one.does("declare_incomplete", REGION, day(4, 8), asked=missing, reason=TEXT.format("incomplete"))
    with pytest.raises(BadAnswer):
        one.does("write_message", REGION, day(4, 8), message=TEXT.format("unknown"), kanarek="4711987")
    for name in missing:
        by = one.worker if name == "criminal_record" else EMPLOYER
        one.does("complete_file", by, day(4, 9), files=[Upload(name, f"Kanarek {name}.pdf")])
    one.does("declare_admissible", REGION, day(4, 9), at=at(day(4, 10)), late_reason=TEXT.format("late"))
    with pytest.raises(Overtaken):
        one.does("refuse_stay", OFFICE, day(4, 13), seen=1, ground="public_order", reason=TEXT.format("overtaken"))
    one.does("request_evidence", OFFICE, day(4, 13), asked=["means"], reason=TEXT.format("request"))
    one.does("change_worker_details", one.worker, day(4, 13), new_domicile=TEXT.format("domicile"), new_given_names="Kanarek Zwei")
    one.does("answer_request", EMPLOYER, day(4, 14), files=[Upload("means", "Kanarek means.pdf")])
    one.does("grant_work", REGION, day(4, 20), work_authorised_until="2027-08-31")
    one.does("grant_stay", OFFICE, day(4, 21), stay_authorised_until="2027-08-31")
    one.does("issue_visa", POST, day(5, 4), visa_until="2026-11-30").does("declare_entry", one.worker, day(8, 1), entered_on="2026-08-01")
    with pytest.raises(BadAnswer):
        one.does("take_over", COMMUNE, day(8, 3), code="KANAREK4711987")
    one.does("take_over", COMMUNE, day(8, 3), code=one.code()).does("register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01")
    one.does("residence_not_found", COMMUNE, day(8, 20), reason=TEXT.format("not found"))


class Upload:
    """A file as a form brings it."""

    __dataclass_fields__ = {"evidence": None, "name": None, "media_type": None, "content": None}

    def __init__(self, evidence: str, name: str) -> None:
        self.evidence, self.name, self.media_type, self.content = evidence, name, "application/pdf", paper("x").getvalue()


@pytest.fixture
def life_of_canaries(db, settings, tmp_path: Path, clock, caplog) -> tuple[Life, str, list[str]]:
    """A whole life; the mails it sent, and every address of the browsers."""
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()
    clock.set_today(FILED)
    caplog.set_level(logging.DEBUG)
    Listening.heard = []
    one = filed()
    code_before = len(one.entries)
    lived(one)
    mails = io.StringIO()
    ebox = WithNews(channels(news=False)["ebox"], ConsoleMail(mails, "https://guichet.example"))
    one.works(day(8, 21), channels={"ebox": ebox, "portal": ebox, "counter": AtTheCounter()})
    assert code_before and one.kinds.count("letter_made") >= 6
    return one, mails.getvalue(), Listening.heard


def test_no_canary_is_found_outside_vault_people_and_views(life_of_canaries, caplog, settings):
    one, mails, addresses = life_of_canaries
    found = {table: said(row) for table in tables() for row in rows(table) if said(row)}
    assert found == {}
    assert {"journal_entry", "delivery_outbox", "delivery_mailbox", "delivery_receipts", "intake_draft", "django_session"} <= set(tables())
    assert sum(1 for table in tables() for _ in rows(table)) > 100
    assert said(" ".join(str(session.get_decoded()) for session in Session.objects.all())) == []
    assert said(mails) == [] and "nouveau" in mails
    assert said(" ".join(addresses)) == []
    lines = [f"{record.name} {record.getMessage()} {record.exc_text or ''}" for record in caplog.records]
    assert [line for line in lines if said(line)] == []
    files = [path for path in Path(settings.VAULT_FOLDER).rglob("*") if path.is_file()]
    assert len(files) > 10 and not [path for path in files if said(path.name) or b"anarek" in path.read_bytes()]


def test_the_canaries_are_alive(life_of_canaries):
    """The search itself works: what was typed is in the views, in people, and in the vault for those who have its key."""
    one, _, _ = life_of_canaries
    assert said(" ".join(rows("casefile_header"))) and said(" ".join(rows("people_person"))) and said("\\u91d1\\u4e1d\\u96c0") == ["金丝雀"]
    kept = [e.data["texts"] for e in one.entries if e.data.get("texts")]
    assert len(kept) == 4 and all(said(str(vault.read(one.case, text["ref"]))) for texts in kept for text in texts.values())


def test_digests_of_the_journal_are_salted(life_of_canaries):
    one, _, _ = life_of_canaries
    text = TEXT.format("not found")
    digest = one.last("facts_changed").data["texts"]["reason"]["digest"]
    plain = {sha256(form).hexdigest() for form in (text.encode(), f'"{text}"'.encode())}
    assert digest not in plain and vault.is_as_kept(one.case, one.last("facts_changed").data["texts"]["reason"]["ref"], digest)
    again = one.does("residence_not_found", COMMUNE, day(8, 21), reason=text).last("facts_changed").data["texts"]["reason"]
    assert again["digest"] != digest
    assert all(entry.by.person != "Kanarek" for entry in journal.read(one.case))


def test_a_file_that_breaks_tells_the_log_no_name(life_of_canaries, caplog, monkeypatch):
    from guichet.desk import tick

    one, _, _ = life_of_canaries

    def broken(*_: object) -> None:
        raise ValueError("Kanarek 4711987")

    monkeypatch.setattr("guichet.desk.tick.handle", broken)
    tick.knock([one.case], day(8, 21), at(day(8, 21)))
    assert str(one.case) in caplog.text and said(caplog.text) == []


def test_an_address_that_is_not_found_tells_the_log_no_name(db, client, caplog):
    assert client.get("/Kanarek-4711987").status_code == 404
    assert said(caplog.text) == []
