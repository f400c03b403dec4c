"""The doors through which pages read one case: opened, listed, one document; already cut to what the viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from uuid import UUID

from guichet.casefile import answers, competence, history, papers, standing, store
from guichet.casefile import work_list as work
from guichet.casefile.due import due_of
from guichet.casefile.fees import fees_of
from guichet.casefile.former import FormerCase, former_case
from guichet.casefile.known import Governing, Header, earlier_pieces, entries, header_by_number, stretches
from guichet.casefile.life import life_of
from guichet.casefile.lists import listed
from guichet.casefile.naming import Naming, naming
from guichet.casefile.promises import PromiseView, promises_of
from guichet.casefile.queues import QueueList, queued
from guichet.casefile.sight import Seen, seen_by
from guichet.casefile.views import CaseFilter, CaseList, CaseView, DocumentFile, FileView, LetterView
from guichet.casefile.work_list import WorkFilter, WorkList
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people.store import Viewer
from guichet.vault import codes
from guichet.vault import store as vault


def configure(rules_of: Callable[[str], Rules]) -> None:
    """Hand over how the law of a case is found by its digest; `site` does so at the start."""
    Governing.rules_of = staticmethod(rules_of)


def open_case(number: str, viewer: Viewer, day: date) -> CaseView | None:
    """The case of a number (ten signs, no spaces) as the viewer may see it on a day; None if there is none, and just so if it is not theirs."""
    header = header_by_number(number, viewer)
    if header is None:
        return None
    rules, day = Governing.rules_of(header.law), max(day, header.filed_on)
    told = entries(header.case)
    seen = seen_by(rules, viewer, told, earlier_pieces(header))
    names = naming(rules, header.bodies, (one.by.body for one in told), header.worker_name)
    return _view(header, day, told, seen, names)


def list_cases(viewer: Viewer, filter: CaseFilter, day: date, laws: Sequence[Rules] = ()) -> CaseList:
    """One page of the cases that the viewer sees, in the order of legal risk; `laws` of today tell the lists of a desk."""
    return listed(viewer, filter, day, Governing.rules_of, laws)


def work_list(viewer: Viewer, wanted: WorkFilter, day: date) -> WorkList:
    """One page of the work of the viewer's desk, in the order of legal risk."""
    return work.work_list(viewer, wanted, day)


def list_queues(viewer: Viewer, laws: Sequence[Rules], wanted: str, page: int, day: date) -> QueueList:
    """One page of a list of the viewer's desk, as the laws of today tell them, and how many files stand in each."""
    return queued(viewer, laws, wanted, page, day, Governing.rules_of)


def promises(case: CaseView) -> tuple[PromiseView, ...]:
    """Did the parties do what they promised, by the day of the view? For a case that the viewer has opened."""
    return promises_of(case.case, case.rules, case.day)


def open_former(number: str, viewer: Viewer) -> FormerCase | None:
    """What the viewer's body keeps of a file that it held once and another body holds now; None for everybody else."""
    return former_case(number, viewer)


def open_document(viewer: Viewer, id: str) -> DocumentFile | None:
    """The file or letter of a reference; None unless the viewer sees its case and may open it."""
    return papers.opened(viewer, id, Governing.rules_of)


def open_letter(case: CaseView, letter: LetterView) -> DocumentFile | None:
    """A letter that stands in the view of a case, and so may be read by whoever opened it; None when it is there no more."""
    return papers.kept_file(case.case, letter.id) if letter in case.letters else None


def open_piece(case: CaseView, file: FileView) -> DocumentFile | None:
    """A file of the evidence that stands in the view of a case; None when it is held, or there no more."""
    return papers.kept_file(case.case, file.id) if any(file in one.files for one in case.evidence) and not file.held else None


def case_of_code(code: str) -> UUID | None:
    """The case that a municipality may take over with this code, spaces and small letters forgiven; None for a wrong one."""
    return store.case_of_code(codes.digest(code))


def _view(header: Header, day: date, told: Sequence[Entry], seen: Seen, names: Naming) -> CaseView:
    rules, found = seen.rules, stretches(header, day)
    life = life_of(header, seen, day, found, Governing.rules_of)
    where = next(one.value for one in found if one.kind == "phase")
    phase = str(where["phase"])
    typed, texts = _from_the_vault(header.case, told, seen)
    kept = papers.papers_of(header.case, rules)
    answered, changes = answers.answers(seen, typed, told, names)
    return CaseView(
        case=header.case, number=header.number, last=header.last, day=day, procedure=header.procedure, application=header.application,
        titles=rules.title, phase=phase, status=rules.phases[phase].says(str(where["status"])), ended=rules.phases[phase].ended,
        worker_name=header.worker_name, employer_name=_employer(header, names),
        region_name=rules.authorities.get(f"authority:{header.region}") or standing.NO_WORDS,
        holders=standing.holders(found, names), limits=standing.limits(found, rules, day), rights=life.rights,
        acts=standing.acts(found, seen, header), evidence=papers.since_before(papers.evidence_of(header, seen, kept), told), answers=answered,
        history=history.history(told, seen, names, texts), letters=papers.letters_of(seen, kept), law_digest=header.law, rules=rules,
        competence=competence.why_here(told), elsewhere=competence.elsewhere(told, header.facts, header.region, day), changes=changes,
        due=due_of(found, rules, seen.role, day), linked=life.linked, rights_rules=life.rules,
        gaps=standing.gaps(found, rules), days=standing.days_known(found, header),
        fees=fees_of(rules, [one for one in told if one.on <= day], header.number) if seen.parts else (),
    )  # fmt: skip


def _from_the_vault(case: UUID, told: Sequence[Entry], seen: Seen) -> tuple[Mapping[int, Mapping[str, object]] | None, Mapping[str, object]]:
    """The answers by the entry that brought them (None: erased) and the free text that the viewer may read, in one question to the vault."""
    refs = history.text_refs(told, seen)
    kept = {one.number: str(one.data["answers"]["ref"]) for one in told if one.data.get("answers")} if seen.sections else {}
    try:
        read = vault.read_many(case, [*refs, *kept.values()])
    except vault.Erased:
        return None, {}
    return {number: read[ref] for number, ref in kept.items()}, {ref: read[ref] for ref in refs}


def _employer(header: Header, names: Naming) -> str:
    """The employer by the name it bears now; as it was told when nobody knows the body any more."""
    words = names.words.get(header.employer)
    return words["en"] if words else header.employer_name
