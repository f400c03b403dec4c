"""What a draft would bring if it were filed today: days that no document would cover, and the end of the new card."""

from __future__ import annotations

from guichet.casefile.standing import gaps
from guichet.desk.submission import facts_of
from guichet.engine.foreseen import card_if_granted, gaps_if_filed
from guichet.portals.draft_law import DraftLaw


def foretold(law: DraftLaw) -> dict[str, object]:
    """`gaps` as a file tells them, and `ends`: the last day of a renewed card with the name of what ends it; None for a first application."""
    facts = facts_of(law.rules, law.answers, law.on)
    ends = card_if_granted(law.rules, facts, law.on) if law.rules.based_on else None
    return {"gaps": gaps(gaps_if_filed(law.rules, facts, law.on), law.rules), "ends": ends}
