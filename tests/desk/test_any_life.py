"""Whatever the law lets people do, in any order and on any day: told entry by entry it is the same as told anew, and no letter is lost."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from guichet.casefile import store as casefile
from guichet.delivery import standing
from guichet.desk import rebuild
from guichet.desk.law_of import rules_of
from guichet.engine.refusals import Overtaken, Refusal
from guichet.engine.words import Actor
from guichet.journal.verify import verify
from guichet.law.rules import Act, Field, Rules
from guichet.registry import store as registry
from tests.desk.life import COMMUNE, EMPLOYER, FILED, FLANDERS, OFFICE, OTHER_COMMUNE, POST, REGION, WALLONIA, WORK_UNTIL, Life, at
from tests.desk.test_ends import settled

LIVES, STEPS, ENDINGS = 36, 22, 24
LATER = {"heard", "ended", "revoked", "annulled", "appeal_lodged", "appeal_decided"}
HERE = {"lawfully_present": True, "post": None, "planned_arrival_on": "2026-02-20"}
YOUNG = {"worker_birth_on": "2008-09-01", "work_as": "trainee"}
RARE = {"withdraw", "declare_inadmissible", "refuse_work", "refuse_stay", "refuse_visa", "write_message", "send_on"}
TEXT = "Un texte libre, avec « guillemets » et 李."


@pytest.fixture(autouse=True)
def letters_are_short(monkeypatch) -> None:
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, *_: letter.encode())


class Chance:
    """Somebody who does anything that is open to them, on any day from the last one on."""

    steps = (0, 0, 0, 1, 1, 1, 3, 9, 20, 95)

    def __init__(self, seed: int, begin: type[Life]) -> None:
        self.dice = random.Random(seed)
        self.one = begin(self.dice.choice([None, HERE, YOUNG]))
        self.today = FILED
        missing = self.dice.sample(self.one.needed(), self.dice.choice([0, 0, 1, 3]))
        self.one.submit(without=missing)
        self.refused: list[str] = []

    def live(self) -> None:
        """So many steps: an act, a tick, the worker, or only time that passes."""
        for _ in range(STEPS):
            self.today += timedelta(days=self.dice.choice(self.steps))
            doing = self.dice.choice(["act"] * 4 + ["tick", "work"])
            if doing == "tick":
                self.one.silent_until(self.today)
            elif doing == "work":
                self.one.works(self.today)
            else:
                self._act()

    def _act(self) -> None:
        rules = rules_of(self.one.entries)
        seeing = {role for role, _ in self.one.seen_by()}
        open_now = [(n, role) for role in rules.roles for n in self.one.may(role, self.today) if role in seeing or n == "take_over"]
        open_now = open_now or [("write_message", "employer")]
        [(name, role)] = self.dice.choices(open_now, [self._likely(rules.acts[name]) for name, _ in open_now])
        act = rules.acts[name]
        try:
            self.one.does(name, self._actor(role, act), *self._when(act), **self._data(act, rules, role))
        except Overtaken:
            raise
        except Refusal as refusal:  # the clock may have spoken first; what is refused leaves nothing
            self.refused.append(refusal.name)

    def _likely(self, act: Act) -> int:
        return 1 if act.name in RARE else 4

    def _when(self, act: Act) -> tuple[date]:
        return (self.today,)

    def _actor(self, role: str, act: Act) -> Actor:
        held = {body.rpartition(":")[2]: body for r, body in self.one.seen_by() if r == role}
        known = {a.body: a for a in (EMPLOYER, REGION, FLANDERS, WALLONIA, OFFICE, POST, COMMUNE, OTHER_COMMUNE)}
        if role == "worker":
            return self.one.worker
        if any(field.type == "code" for field in act.asks):
            return self.dice.choice([COMMUNE, OTHER_COMMUNE])
        return known[next(iter(held.values()))]

    def _data(self, act: Act, rules: Rules, role: str) -> dict[str, object]:
        data: dict[str, object] = {field.name: self._value(field) for field in act.asks if field.required or self.dice.random() < 0.5}
        needed = self.one.needed()
        if act.evidence == "choose":
            data["asked"] = self.dice.sample(needed, self.dice.randint(1, 3))
        elif act.evidence == "attach":
            mine = [name for name, piece in rules.evidence.items() if act.name in piece.with_acts and piece.given_by == role]
            data["evidence"] = {name: [self.one.file(name)] for name in mine if self.dice.random() < 0.5}
        elif act.evidence:
            mine = [name for name in needed if rules.evidence[name].given_by == role]
            data["evidence"] = {name: [self.one.file(name)] for name in self.dice.sample(mine, self.dice.choice([1, len(mine)]))}
        if act.earlier_day and self.dice.random() < 0.3:
            data |= {"at": at(self.today + timedelta(days=2)), "late_reason": "Encodé plus tard."}
            self.today += timedelta(days=2)
        return data

    def _value(self, field: Field) -> object:
        if field.type == "code":
            return self.one.code()
        if field.type == "choice":
            return self.dice.choice(field.options).value
        if field.type == "region":
            return self.dice.choice(["flanders", "brussels", "wallonia"])
        if field.type == "day":
            back = field.name in ("entered_on", "lodged_on", "judged_on")
            return (self.today + timedelta(days=-self.dice.randint(0, 5) if back else self.dice.choice([20, 90, 400]))).isoformat()
        return TEXT


class Afterwards(Chance):
    """The same, from a card in hand or a refusal on: somebody who mostly ends, hears, takes back, appeals, decides on appeals and gives back."""

    steps = (0, 1, 1, 3, 16, 16, 31, 95)

    def __init__(self, seed: int, begin: type[Life]) -> None:
        self.dice, self.refused = random.Random(seed), []
        self.one = settled(begin) if seed % 4 else refused(begin)
        self.today = max(entry.on for entry in self.one.entries)
        self.one.works(self.today)

    def _likely(self, act: Act) -> int:
        return 20 if act.says in LATER or str(act.fixed.get("about", "")).startswith("hearing") else 1


def refused(begin: type[Life]) -> Life:
    """The region said yes, the Office no."""
    one = begin().admissible().does("grant_work", REGION, date(2026, 4, 1), work_authorised_until=WORK_UNTIL)
    return one.does("refuse_stay", OFFICE, date(2026, 4, 10), ground="public_order", reason=TEXT)


def dump(one: Life) -> dict[str, list[str]]:
    """Every column of every row that the views hold of one file."""
    found = {}
    with connection.cursor() as cursor:
        for table in (*casefile.TABLES, *registry.TABLES):
            cursor.execute(f'SELECT * FROM {table} WHERE "case" = %s', [one.case.hex])
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def lived(seed: int, begin: type[Life], kind: type[Chance] = Chance) -> Life:
    """One such life, told anew at its end; every letter that the law wants leaves."""
    chance = kind(seed, begin)
    chance.live()
    before = dump(chance.one)
    rebuild.tell_again(chance.one.case)
    after = dump(chance.one)
    assert {t: [line for line in before[t] if line not in after[t]] for t in before if before[t] != after[t]} == {}, f"seed {seed}"
    chance.one.works(chance.today)
    assert standing.counts()["failed"] == standing.counts()["waiting"] == 0, f"seed {seed}"
    return chance.one


def test_any_life_told_entry_by_entry_is_the_same_as_told_anew(life):
    seen = {kind for seed in range(LIVES) for kind in lived(seed, life).kinds}
    assert verify().whole
    reached = {"granted", "refused", "withdrawn", "declared_inadmissible", "limit_passed", "sent_on", "evidence_requested", "completed"}
    assert reached <= seen, "These lives no longer go everywhere."


def test_ends_hearings_revocations_appeals_and_annulments_told_anew_are_the_same(life):
    seen = {kind for seed in range(ENDINGS) for kind in lived(seed, life, Afterwards).kinds}
    assert verify().whole and seen >= LATER, "These lives no longer go everywhere."


@pytest.mark.thorough
@pytest.mark.parametrize("part", range(8))
def test_hundreds_of_ends_told_anew_are_the_same(life, part):
    for seed in range(ENDINGS + part * 40, ENDINGS + (part + 1) * 40):
        lived(seed, life, Afterwards)


@pytest.mark.thorough
def test_many_more_lives_told_anew_are_the_same(life):
    for seed in range(LIVES, 8 * LIVES):
        lived(seed, life)
