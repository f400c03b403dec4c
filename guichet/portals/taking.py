"""What an end or a revocation would carry out, shown before it is done: the documents that end, the rights that fall with it, who is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from guichet.casefile.views import CaseView
from guichet.desk.told import told_by
from guichet.engine.taken import TAKES
from guichet.engine.words import Actor
from guichet.law.rules import Track, Words
from guichet.law.shared_tables import Document


@dataclass(frozen=True, slots=True)
class Taking:
    """`documents` with their own last day (None: none of their own), `falls` other answers, `linked` other files of the same permit, `told` roles."""

    documents: tuple[tuple[Document, date | None], ...]
    falls: tuple[Track, ...]
    linked: tuple[str, ...]
    told: tuple[Words, ...]


def taking(case: CaseView, name: str, by: Actor) -> Taking | None:
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
        linked=tuple(one.number for one in case.linked if one.number),  # not one of which the viewer knows only that it is there
        told=tuple(case.rules.roles[role] for role in told_by(case.case, name, by, case.day)),
    )
