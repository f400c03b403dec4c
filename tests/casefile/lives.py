"""Lives of a case chosen at random: at each step somebody does something that the law lets them do that day."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from uuid import uuid4

from guichet.engine.case import Case, fold
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.decide import may_do
from guichet.engine.look import Look
from guichet.engine.refusals import Refusal
from guichet.engine.words import CLOCK, Actor
from guichet.law.rules import Act, Field
from tests.casefile.conftest import COMMUNE, EMPLOYER, FILED, OFFICE, POST, REGION, Story

RARE = {"sent_on", "withdrawn", "message_written", "declared_inadmissible", "visa_refused"}  # most of them end a life
GAPS = (0, 0, 0, 1, 1, 2, 3, 5, 9, 16, 31, 60, 120)


def live(story: Story, chance: Random, steps: int) -> Iterator[str]:
    """Submit, then one step at a time; yields what was done, after it was told."""
    without = tuple(chance.sample(sorted(name for name, piece in story.rules.evidence.items() if not piece.with_acts), chance.choice((0, 0, 1, 3))))
    story.submit(without=without)
    day = FILED
    for _ in range(steps):
        day += timedelta(days=chance.choice(GAPS))
        done = _step(story, chance, day)
        if done:
            yield done


def _step(story: Story, chance: Random, day: date) -> str:
    case = fold(story.entries, story.rules)
    let_the_clock_speak(case, day)
    actors = (EMPLOYER, REGION, OFFICE, POST, COMMUNE, story.worker)
    may = may_do(case, Look(case, day))
    can = [(story.rules.acts[name], one) for one in actors for name in may.get(one.role, ())]
    can = [(act, one) for act, one in can if not (act.says in RARE or act.fixed.get("outcome") == "no") or chance.random() < 0.1]
    if not can and case.ended() and chance.random() < 0.8:
        return ""
    if not can or chance.random() < 0.1:
        return _worker_process(story, chance, day)
    act, by = chance.choice(can)
    on = day - timedelta(days=chance.choice((0, 1, 3, 10))) if act.earlier_day and chance.random() < 0.4 else day
    data = _data(story, case, act, by, chance, day)
    try:
        story.does(act.name, by, on, today=day, **data, **({"late_reason": story.text("found in the post")} if on < day else {}))
    except Refusal as refusal:
        return f"{act.name} refused: {refusal.name}"
    return f"{act.name} on {on}"


def _worker_process(story: Story, chance: Random, day: date) -> str:
    """A letter is made or delivered: what comes back from outside."""
    letter = chance.choice(["declared_admissible", "annex_48", "receipt"])
    to = chance.choice(["stay_authority", "worker", "employer"])
    on = max(day, story.entries[-1].on)
    if chance.random() < 0.5:
        recipients = [{"role": to, "key": f"{to}||"}]
        story.says("letter_made", CLOCK, on, letter=letter, language="fr", ref=str(uuid4()), digest="d" * 64, entry=1, recipients=recipients)
    else:
        story.says("notified", CLOCK, on, letter=letter, to=to, channel="ebox", receipt="r")
    return f"{letter} for {to}"


def _data(story: Story, case: Case, act: Act, by: Actor, chance: Random, day: date) -> dict[str, object]:
    data: dict[str, object] = {"facts": {f.fact: _fact(f, chance, day) for f in act.asks if f.fact}, "texts": {}}
    data["texts"] = {f.name: story.text(f"text of {act.name}") for f in act.asks if not f.fact and f.type == "long_text"}
    if act.evidence == "choose":
        needed = [e.name for e in case.needed_evidence()]
        data["asked"] = chance.sample(needed, chance.randint(1, 3))
    if act.evidence in ("give", "open_request"):
        mine = [e.name for e in story.rules.evidence.values() if e.given_by == by.role and not e.with_acts]
        asked = [name for r in case.open_requests() for name in r.outstanding if name in mine] if act.evidence == "open_request" else mine
        data["evidence"] = {name: [story.file(name)] for name in chance.sample(asked, chance.randint(1, len(asked)))}
    if act.says == "assigned":
        data["bodies"] = {act.fixed["role"]: by.body}
    return data


def _fact(field: Field, chance: Random, day: date) -> object:
    if field.type == "choice":
        return chance.choice(field.options).value
    if field.type == "region":
        return "flanders"
    near = (-3, 0) if "entered" in field.name else (20, 100, 400)
    return (day + timedelta(days=chance.choice(near))).isoformat()
