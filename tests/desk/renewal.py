"""A life with a card, and its renewal: told through the door of the desk, act by act."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from guichet.desk.law_of import the_law
from guichet.engine.case_number import number_of
from guichet.engine.words import Actor
from guichet.vault import store as vault
from tests.desk.life import ANSWERS, COMMUNE, EMPLOYER, OFFICE, POST, PROCEDURE, REGION, Life, day
from tests.portals.filling import pdf

CARD_ON = day(9, 7)  # the card is handed over; it ends with the work authorised: 31 August 2027
CARD_UNTIL = date(2027, 8, 31)
RENEWAL = the_law().named(PROCEDURE, "renewal")
NEW_PERIOD = {"employment_from": "2027-09-01", "employment_until": "2028-08-31"}
FIRST_ONLY = ("lawfully_present", "planned_arrival_on", "post", "earlier_stays")


class OnPaper(Life):
    """A life whose papers open."""

    def file(self, evidence: str) -> str:
        return vault.keep_file(self.case, f"evidence:{evidence}", pdf().getvalue(), f"{evidence}.pdf", "application/pdf").ref


def with_card(life: Life) -> Life:
    """The first permit, up to the card."""
    life.granted().does("issue_visa", POST, day(4, 20), visa_until="2026-09-30")
    life.does("declare_entry", life.worker, day(8, 1), entered_on="2026-08-01").does("take_over", COMMUNE, day(8, 3), code=life.code())
    life.does("register_arrival", COMMUNE, day(8, 3), entered_on="2026-08-01").does("confirm_residence", COMMUNE, day(8, 10))
    return life.does("enter_in_register", COMMUNE, day(8, 11)).does("order_card", COMMUNE, day(8, 12)).does("deliver_card", COMMUNE, CARD_ON)


class Renewal(Life):
    """The file that asks to renew the permit of another."""

    def __init__(self, before: Life | None, **answers: object) -> None:
        self.answers = {name: value for name, value in (ANSWERS | NEW_PERIOD).items() if name not in FIRST_ONLY}
        if before:
            self.answers |= {"permit_known": True, "running_file": number_of(before.case)}
        else:
            days = {"running_card_until": "2027-08-31", "running_work_until": "2027-08-31", "transfer_since": "2026-08-03"}
            self.answers |= {"permit_known": False} | days
        self.answers = {name: value for name, value in (self.answers | answers).items() if value is not None}
        self.case, self.before = uuid4(), before
        self.worker = before.worker if before else Life().worker

    def filed(self, on: date = date(2027, 5, 31), by: Actor = EMPLOYER) -> Renewal:
        """The application for the renewal, with every paper that the law asks."""
        rules = the_law().rules(RENEWAL, "brussels", on)
        papers = {name: [self.file(name)] for name, piece in rules.evidence.items() if not piece.with_acts}
        data = {"procedure": RENEWAL, "application": "renewal", "worker": self.worker.person, "answers": self.answers, "evidence": papers}
        return self.does("submit_application", by, on, **data)

    def pending(self, on: date = date(2027, 6, 7)) -> Renewal:
        """Filed and declared admissible."""
        return self.filed().does("declare_admissible", REGION, on)

    def renewed(self) -> Renewal:
        """Granted by both, and the card renewed."""
        self.pending().does("grant_work", REGION, date(2027, 7, 1), work_authorised_until="2028-08-31")
        return self.does("grant_stay", OFFICE, date(2027, 7, 20), stay_authorised_until="2028-08-31")
