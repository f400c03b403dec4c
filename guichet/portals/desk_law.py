"""What a desk may ask the law of today without a file in hand: its lists, the act that asks a code."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from guichet.law.bundles import read_law
from guichet.law.rules import Act, Rules
from guichet.site import clock

HANDS_OVER = "document_delivered"  # the word of an act that hands a document over on paper


def laws_of_today() -> list[Rules]:
    """The law of each procedure as it stands today; what a desk's lists are called does not depend on the region."""
    law = read_law(settings.LAW_FOLDER)
    return law.of_all(clock.today())


def act_with_code(role: str, laws: Iterable[Rules]) -> Act | None:
    """The act by which this role takes a file over: the one that asks a code."""
    return next((act for rules in laws for act in rules.acts.values() if role in act.by and any(one.type == "code" for one in act.asks)), None)


def prints(rules: Rules, act: str) -> bool:
    """Is it an act that hands a document over on paper?"""
    law = rules.acts.get(act)
    return law is not None and law.says == HANDS_OVER
