"""What one role may see of one case: which sections of the form, which parts of the evidence, which texts and letters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guichet.casefile.rows import person_key
from guichet.engine.subjects import means
from guichet.engine.words import Event
from guichet.law.rules import Evidence, Rules
from guichet.people.store import Viewer


@dataclass(frozen=True, slots=True)
class Seen:
    """What the law file lets a role see by now, all lines that have begun taken together."""

    rules: Rules
    role: str
    body: str
    sections: frozenset[str]
    parts: frozenset[str]
    history: bool
    earlier: Mapping[str, Evidence] = field(default_factory=dict)  # pieces that only an earlier law of the case knows
    key: str = ""  # how the table of access names the viewer

    def piece(self, evidence: str) -> Evidence | None:
        """A piece of evidence as the law describes it: the law of now, else the one under which it came."""
        return self.rules.evidence.get(evidence) or self.earlier.get(evidence)

    def knows(self, evidence: str) -> bool:
        """May the viewer know that the law asks for this piece, and whether it came?"""
        piece = self.piece(evidence)
        return piece is not None and piece.part in self.parts

    def opens(self, evidence: str) -> bool:
        """May the viewer see the files of this piece?"""
        return self.knows(evidence) and self.role not in self.piece(evidence).secret_from

    def reads_text(self, data: Mapping[str, object]) -> bool:
        """May the viewer read the free text of an entry? Only if they may open every piece of evidence that it speaks of."""
        return all(self.opens(str(name)) for name in (*(data.get("asked") or ()), *(data.get("evidence") or ())))

    def reads_letter(self, letter: str, recipients: Iterable[object]) -> bool:
        """May the viewer read a letter? It was for them or by them, it is a document of the worker, or they see the evidence it rests on."""
        if self.parts or letter in self.rules.documents or any(self._is(one) for one in recipients):
            return True
        return any(rule.signed_by == self.role for rule in self.rules.letters if rule.letter == letter)

    def _is(self, recipient: object) -> bool:
        key = str(recipient.get("key") or recipient.get("role") or "") if isinstance(recipient, Mapping) else str(recipient)
        role, _, rest = key.partition("|")
        body = rest.partition("|")[0]
        return role == self.role and body in ("", self.body)


def seen_by(rules: Rules, viewer: Viewer, events: Sequence[Event], earlier: Mapping[str, Evidence]) -> Seen:
    """What the viewer may see after these events; `earlier` are pieces that only an earlier law of the case knows."""
    lines = [line for line in rules.sees if line.role == viewer.role and any(means(line.after, event) for event in events)]
    sections = frozenset(name for line in lines for name in line.sections)
    parts = frozenset(name for line in lines for name in line.parts)
    key = viewer.body or person_key(viewer.person)
    return Seen(rules, viewer.role, viewer.body, sections, parts, any(line.history for line in lines), earlier, key)
