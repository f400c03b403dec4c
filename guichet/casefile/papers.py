"""The pieces of evidence, the files and the letters of one case, cut to what the viewer may see; and one of them opened."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from guichet import database
from guichet.casefile.known import Header, day_or_none, earlier_pieces, entries, header_by_case, uuid_of
from guichet.casefile.sight import Seen, seen_by
from guichet.casefile.views import DocumentFile, EvidenceView, FileView, LetterView, Words
from guichet.engine.messages import recipient_key
from guichet.engine.words import Entry
from guichet.law.rules import Rules
from guichet.people.store import Viewer
from guichet.vault import store as vault
from guichet.vault.held import Held, held

# What a case holds on paper, files before letters, in one question: kind, reference, then five texts of each.
_PAPERS = """SELECT 1 AS kind, number, place, ref, evidence, name, media_type, CAST(size AS TEXT), '' FROM casefile_file WHERE "case" = %s
 UNION ALL SELECT 2, number, 0, ref, letter, language, "on", digest, recipients FROM casefile_letter WHERE "case" = %s ORDER BY 1, 2, 3"""
_WHOSE = """SELECT "case", evidence, NULL, NULL FROM casefile_file WHERE ref = %s
 UNION ALL SELECT "case", NULL, letter, recipients FROM casefile_letter WHERE ref = %s"""


@dataclass(frozen=True, slots=True)
class Paper:
    """Where one file or letter belongs."""

    case: UUID
    evidence: str | None
    letter: str | None
    recipients: tuple[object, ...]

    def opens_for(self, seen: Seen) -> bool:
        """May the viewer open it?"""
        return seen.opens(self.evidence) if self.evidence is not None else seen.reads_letter(str(self.letter), self.recipients)

    def title(self, seen: Seen) -> Words | None:
        """What the law calls it."""
        if self.evidence is None:
            return next((rule.title for rule in seen.rules.letters if rule.letter == self.letter), None)
        piece = seen.piece(self.evidence)
        return piece.title if piece else None

    def is_addressed_to(self, viewer: Viewer) -> bool:
        """Was the letter sent to this viewer? Whoever is sent a letter may read it, also before the file is theirs (a municipality)."""
        key = recipient_key(viewer.role, viewer.body, "" if viewer.body else viewer.person)
        named = bool(viewer.body or viewer.person)
        return named and any(isinstance(one, dict) and one.get("key") == key for one in self.recipients)


@dataclass(frozen=True, slots=True)
class Papers:
    """The files of a case by piece of evidence, and its letters with whom each was for: before anything is cut to a viewer."""

    files: Mapping[str, tuple[FileView, ...]]
    letters: tuple[tuple[LetterView, tuple[object, ...]], ...]


def papers_of(case: UUID, rules: Rules) -> Papers:
    """Everything that lies in the case, in the order in which it came."""
    files: dict[str, tuple[FileView, ...]] = {}
    letters, titles, locked = [], {rule.letter: rule.title for rule in rules.letters}, held(case)
    for kind, _, _, ref, name, *texts, recipients in database.rows(_PAPERS, [case.hex, case.hex]):
        known = str(uuid_of(ref))
        if kind == 1:
            files[name] = (*files.get(name, ()), FileView(known, texts[0], texts[1], int(texts[2]), locked.get(known, "")))
        else:
            language, on, digest = texts
            letters.append((LetterView(known, name, titles.get(name, {}), language, date.fromisoformat(on), digest), tuple(json.loads(recipients))))
    return Papers(files, tuple(letters))


def evidence_of(header: Header, seen: Seen, papers: Papers) -> tuple[EvidenceView, ...]:
    """The pieces in the order of the law; of a secret one, only whether it came."""
    told = [name for name in (*seen.rules.evidence, *seen.earlier) if name in header.evidence and seen.knows(name)]
    return tuple(_evidence(name, header.evidence[name], seen, papers.files.get(name, ())) for name in told)


def since_before(pieces: tuple[EvidenceView, ...], told: Sequence[Entry]) -> tuple[EvidenceView, ...]:
    """The same, with the day on which a paper that serves again came to the file before."""
    days = dict(next((one.data.get("taken_over") or {} for one in told if one.kind == "application_submitted"), {}))
    return tuple(replace(one, came_on=date.fromisoformat(days[one.name])) if one.name in days and not one.secret else one for one in pieces)


def letters_of(seen: Seen, papers: Papers) -> tuple[LetterView, ...]:
    """The letters that the viewer may read, in the order they were made."""
    return tuple(letter for letter, recipients in papers.letters if seen.reads_letter(letter.letter, recipients))


def opened(viewer: Viewer, ref: str, rules_of: Callable[[str], Rules]) -> DocumentFile | None:
    """The file or letter of this reference, if the viewer may open it; None also when there is none, or none any more."""
    paper = _paper(ref)
    header = header_by_case(paper.case, viewer)
    seen = seen_by(rules_of(header.law), viewer, entries(header.case), earlier_pieces(header)) if header else None
    theirs = seen is not None and paper.opens_for(seen)
    if not theirs and not paper.is_addressed_to(viewer):
        return None
    found = kept_file(paper.case, ref)
    return replace(found, title=paper.title(seen)) if found and seen else found


def kept_file(case: UUID, ref: str) -> DocumentFile | None:
    """A file or letter of a case that the caller has opened and found there; None when there is none any more, or it is held."""
    try:
        kept = vault.read_file(case, ref)
    except (vault.Erased, vault.NoSuchItem, Held):
        return None
    return DocumentFile(kept.name, kept.media_type, kept.content)


def _evidence(name: str, told: Mapping[str, object], seen: Seen, files: Iterable[FileView]) -> EvidenceView:
    law = seen.piece(name)
    plain = EvidenceView(name, law.title, law.part, law.given_by, True, bool(told["needed"]), str(told["state"]), source=law.source, doubt=law.doubt)
    if not seen.opens(name):
        return plain
    state = "late" if told["late"] and told["state"] == "received" else plain.state
    return EvidenceView(
        name, law.title, law.part, law.given_by, False, plain.needed, state, day_or_none(told["received_on"]), tuple(files), law.source, law.doubt
    )


def _paper(ref: str) -> Paper:
    """Where a reference belongs; one that is not known belongs to no case, and takes the same way."""
    try:
        key = UUID(ref).hex
    except ValueError:
        key = UUID(int=0).hex
    row = database.row(_WHOSE, [key, key])
    if row is None:
        return Paper(UUID(int=0), None, None, ())
    return Paper(uuid_of(row[0]), row[1], row[2], tuple(json.loads(row[3] or "[]")))
