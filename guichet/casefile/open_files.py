"""How many files are open under the law of each procedure and region."""

from __future__ import annotations

from datetime import date

from guichet.database import rows

_OPEN = """SELECT h.procedure, h.region, COUNT(*) FROM casefile_header h WHERE EXISTS (
  SELECT 1 FROM casefile_stretch s WHERE s."case" = h."case" AND s.kind = 'phase' AND s.state <> 'ended' AND s.from_on <= %s AND s.to_on >= %s)
  GROUP BY h.procedure, h.region"""


def open_files(day: date) -> dict[tuple[str, str], int]:
    """(procedure, region) -> how many files have not come to an end by that day."""
    return {(procedure, region): number for procedure, region, number in rows(_OPEN, (day.isoformat(), day.isoformat()))}
