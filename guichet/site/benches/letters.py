"""How long one letter takes: written as an archival PDF, and sealed; every letter of the law folder in every language, in turn."""

import statistics
import time
from pathlib import Path

LETTERS = 500
ADDRESS = "https://guichet.example/verify"
TARGETS = {"rendered": 30, "sealed": 150}  # milliseconds


def measure(cases: int = 0, folder: Path = Path()) -> dict[str, object]:
    """Return milliseconds for one letter `rendered`, for one seal `sealed` (median and 95 of 100), over `cases` letters."""
    from django.conf import settings

    from guichet.law.letters import letter_paths, read_letter
    from guichet.letters.check import Check
    from guichet.letters.render import render
    from guichet.site import clock
    from guichet.site.seals import seal

    law, own, now = Path(settings.LAW_FOLDER), seal(), clock.now()
    files = [read_letter(path) for path in letter_paths(law)]
    rendered, sealed = [], []
    for number in range(-len(files), cases or LETTERS):  # each once before, unmeasured: fonts and files are read
        letter = files[number % len(files)]
        began = time.perf_counter()
        content = render(letter.name, letter.language, fields_of(letter.all_fields, number), clock.today(), law, Check(f"{number:012}", ADDRESS))
        written = time.perf_counter()
        own.seal(content, now)
        if number >= 0:
            rendered.append(written - began)
            sealed.append(time.perf_counter() - written)
    return {"letters": len(rendered), **_figures("rendered", rendered), **_figures("sealed", sealed)}


def _figures(name: str, seconds: list[float]) -> dict[str, object]:
    in_order = sorted(1000 * value for value in seconds)
    last = in_order[int(len(in_order) * 0.95)]
    return {f"{name}_ms": round(statistics.median(in_order), 1), f"{name}_p95_ms": round(last, 1), f"{name}_target_ms": TARGETS[name]}


def fields_of(names: tuple[str, ...], number: int) -> dict[str, object]:
    """A value for every field that a letter names, no two letters alike: what was said of one is not simply repeated."""
    return {name: _value(name, number) for name in names}


def _value(name: str, number: int) -> object:
    if name.endswith("_on"):
        return "2026-03-09"
    if name.endswith("_length"):
        return f"{30 + number % 60} days"
    return LISTS.get(name, f"{name.replace('_', ' ')} {number}")


_LAST = {"last_on": "2026-07-01", "length": "30 days", "form": "By a signed petition", "body": "A council", "authority": "An authority"}
_DONE = {"authority": "An authority", "title": "the stay", "decided_on": "2026-05-20", "last_on": "2026-06-08"}
LISTS: dict[str, object] = {
    "sender": {"name": "An authority", "lines": ["Rue Inventée 2", "1035 Bruxelles"]},
    "recipients": [{"name": "A company", "lines": ["Quai Imaginaire 11"]}, {"name": "A worker"}],
    "answers": [{"title": f"Question {place}", "value": "5600.00", "type": "money"} for place in range(20)],
    "evidence": [{"title": f"Document {place}", "state": "received"} for place in range(8)],
    "grounds": [{"text": "A reason in fact, as long as a reason is. " * 4, "article": "art. 61/45", "authority": "An authority"}],
    "appeals": [_LAST], "refusals": [_DONE], "decisions": [_DONE], "silent": [_DONE], "closed": [_DONE], "deciders": [_DONE],
    "ended_documents": [{"title": "card J"}, {"title": "annex 49"}],
    "conditions": ["For the employer named here only."], "article": ["art. 61/45"], "pauses_decision": True, "may_work": "yes",
}  # fmt: skip
