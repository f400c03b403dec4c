"""One file as the case file would answer it, made from the real law folder: what the tests of the pages look at."""

from datetime import UTC, date, datetime
from uuid import UUID

from django.conf import settings

from guichet.casefile.views import (
    ActView,
    AnswerView,
    CaseLine,
    CaseList,
    CaseView,
    EvidenceView,
    FileView,
    HistoryLine,
    HolderView,
    LetterView,
    LimitView,
    RightView,
)
from guichet.engine.case_number import number_of
from guichet.engine.picture import Why
from guichet.law.bundles import read_law
from guichet.law.rules import Rules

CASE = UUID("01943f5e-7c00-7abc-8def-0123456789ab")
NUMBER = number_of(CASE)
PROCEDURE = "ict-long-term-mobility"
TODAY = date(2026, 4, 7)
AT = datetime(2026, 4, 1, 9, 20, tzinfo=UTC)


def rules(region: str = "") -> Rules:
    """The law of one procedure in one region, on the day of the sample."""
    law = read_law(settings.LAW_FOLDER)
    return law.rules(PROCEDURE, region or law.folder.regions(PROCEDURE)[0], TODAY)


def whys() -> tuple[Why, ...]:
    source = next(iter(rules().cited))
    return (
        Why("limit_starts", {"on": "2026-03-02", "event": "declared_admissible"}, (source,)),
        Why("limit_length", {"length": "90 days", "on": "2026-05-31"}, (source,), next(iter(rules().doubts))),
        Why("limit_paused_unanswered", {"asked_on": "2026-04-01", "ended_on": "2026-04-16", "days_left": 60, "days": 15}, (source,)),
        Why("limit_no_date_while_paused", {"days_left": 60}, (source,)),
    )


def limits() -> tuple[LimitView, ...]:
    first, second, third = list(rules().time_limits.values())[:3]
    return (
        LimitView("decision#1", third.title, "paused", None, None, date(2026, 4, 1), 60, date(2026, 3, 2), "stay_authority", whys()),
        LimitView("evidence#1", first.title, "running", date(2026, 4, 16), None, None, 9, date(2026, 4, 1), "employer",
                  (Why("limit_starts", {"on": "2026-04-01", "event": "evidence_requested"}), Why("limit_length", {"length": "15 days", "on": "2026-04-16"}),
                   Why("limit_due", {"on": "2026-04-16"}))),
        LimitView("copy#1", second.title, "ended", date(2026, 3, 17), date(2026, 3, 17), None, None, date(2026, 3, 2), "work_authority"),
    )  # fmt: skip


def holders() -> tuple[HolderView, ...]:
    names = rules().authorities
    return (
        HolderView("work_authority", names["authority:brussels"], "done", date(2026, 3, 24)),
        HolderView("stay_authority", names["authority:stay"], "waits", date(2026, 4, 1), "employer"),
        HolderView("employer", "Delvaux Robotics SA", "now", date(2026, 4, 1)),
        HolderView("post", {"fr": "Poste de Bangalore", "nl": "Post Bangalore", "de": "Vertretung Bangalore", "en": "Post of Bangalore"}, "next", None),
    )


def rights(answer: str = "yes") -> tuple[RightView, ...]:
    row, paper = rules().rights[0], next(iter(rules().documents.values()))
    why = (Why("right_row", {"row": row.name}, row.source), Why("ninetieth_day", {"on": "2026-05-02"}, row.source))
    until = date(2026, 5, 2) if answer == "yes" else None
    return (
        RightView("work", answer, until, paper.title, row.title, why, row.source, next(iter(rules().doubts)), 37),
        RightView("stay", "unknown" if answer == "unknown" else "yes", until, paper.title, row.title, why, row.source, ""),
    )


def acts(role: str) -> tuple[ActView, ...]:
    """What the role could do, whatever the phase; those that answer a request come first."""
    pieces = [(one.name, one.title) for one in rules().evidence.values()]
    found = []
    for act in rules().acts.values():
        if role in act.by:
            mine = tuple(pieces[:2]) if act.evidence == "open_request" else tuple(pieces) if act.evidence else ()
            found.append(ActView(act.name, act.title, act.hint, act.asks, act.evidence, mine, role, act.earlier_day))
    return tuple(sorted(found, key=lambda act: act.evidence != "open_request"))[:6]


