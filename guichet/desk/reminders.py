"""What a letter says that reminds of a day to come: until when a document holds, and the last safe day to act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from guichet.engine.counting import count

if TYPE_CHECKING:
    from guichet.desk.letter_fields import LetterMaker


def reminder(maker: LetterMaker, passed: str) -> dict[str, object]:
    """The fields of a reminder that follows a limit counted backwards: the day counted from, and the end of the limit that it reminds of.

    That limit ends by the same act as the reminder; it is no reminder itself. Nothing for a limit counted forwards.
    """
    limits, calendar = maker.rules.time_limits, maker.rules.calendar
    if not limits[passed].backwards:
        return {}
    own = next(one for one in reversed(maker.case.instances) if one.limit == passed)
    meant = next(
        (one for one in reversed(maker.case.instances) if limits[one.limit].ends == limits[passed].ends and not limits[one.limit].reminder), own
    )
    by = count(limits[meant.limit], meant.start, calendar)
    return {"valid_until_on": own.start.isoformat(), "file_by_on": by.safe_on.isoformat(), "late": meant.limit == passed}
