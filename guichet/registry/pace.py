"""How many questions one inspector may ask within an hour: more than any visit on site needs, far fewer than would copy the registry."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from guichet.engine.refusals import TooOften
from guichet.engine.words import Actor
from guichet.registry import consultations

MOST, SPAN = 120, timedelta(hours=1)
logger = logging.getLogger(__name__)


def check_pace(by: Actor, at: datetime) -> None:
    """Raises TooOften once `by` asked MOST questions within SPAN before the instant `at`, and tells whoever watches the log: by the number of the
    last consultation, which names nobody to who may not read the consultations.
    """
    first = consultations.asked_at(by, MOST)
    if first is None or at - first >= SPAN:
        return
    logger.warning("Somebody of %s asks the registry more than %s times an hour; up to consultation %s.", by.body, MOST, consultations.last())
    raise TooOften("too_many_questions", {"most": MOST, "again_at": first + SPAN})
