"""What a draft would bring if it were filed today: what must be paid, days that no document would cover, and the end of the new card."""

from __future__ import annotations

from uuid import UUID

from guichet.casefile.fees import FeeView, fee_view
from guichet.casefile.standing import gaps
from guichet.desk.submission import facts_of
from guichet.engine.case_number import number_of
from guichet.engine.facts import asking
from guichet.engine.fees import standings
from guichet.engine.foreseen import card_if_granted, gaps_if_filed
from guichet.portals.draft_law import DraftLaw


def foretold(law: DraftLaw, draft: UUID) -> dict[str, object]:
    """`gaps` as a file tells them, and `ends`: the last day of a renewed card with the name of what ends it; None for a first application."""
    facts = facts_of(law.rules, law.answers, law.on)
    ends = card_if_granted(law.rules, facts, law.on) if law.rules.based_on else None
    return {"gaps": gaps(gaps_if_filed(law.rules, facts, law.on), law.rules), "ends": ends, "fees": fees_of_draft(law, draft)}


def fees_of_draft(law: DraftLaw, draft: UUID) -> tuple[FeeView, ...]:
    """What must be paid, under the reference of the file that the draft will be: both have one number."""
    facts = facts_of(law.rules, law.answers, law.on)
    found = standings(law.rules, asking(facts), law.on, evidence={*law.came_names, *law.taken})
    return tuple(fee_view(one, law.rules, number_of(draft), law.on) for one in found)
