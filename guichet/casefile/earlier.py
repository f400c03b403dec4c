"""Evidence that came under an earlier law of the case, before it was sent on, and that the law of now does not know: it stays to be read."""

from __future__ import annotations

from collections.abc import Sequence

from guichet.engine.corrected import after_corrections
from guichet.engine.words import Entry
from guichet.law.rules import Rules


def earlier_evidence(entries: Sequence[Entry], rules: Rules) -> dict[str, dict[str, object]]:
    """Name -> what a picture says of a piece, and the digest of the law under which it came."""
    if "sent_on" not in [entry.kind for entry in entries]:
        return {}
    found: dict[str, dict[str, object]] = {}
    for entry in after_corrections(entries):
        for name, refs in dict(entry.data.get("evidence") or {}).items():
            if name not in rules.evidence:
                files = [*found.get(name, {}).get("files", ()), *refs]
                late = bool(entry.data.get("late"))
                came = {"state": "received", "received_on": entry.on.isoformat(), "late": late, "files": files}
                found[name] = {"needed": False, **came, "law": entry.law}
    return found
