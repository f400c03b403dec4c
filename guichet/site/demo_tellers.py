"""Who tells a story of the demo: what the form says, and the command of each line, by whom and on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID

from guichet.desk import codes, renewals, submission
from guichet.desk.handle import LEGAL_ZONE
from guichet.desk.law_of import rules_of, the_law
from guichet.desk.submission import form_rules
from guichet.engine.case_number import number_of
from guichet.engine.counting import add_months
from guichet.engine.facts import asking
from guichet.engine.words import Actor, Command
from guichet.journal import store as journal
from guichet.law.rules import Rules
from guichet.people import store as people
from guichet.portals.identity import uuid7
from guichet.site import clock
from guichet.site.demo_papers import paper
from guichet.vault import store as vault

Story = Mapping[str, object]


class Teller:
    """One story: who acts, what the form says, and the command of each line."""

    applicant = "employer"

    def __init__(self, story: Story, today: date, known_worker: str = "") -> None:
        self.story, self.today = story, today
        self.viewers = {v.body: v for v in reversed(people.sign_in_choices()) if v.body}
        self.company = next(code for code in self.viewers if people.enterprise_number(code) == story["employer"])
        self.case = uuid7(datetime.combine(self._day(story["story"][0][0]), time(9), LEGAL_ZONE))
        self.at = clock.now()
        self.worker = known_worker or people.add_worker(
            str(story["family"]), str(story["given"]), str(story["family"]), str(story["given"]), self.viewers[self.company].language, self._email()
        )

    def command(self, line: list[object]) -> Command:
        """The command of one line: [days from today, act, what it asks]."""
        offset, act, given = line[0], str(line[1]), dict(line[2] if len(line) > 2 else {})
        on = self._day(offset)
        self.at = datetime.combine(on, time(10, 30), LEGAL_ZONE)
        if act == "submit_application":
            return Command(UUID(int=self.case.int ^ 1), self.case, 0, act, self._actor(self.applicant), on, self.at, self._application())
        entries = journal.read(self.case)
        law = rules_of(entries).acts[act]
        data = {name: self._value(value) for name, value in given.items()}
        if law.evidence in ("give", "open_request"):
            data["evidence"] = {name: [self._file(name)] for name in data.pop("evidence")}
        if any(field.type == "code" for field in law.asks):
            data["code"] = codes.of_case(self.case, entries)
        self.region = next((str(e.data["region"]) for e in reversed(entries) if "region" in e.data), "")
        return Command(uuid7(self.at), self.case, entries[-1].number, act, self._actor(law.by[0]), on, self.at, data)

    def _actor(self, role: str) -> Actor:
        bodies = {
            "employer": self.company, "work_authority": f"authority:{getattr(self, 'region', '')}", "stay_authority": "authority:stay",
            "post": f"post:{self.story['post']}", "municipality": f"municipality:{self.story['municipality']}",
        }  # fmt: skip
        if role == "worker":
            return Actor("worker", "", self.worker)
        body = bodies[role]
        return Actor(role, body, self.viewers[body].person if body in self.viewers else "")

    def _application(self) -> dict[str, object]:
        story = self.story
        procedure, answers = str(story["procedure"]), self.application_answers()
        needed = [name for name in _given_by_applicants(self._rules(procedure, answers)) if name not in (story.get("missing") or ())]
        if story.get("age", 99) < 18:
            needed.remove("criminal_record")
        return {"procedure": procedure, "application": "first", "worker": self.worker, "answers": answers,
                "evidence": {name: [self._file(name)] for name in needed}}  # fmt: skip

    def _rules(self, procedure: str, answers: Mapping[str, object]) -> Rules:
        """The law of such an application in the region that is competent for it, on the day it is filed."""
        filed = self._day(self.story["story"][0][0])
        return the_law().rules(procedure, submission.competence_of(procedure, answers, filed).authority, filed)

    def _whole(self, rules: Rules, answers: Mapping[str, object]) -> dict[str, object]:
        """An application with every document that its law asks."""
        needed = [piece.name for piece in rules.asks_evidence(asking(submission.facts_of(rules, answers, self.today)))]
        return {"procedure": rules.procedure, "application": rules.application, "worker": self.worker, "answers": dict(answers),
                "evidence": {name: [self._file(name)] for name in needed}}  # fmt: skip

    def application_answers(self) -> dict[str, object]:
        """What the form of the story says."""
        story, filed = self.story, self._day(self.story["story"][0][0])
        arrival = self._day(story["arrival"])
        answers = {
            "company_name": people.body_name(self.company, "fr"), "enterprise_number": story.get("employer"), "contact_email": "rh@guichet.example",
            "posted": story["posted"], "host_municipality": story.get("host"), "worker_family_name": story["family"],
            "worker_given_names": story["given"], "worker_name_original": story.get("original"), "worker_birth_on": self._born(filed),
            "worker_nationality": story["nationality"], "worker_email": self._email(),
            "elected_domicile": story["domicile"], "passport_number": f"X{self.case.int % 10**7:07}",
            "passport_until": add_months(filed, 60).isoformat(), "first_state": story["first_state"],
            "first_permit_until": add_months(arrival, 30).isoformat(), "work_as": story["work_as"], "monthly_pay": story["pay"],
            "employment_from": arrival.isoformat(), "employment_until": add_months(arrival, int(story["stay_months"])).isoformat(),
            "lawfully_present": bool(story.get("here")), "planned_arrival_on": arrival.isoformat(),
            "residence_municipality": story["municipality"], "post": None if story.get("here") else story["post"],
        }  # fmt: skip
        return {name: value for name, value in answers.items() if value is not None}

    def _born(self, filed: date) -> str:
        if "age" in self.story:
            return add_months(filed, -12 * int(self.story["age"]) - 3).isoformat()
        return str(self.story["born"])

    def _email(self) -> str:
        return f"{self.story['given']}@guichet.example".replace(" ", ".").encode("ascii", "ignore").decode().lower()

    def _file(self, evidence: str) -> str:
        return vault.keep_file(self.case, "file", paper(evidence), f"{evidence}.pdf", "application/pdf").ref

    def _value(self, value: object) -> object:
        return self._day(value).isoformat() if isinstance(value, int) and not isinstance(value, bool) else value

    def _day(self, offset: object) -> date:
        return self.today + timedelta(days=int(str(offset)))


class RenewalTeller(Teller):
    """The renewal of the permit of another story: the same people, a file of its own."""

    def __init__(self, before: Teller) -> None:
        super().__init__({**before.story, "story": before.story["renewal"], "renewal": None}, before.today, before.worker)
        self.before = before

    def _application(self) -> dict[str, object]:
        procedure = the_law().named(str(self.story["procedure"]), "renewal")
        rules, story = form_rules(procedure, self.today), self.story
        number = renewals.number_field(rules)
        period = {"employment_from": self._day(story["renewed_from"]).isoformat(), "employment_until": self._day(story["renewed_until"]).isoformat()}
        typed = self.before.application_answers() | period | {"permit_known": True, number.name: number_of(self.before.case)}
        answers = {name: value for name, value in typed.items() if name in rules.fields}
        return self._whole(self._rules(procedure, answers), answers)


class AloneTeller(Teller):
    """The story of somebody of the demo who applies without a company: for themselves as the worker, or for who comes to live with them."""

    def __init__(self, story: Story, today: date) -> None:
        self.story, self.today, self.company = story, today, ""
        chosen = people.sign_in_choices()
        self.viewers = {v.body: v for v in reversed(chosen) if v.body}
        self.me = next(v for v in chosen if v.person == story["applies"])
        self.applicant = self.me.role
        self.case = uuid7(datetime.combine(self._day(story["story"][0][0]), time(9), LEGAL_ZONE))
        self.at = clock.now()
        names = str(story["family"]), str(story["given"])
        self.worker = self.me.person if self.applicant == "worker" else people.add_worker(*names, *names, self.me.language, self._email())

    def _actor(self, role: str) -> Actor:
        return self.me.actor if role == self.applicant else super()._actor(role)

    def _application(self) -> dict[str, object]:
        """What the story answers itself, and of the rest what the form of its region asks."""
        procedure, filed = str(self.story["procedure"]), self._day(self.story["story"][0][0])
        form, told = form_rules(procedure, filed).fields, {**self.application_answers(), **dict(self.story["answers"])}
        rules = self._rules(procedure, {name: value for name, value in told.items() if name in form})
        own = {name: self._value(value) if rules.fields[name].type == "day" else value for name, value in dict(self.story["answers"]).items()}
        return self._whole(rules, {name: value for name, value in {**told, **own}.items() if name in rules.fields})


def _given_by_applicants(rules: Rules) -> list[str]:
    """By name all evidence that an applicant gives; what a desk adds is for other applications."""
    return [piece.name for piece in rules.evidence.values() if piece.given_by in ("employer", "worker") and not piece.with_acts]


def teller_of(story: Story, today: date) -> Teller:
    """Who tells this story: a company's, unless it says which person applies alone."""
    return AloneTeller(story, today) if story.get("applies") else Teller(story, today)
