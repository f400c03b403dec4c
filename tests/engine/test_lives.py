"""Whatever people do in whatever order: every day has its answer, and the picture is the same however it is computed."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.engine.case import Case, fold
from guichet.engine.consequences import let_the_clock_speak
from guichet.engine.decide import may_do
from guichet.engine.holders import holders
from guichet.engine.limits import described, standings
from guichet.engine.look import Look
from guichet.engine.rights import rights_on
from guichet.engine.stretches import picture
from tests.engine.lives import Life, started

STEPS = [0, 1, 1, 3, 3, 10, 16, 44, 91, 130]
QUIETLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def lives(draw: st.DrawFn) -> Life:
    def choose(values: list) -> object:
        return values[draw(st.integers(0, len(values) - 1))]

    life = started(choose)
    for _ in range(draw(st.integers(2, 16))):
        life.pass_days(choose(STEPS))
        life.act()
    return life


def on(stretches: tuple, kind: str, name: str, day: date) -> list:
    return [s for s in stretches if (s.kind, s.name) == (kind, name) and s.from_on <= day and (s.to_on is None or day <= s.to_on)]


def days_to_look_at(life: Life, stretches: tuple) -> list[date]:
    """Every day on which something begins or ends, the days beside them, and a day far away."""
    edges = {d for s in stretches for d in (s.from_on, s.to_on) if d}
    around = {d + timedelta(n) for d in edges for n in (-1, 0, 1)}
    return sorted(d for d in around | {life.today + timedelta(3000)} if d >= life.entries[0].on)


@settings(QUIETLY, max_examples=60)
@given(lives())
def test_every_day_has_one_phase_and_one_answer_to_stay_and_work(life):
    stretches = picture(life.entries, life.rules).stretches
    for day in days_to_look_at(life, stretches):
        for kind, name in (("phase", ""), ("right", "stay"), ("right", "work")):
            assert len(on(stretches, kind, name, day)) == 1, (day, kind, name)


@settings(QUIETLY, max_examples=60)
@given(lives())
def test_no_answer_is_unknown_and_every_yes_and_every_date_has_its_source(life):
    rows = {row.name: row for row in life.rules.rights}
    for stretch in picture(life.entries, life.rules).stretches:
        if stretch.kind == "right":
            assert stretch.value["answer"] in ("yes", "no")
            assert rows[stretch.value["row"]].source
            assert stretch.value["answer"] == "no" or stretch.value["document"]
        if stretch.kind == "limit":
            assert all(why.source for why in stretch.why)
            assert stretch.why[-1].name in ("limit_due", "limit_no_date_while_paused")


@settings(QUIETLY, max_examples=60)
@given(lives())
def test_stretches_of_one_name_never_overlap_and_phase_and_rights_have_no_gap(life):
    by_name: dict[tuple[str, str], list] = {}
    for stretch in picture(life.entries, life.rules).stretches:
        assert stretch.to_on is None or stretch.from_on <= stretch.to_on
        by_name.setdefault((stretch.kind, stretch.name), []).append(stretch)
    for (kind, name), found in by_name.items():
        for one, following in zip(found, found[1:], strict=False):
            assert one.to_on is not None and one.to_on < following.from_on, (kind, name)
            if kind in ("phase", "right", "limit", "document"):
                assert one.to_on + timedelta(1) == following.from_on, (kind, name)
        if kind in ("phase", "right", "limit", "document"):
            assert found[-1].to_on is None, (kind, name)


def limits_of(case: Case, day: date) -> dict[str, dict]:
    """How each time limit stands on a day, from a case folded anew."""
    found = {}
    for instance in (one for one in case.instances if not case.rules.time_limits[one.limit].reminder):
        for standing in standings(case, instance, case.last_on):
            if standing.from_on <= day or f"{instance.limit}#{instance.number}" not in found:
                found[f"{instance.limit}#{instance.number}"] = described(case, instance, standing)
    return found


@settings(QUIETLY, max_examples=60)
@given(lives())
def test_a_stretch_says_what_the_day_itself_says(life):
    """Asked on the day alone, with everything that happened by then and the effects of silence, the answer is the same."""
    stretches = picture(life.entries, life.rules).stretches
    for day in days_to_look_at(life, stretches):
        case = fold([e for e in life.entries if e.on <= day], life.rules)
        if not any(e.on > day for e in life.entries):
            let_the_clock_speak(case, day)
        assert on(stretches, "phase", "", day)[0].value["phase"] == case.phase
        for question, value, _ in rights_on(case, Look(case, day)):
            assert on(stretches, "right", question, day)[0].value == value, day
        for name, value in limits_of(case, day).items():
            assert [s.value for s in on(stretches, "limit", name, day)] == [value], day
        held = {s.name: s.value for s in stretches if s.kind == "holder" and s.from_on <= day and (s.to_on is None or day <= s.to_on)}
        assert held == holders(case, day), day
        assert on(stretches, "may", "", day)[0].value["acts"] == may_do(case, Look(case, day)), day


@settings(QUIETLY, max_examples=60)
@given(lives(), st.integers(0, 400))
def test_the_picture_since_a_day_is_the_whole_picture_cut_at_it(life, back):
    since = max(life.entries[0].on, life.today - timedelta(back))
    whole, later = picture(life.entries, life.rules), picture(life.entries, life.rules, since)
    cut = [s._replace(from_on=max(s.from_on, since), why=()) for s in whole.stretches if s.to_on is None or s.to_on >= since]
    assert [s._replace(why=()) for s in later.stretches] == cut
    assert later._replace(stretches=()) == whole._replace(stretches=())


@settings(QUIETLY, max_examples=40)
@given(lives(), st.data())
def test_a_clock_that_knocks_or_sleeps_changes_no_outcome(life, data):
    """The same commands on the same days, once with the tick on some nights between, once without any."""
    again = Life(life.choose, life.entries[0].on, life.rules)
    for entry in life.entries:
        while again.today < entry.on and data.draw(st.booleans()):
            again.pass_days(min((entry.on - again.today).days, 7))
            if again.entries:
                again.knock()
        again.today = entry.on
        if entry.by.role != "clock":
            told = fold(again.entries, life.rules)
            again.keep(let_the_clock_speak(told, entry.on))
            again.keep([entry])
    last = max(e.on for e in life.entries)
    again.entries = [e for e in again.entries if e.on <= last]
    assert [(e.kind, e.on) for e in again.entries] == [(e.kind, e.on) for e in life.entries]


@settings(QUIETLY, max_examples=60)
@given(lives())
def test_a_file_that_goes_on_is_always_in_somebodys_hands(life):
    whole = picture(life.entries, life.rules)
    for day in days_to_look_at(life, whole.stretches):
        phase = on(whole.stretches, "phase", "", day)[0].value
        held = [s for s in whole.stretches if s.kind == "holder" and s.from_on <= day and (s.to_on is None or day <= s.to_on) and s.value["state"] == "now"]
        assert bool(held) != bool(phase["ended"]), (day, phase)
