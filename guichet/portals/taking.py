"""What an end or a revocation would carry out, shown before it is done: the documents that end, the rights that fall with it, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guichet.casefile.views import CaseView
from guichet.engine.taken import TAKES
from guichet.law.rules import Act, Rules, Track, Words
from guichet.law.shared_tables import Document


@dataclass(frozen=True, slots=True)
class Taking:
    """`documents` with their own last day (None: none of their own), `falls` other answers, `linked` other files of the same permit, `told` roles."""

    documents: tuple[tuple[Document, date | None], ...]
    falls: tuple[Track, ...]
    linked: tuple[str, ...]
    told: tuple[Words, ...]


def taking(case: CaseView, name: str) -> Taking | None:
    """What this act would take today; None for an act that takes nothing."""
    act = case.rules.acts.get(name)
    if act is None or act.says not in TAKES:
        return None
    track = case.rules.tracks[str(act.fixed["track"])]
    issued = {str(line.values["document"]) for line in case.history if line.kind == "document_issued" and not line.undone_by}
    ends = [(case.rules.documents[one], case.days.get(one)) for one in track.documents if one in issued]
    return Taking(
        documents=tuple((document, end) for document, end in ends if end is None or end >= case.day),
        falls=tuple(one for one in case.rules.tracks.values() if track.name in one.lapses_with),
        linked=tuple(one.number for one in case.linked),
        told=_told(case.rules, act),
    )


def _told(rules: Rules, act: Act) -> tuple[Words, ...]:
    """The roles to which a letter goes after this act, or after what follows from it by itself."""
    about = str(act.fixed["track"])
    after = {(act.says, about)} | {
        (row.says, str(row.fixed.get("about", ""))) for row in rules.follows if (row.after.word, row.after.subject) == (act.says, about)
    }
    roles = {to.role: None for letter in rules.letters if (letter.after.word, letter.after.subject) in after for to in letter.to}
    return tuple(rules.roles[role] for role in roles)
