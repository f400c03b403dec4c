"""Random lives: somebody does one of the acts that the law allows on that day, then days pass, then somebody again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from guichet.engine.case import fold
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.decide import decide, may_do
from guichet.engine.look import Look
from guichet.engine.refusals import Refusal
from guichet.engine.words import Actor, Command, Entry
from guichet.law.bundles import Law, read_law
from guichet.law.rules import Act, Rules

LAW = Path(__file__).parents[2] / "law"
PROCEDURE = "ict-long-term-mobility"
KINDS = (PROCEDURE, PROCEDURE, f"{PROCEDURE}-renewal")  # two lives of three begin with a first application
REGIONS = ("brussels", "flanders", "german_community", "wallonia")
NOBODY = UUID(int=0)
Choose = Callable[[list], object]  # one of these


@cache
def law() -> Law:
    return read_law(LAW)


@dataclass
class Life:
    """One file from its filing on; `choose` decides everything that people would decide."""

    choose: Choose = field(repr=False)
    today: date
    rules: Rules = field(repr=False)
    entries: list[Entry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list, repr=False)

    def _repr_pretty_(self, printer: object, cycle: bool) -> None:
        """What Hypothesis shows of a life that fails: its entries, one line each."""
        printer.text("\n".join([self.rules.region, *(f"{e.number} {e.on} {e.kind} {dict(e.data)}" for e in self.entries), f"{self.today} today"]))

    def file(self) -> None:
        day = self.today
        facts = {
            "worker_age": self.choose([16, 18, 40]),
            "lawfully_present": self.choose([True, False]),
            "work_as": self.choose(["manager", "specialist", "trainee"]),
            "running_card_until": self.in_days(-5, 0, 30, 61, 120),
            "running_work_until": self.in_days(-5, 20, 61, 120),
            "transfer_since": self.in_days(-700, -300, -100),
            "permit_known": self.choose([True, False]),
            "planned_arrival_on": self.in_days(-30, 5, 19, 20, 60),
            "first_permit_until": self.in_days(10, 100, 400, 900),
            "employment_until": self.in_days(90, 500),
            "employment_from": self.in_days(0, 60),
            "passport_until": self.in_days(700),
            "earlier_stays": self.choose([[], [[(day - timedelta(60)).isoformat(), (day - timedelta(40)).isoformat()]]]),
        }
        known = {field.fact for field in self.rules.fields.values()} | {"lawfully_present"}
        facts = {name: value for name, value in facts.items() if name in known} | dict(self.rules.given)
        pieces = [name for name, piece in self.rules.evidence.items() if not piece.with_acts and self.choose([True] * 11 + [False])]
        self.do("submit_application", Actor("employer"), {"facts": facts, "evidence": {name: ["file"] for name in pieces}})

    def in_days(self, *days: int) -> str:
        return (self.today + timedelta(self.choose(list(days)))).isoformat()

    def pass_days(self, days: int) -> None:
        self.today += timedelta(days)

    def knock(self) -> None:
        """The nightly tick: only the clock speaks."""
        case = fold(self.entries, self.rules)
        self.keep(let_the_clock_speak(case, self.today))

    def act(self) -> None:
        """Somebody does one of the acts that he may do today."""
        case = fold(self.entries, self.rules)
        self.keep(let_the_clock_speak(case, self.today))
        may = [(role, act) for role, acts in may_do(case, Look(case, self.today)).items() for act in acts if act != "write_message"]
        hopeful = [pair for pair in may if not self.ends_or_turns(pair[1])]
        may = hopeful if hopeful and self.choose([True, True, True, True, False]) else may
        if may:
            role, name = self.choose(may)
            self.do(name, Actor(role), self.data_for(case, self.rules.acts[name], role))

    def ends_or_turns(self, name: str) -> bool:
        """Most lives go on to the end; a few are withdrawn, refused, inadmissible or sent on."""
        act = self.rules.acts[name]
        return act.says in ("withdrawn", "declared_inadmissible", "visa_refused", "sent_on", "declared_incomplete") or act.fixed.get("outcome") == "no"

    def data_for(self, case: object, act: Act, role: str) -> dict[str, object]:
        asked = [e.name for e in case.needed_evidence()]
        open_pieces = [name for request in case.open_requests() for name in request.outstanding] or asked
        mine = [name for name in open_pieces if self.rules.evidence[name].given_by == role and act.evidence != "attach"]
        facts = {f.fact: self.answer(f) for f in act.asks if f.fact and (f.when is None or f.when.holds(case.fact))}
        return {
            "facts": facts,
            "asked": [self.choose(asked)] + [name for name in asked if self.choose([True, False, False])],
            "evidence": {name: ["file"] for name in mine if self.choose([True, True, False])} or {name: ["file"] for name in mine[:1]},
        }

    def answer(self, asked: object) -> object:
        if asked.type == "day":
            return self.in_days(-3, 0) if asked.fact == "entered_on" else self.in_days(30, 200, 700)
        if asked.type == "choice":
            return self.choose([option.value for option in asked.options])
        if asked.type == "region":
            return self.choose(list(REGIONS))
        return "x"

    def do(self, name: str, by: Actor, data: dict[str, object]) -> None:
        case = fold(self.entries, self.rules)
        command = Command(UUID(int=len(self.entries) + 1), NOBODY, len(self.entries), name, by, self.today, self.at(), data)
        try:
            events = decide(case, command, self.entries, self.today)
        except Refusal as refusal:
            self.refused.append(refusal)
            return
        self.keep(events)
        if any(e.kind == "sent_on" for e in events):
            self.rules = law().rules(self.rules.procedure, case.region, case.filed_on)

    def keep(self, events: list) -> None:
        for e in events:
            self.entries.append(Entry(e.kind, e.by, e.on, e.data, len(self.entries) + 1, self.at(), self.rules.digest))

    def at(self) -> datetime:
        return datetime.combine(self.today, time(10), UTC)


def started(choose: Choose) -> Life:
    """A life that begins on some day of 2026, in some region."""
    day = date(2026, 1, 1) + timedelta(choose(list(range(0, 365, 3))))
    life = Life(choose, day, law().rules(choose(list(KINDS)), choose(list(REGIONS)), day))
    life.file()
    return life
