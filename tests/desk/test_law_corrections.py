"""A corrected line of the law: what it would change is said first; then it is done once in each file, and everything told again is the same."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from guichet.casefile import reading
from guichet.casefile.known import stretches_of
from guichet.desk import rebuild
from guichet.desk.law_corrections import Correcting, Difference, correct
from guichet.desk.law_of import rules_of, rules_of_digest
from guichet.engine.case_number import number_of
from guichet.journal import store as journal
from guichet.journal.verify import verify
from guichet.law.bundles import read_law
from guichet.law.corrections import gather_corrections, read_corrections
from guichet.people import store as people
from guichet.site import law_applying
from tests.desk.life import EMPLOYER, REGION, Life, at, day
from tests.desk.test_rebuild import digest, dump

pytestmark = pytest.mark.database
LAW = Path(__file__).resolve().parents[2] / "law"
HEAD = "  - {correction: %s, on: 2026-04-01, line: %s, reason: A wrong line, source: law-1974-holidays}\n"
TODAY = day(4, 1)


@pytest.fixture
def folder(known_people, settings, tmp_path: Path) -> Callable[..., Correcting]:
    """Another law folder, with lines changed and corrections named; gives what corrects by it, as a later process would."""

    def changed(file: str, old: str, new: str, *corrections: tuple[str, str]) -> Correcting:
        place = tmp_path / f"law-{len(list(tmp_path.iterdir()))}"
        shutil.copytree(settings.LAW_FOLDER, place)
        text = (place / file).read_text(encoding="utf-8")
        assert old in text
        (place / file).write_text(text.replace(old, new), encoding="utf-8")
        named = "".join(HEAD % one for one in corrections)
        (place / "corrections.yaml").write_text(f"corrections:\n{named}" if named else "corrections: []\n", encoding="utf-8")
        settings.LAW_FOLDER = place
        return Correcting(read_law(place), read_corrections(place))

    return changed


def new_holiday(folder: Callable[..., Correcting], on: str = "2026-06-08") -> Correcting:
    return folder("calendar.yaml", "2026-05-25, 2026-07-21", f"2026-05-25, {on}, 2026-07-21", ("mourning", "calendar"))


def due(life: Life, on: date) -> str:
    """The day by which the decision is due, as pages tell it."""
    found = stretches_of([life.case], ("limit",), on)[life.case]
    return next(str(one.value["due_on"]) for one in found if one.value["limit"] == "decision")


def apply(correcting: Correcting, *lives: Life) -> tuple[int, list[str]]:
    found = [one for one in (correcting.change_of(life.case, TODAY) for life in lives) if one]
    correcting.keep(found, TODAY)
    return correct(found, TODAY, at(TODAY))


def test_a_new_holiday_moves_the_date_of_a_file_that_runs_and_says_so_before_it_does(life, folder):
    # 9 March + 90 days = Sunday 7 June, rolled to Monday 8 June; the 8th becomes a holiday: Tuesday 9 June
    told = life().admissible()
    assert due(told, TODAY) == "2026-06-08"
    correcting = new_holiday(folder)
    change = correcting.change_of(told.case, TODAY)
    assert change.differences == (Difference("limit", "decision", date(2026, 6, 8), date(2026, 6, 9)),)
    assert (due(told, TODAY), told.kinds[-1]) == ("2026-06-08", "declared_admissible"), "looking changes nothing"
    assert apply(correcting, told) == (1, [])
    assert (due(told, TODAY), told.kinds[-1]) == ("2026-06-09", "law_corrected")
    assert told.entries[-1].data["corrections"] == ["mourning"]
    reading.configure(rules_of_digest)
    seen = reading.open_case(number_of(told.case), people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body), TODAY)
    assert seen.history[-1].title["en"] == "A wrong line", "the file says why"


def test_done_twice_it_is_done_once_and_what_was_told_is_told_again_byte_by_byte(life, folder):
    told, other = life().admissible(), life().submit()
    correcting = new_holiday(folder)
    assert apply(correcting, told, other) == (2, [])
    entries = told.entries
    assert apply(correcting, told, other) == (0, [])
    assert told.entries == entries
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before
    assert verify().whole


def test_the_same_change_handed_over_by_two_processes_is_one_entry(life, folder):
    told = life().admissible()
    correcting = new_holiday(folder)
    found = [correcting.change_of(told.case, TODAY)]
    correcting.keep(found, TODAY)
    correct(found, TODAY, at(TODAY))
    correct(found, TODAY, at(TODAY, 12))
    assert told.kinds.count("law_corrected") == 1


def test_a_run_that_was_killed_goes_on_where_it_stopped(life, folder):
    lives = [life().admissible() for _ in range(3)]
    correcting = new_holiday(folder)
    apply(correcting, lives[0])
    assert apply(correcting, *lives) == (2, [])
    assert all(one.kinds.count("law_corrected") == 1 for one in lives)


def test_a_line_changed_without_a_correction_touches_no_file_that_runs(life, folder):
    told = life().admissible()
    correcting = folder("calendar.yaml", "2026-05-25, 2026-07-21", "2026-05-25, 2026-06-08, 2026-07-21")
    assert correcting.corrections == () and correcting.change_of(told.case, TODAY) is None


def test_a_later_line_touches_no_file_that_was_filed_before(life, folder):
    told = life().admissible()
    line = "      - {from: 2021-12-16, is: 90 days, source: oe-mobility, doubt: decision_length}\n"
    later = line + "      - {from: 2026-06-01, is: 60 days, source: oe-mobility}\n"
    correcting = folder("procedures/ict-long-term-mobility/procedure.yaml", line, later, ("shorter", "time_limits.decision.length"))
    assert correcting.change_of(told.case, TODAY) is None


def test_a_corrected_length_is_laid_into_the_law_of_the_file_and_nothing_else_is(life, folder):
    told = life().admissible()
    before = rules_of(told.entries)
    file = "procedures/ict-long-term-mobility/procedure.yaml"
    correcting = folder(
        file,
        "is: 90 days, source: oe-mobility, doubt: decision_length",
        "is: 80 days, source: oe-mobility",
        ("length", "time_limits.decision.length"),
    )
    change = correcting.change_of(told.case, TODAY)
    # 9 March + 80 days = 28 May, a Thursday
    assert change.differences[0] == Difference("limit", "decision", date(2026, 6, 8), date(2026, 5, 28))
    apply(correcting, told)
    after = rules_of(told.entries)
    assert str(after.time_limits["decision"].length) == "80 days" and after.acts == before.acts
    assert after.corrected["length"].reason["en"] == "A wrong line"


def test_what_time_has_done_stays_as_it_was_written_and_is_named(life, folder):
    told = life().admissible()
    told.silent_until(day(6, 9))
    assert "limit_passed" in told.kinds
    correcting = new_holiday(folder)
    change = correcting.change_of(told.case, day(6, 10))
    assert change.written == (next(one.number for one in told.entries if one.kind == "limit_passed"),)
    correcting.keep([change], day(6, 10))
    correct([change], day(6, 10), at(day(6, 10)))
    assert told.kinds.count("granted") == 1 and "corrected" not in told.kinds


def test_a_file_that_is_over_and_keeps_its_dates_is_left_alone(life, folder):
    told = life().submit().does("declare_inadmissible", REGION, day(3, 9), ground="not_competent", reason="-")
    assert new_holiday(folder, "2028-01-03").change_of(told.case, TODAY) is None


def test_a_file_that_went_on_under_another_law_meanwhile_is_looked_at_again(life, folder):
    told = life().submit()
    correcting = new_holiday(folder)
    found = [correcting.change_of(told.case, TODAY)]
    told.does("send_on", REGION, TODAY, to_region="flanders", reason="-")
    correcting.keep(found, TODAY)
    assert correct(found, TODAY, at(TODAY)) == (0, [found[0].number])
    assert "law_corrected" not in told.kinds


def test_the_command_says_what_it_would_do_and_then_does_it(life, folder, capsys, monkeypatch):
    told = life().admissible()
    correcting = new_holiday(folder)
    monkeypatch.setattr(law_applying, "_MADE", {})
    assert law_applying.apply(yes=False, as_json=False, today=TODAY, at=at(TODAY)) == 0
    said = capsys.readouterr().out
    assert "limit decision               2026-06-08 -> 2026-06-09" in said and "Nothing was done" in said
    assert law_applying.apply(yes=True, as_json=True, today=TODAY, at=at(TODAY)) == 0
    assert '"done": 1' in capsys.readouterr().out and told.kinds[-1] == "law_corrected"
    assert correcting.change_of(told.case, TODAY) is None
    assert journal.bundle(told.entries[-1].law)


@pytest.mark.parametrize(("line", "word"), [("tables", "no line that can be corrected"), ("moves.first", "no line that can be corrected")])
def test_a_correction_that_names_no_line_is_told_in_a_sentence(line: str, word: str, tmp_path: Path):
    (tmp_path / "corrections.yaml").write_text("corrections:\n" + HEAD % ("one", line), encoding="utf-8")
    assert word in str(gather_corrections(tmp_path)[1][0])
