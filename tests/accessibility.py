"""Writes data/accessibility.json, from which the public accessibility statement is made: `python tests/accessibility.py`.

Runs every test that looks at pages in a browser, notes what each look found, and adds up. What fails is written down as it is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "data" / "accessibility.json"
TESTS = ("tests/portals/test_axe.py", "tests/journeys/test_axe_of_desks.py", "tests/registry/test_inspection_page.py")
NOT_TRIED = ("screen_reader", "persons", "voice_and_switch", "letters_read_aloud", "native_readers", "outside_audit")


def summed(looks: list[dict[str, object]], on: str) -> dict[str, object]:
    """One summary of all looks: how many, by which rules, what failed where, what axe left undecided."""
    failed = Counter(
        (name, look["title"].removesuffix(" – Guichet"), look["language"]) for look in looks for name, lines in look["found"].items() if lines
    )
    undecided = Counter(rule for look in looks for rule in look["undecided"])
    return {
        "tested_on": on,
        "axe": looks[-1]["axe"],
        "browser": looks[-1]["browser"],
        "looks": len(looks),
        "pages": len({look["title"] for look in looks if look["language"] == "en"}),
        "languages": sorted({look["language"] for look in looks}),
        "rules": len({rule for look in looks for rule in look["rules"]}),
        "checks": {name: sum(not look["found"][name] for look in looks) for name in looks[-1]["found"]},
        "failed": [{"check": check, "page": page, "language": said, "times": times} for (check, page, said), times in sorted(failed.items())],
        "undecided": dict(sorted(undecided.items())),
        "not_tried": list(NOT_TRIED),
    }


def main() -> int:
    """Runs the tests and writes the summary; the tests' own exit code is told, not hidden."""
    with tempfile.TemporaryDirectory() as folder:
        noted = Path(folder) / "looks.jsonl"
        environment = {**os.environ, "GUICHET_ACCESSIBILITY": str(noted)}
        code = subprocess.run([sys.executable, "-m", "pytest", *TESTS, "-q"], cwd=ROOT, env=environment, check=False).returncode
        lines = noted.read_text(encoding="utf-8").splitlines() if noted.exists() else []
        looks = [look for line in lines if (look := json.loads(line))["title"].endswith("– Guichet")]  # not what a test made up
    if not looks:
        print("No page was looked at, so nothing was written. Run the tests named in tests/accessibility.py and mend what they say.")
        return code or 1
    found = summed(looks, datetime.now(UTC).date().isoformat())
    TARGET.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(
        f"{TARGET.relative_to(ROOT)}: {found['looks']} looks, {found['rules']} rules, {len(found['failed'])} kinds of failures (tests: exit {code})"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