def evidence(role: str) -> tuple[EvidenceView, ...]:
    states = ["requested", "received", "received", "late", "missing", "received", "missing", "received"]
    found = []
    for one, state in zip(rules().evidence.values(), states, strict=False):
        secret = role in one.secret_from
        files = () if secret or state != "received" else (FileView(f"file-{one.name}", f"{one.name}.pdf", "application/pdf", 64_000),)
        received = None if secret or state in ("missing", "requested") else date(2026, 2, 20)
        found.append(EvidenceView(one.name, one.title, one.part, one.given_by, secret, True, state, received, files, one.source, one.doubt))
    return tuple(found)


def answers() -> tuple[AnswerView, ...]:
    values = ["Delvaux Robotics SA", "0403.019.261", "hr@delvaux.example", True, "one", {"fr": "Anderlecht", "nl": "Anderlecht", "de": "Anderlecht", "en": "Anderlecht"}]
    fields = list(rules().fields.values())
    titled = [(rules().sections[one.section].title, one.title) for one in fields[: len(values)]]
    return tuple(AnswerView(section, title, value) for (section, title), value in zip(titled, values, strict=True))


def history() -> tuple[HistoryLine, ...]:
    region, office = rules().authorities["authority:brussels"], rules().authorities["authority:stay"]
    paper = next(iter(rules().documents.values()))
    return (
        HistoryLine(1, date(2026, 2, 20), AT, "application_submitted", "Delvaux Robotics SA"),
        HistoryLine(2, date(2026, 3, 2), AT, "declared_admissible", region),
        HistoryLine(3, date(2026, 3, 24), AT, "track_decided", region, next(iter(rules().tracks.values())).title),
        HistoryLine(4, date(2026, 4, 1), AT, "evidence_requested", office, text="L’attestation d’assurance ne couvre pas tout le séjour demandé."),
        HistoryLine(5, date(2026, 4, 1), AT, "document_issued", office, paper.title),
    )


def case_view(role: str = "employer", **changed: object) -> CaseView:
    """The whole sample; `changed` replaces parts of it."""
    law = rules()
    parts: dict[str, object] = {
        "case": CASE, "number": NUMBER, "last": 5, "day": TODAY, "procedure": law.procedure, "application": law.application, "titles": law.title,
        "phase": "decision", "status": list(law.phases.values())[2].status, "ended": False, "worker_name": "Anjali Nair",
        "employer_name": "Delvaux Robotics SA", "region_name": law.authorities["authority:brussels"], "holders": holders(), "limits": limits(),
        "rights": rights(), "acts": acts(role), "evidence": evidence(role), "answers": answers(), "history": history(),
        "letters": (LetterView("letter-1", law.letters[0].letter, law.letters[0].title, "fr", date(2026, 2, 20), "ab" * 32),),
        "law_digest": law.digest, "rules": law, "competence": (Why("competence_rule", {"rule": "C7"}, ()),),
    }  # fmt: skip
    return CaseView(**{**parts, **changed})


def case_list(total: int = 6) -> CaseList:
    """Lines with every kind of limit, and one without."""
    law = rules()
    paused, running, ended = limits()
    soon = LimitView("d#1", paused.title, "running", date(2026, 4, 22), None, None, 15, date(2026, 1, 22), "work_authority")
    last = LimitView("d#1", paused.title, "running", TODAY, None, None, 0, date(2026, 1, 7), "work_authority")
    urgent = LimitView("d#1", paused.title, "running", date(2026, 4, 10), None, None, 3, date(2026, 1, 7), "work_authority")
    status = next(iter(law.phases.values())).status
    names = ["Anjali Nair", "Tunde Oyelaran", "Lilit Petrosyan", "Karim Bouzid", "Seo-yeon Kim", "Mateo Castillo Rey"]
    lines = tuple(
        CaseLine(NUMBER, name, "Delvaux Robotics SA", law.title, status, "decision", holders(), limit, turn)
        for name, limit, turn in zip(names, [paused, last, urgent, running, soon, None], [False, True, True, True, False, False], strict=True)
    )
    return CaseList(lines[:total], total, {"all": total, "turn": 3, "urgent": 2, "waiting": 1, "ended": 0})
