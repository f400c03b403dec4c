"""Each rule of time is changed in turn, and at least one worked example must fail: the examples hold the rules, all of them."""

import inspect
import textwrap
from pathlib import Path
from types import FunctionType

import pytest

from guichet.engine import case, consequences, counting, folds, limits, tracks, validity
from guichet.engine.examples import run_example
from guichet.engine.index import _KNOWN
from guichet.law import calendar
from guichet.law.bundles import read_law
from guichet.law.worked import example_files, read_examples

LAW = Path(__file__).parents[2] / "law"
MADE_UP = Path(__file__).parents[1] / "law" / "made_up"
EXAMPLES = [(example, folder) for folder in (MADE_UP, LAW) for file in example_files(folder) for example in read_examples(file)[0]]
COUNT, AFTER, CASE = counting.count, counting.after, case.Case

MUTATIONS = [
    ("T1 the day of the event is counted", AFTER, "day + timedelta(days=length.number)", "day + timedelta(days=length.number - 1)"),
    ("T1 the last day is not counted", consequences.next_effect, ".due_on + ONE", ".due_on"),
    ("T1 the first counted day is forgotten", counting.counted_from, "if limit.first_day is None:", "if True:"),
    ("T1 the first counted day is not day 1", counting.counted_from, " - ONE", ""),
    ("T1 a new start forgets the earlier run", CASE._start, "self.instances.append(", "self.instances.clear(); self.instances.append("),
    ("T2 holidays are working days", calendar.Calendar.is_working_day, " and day not in self.holidays", ""),
    ("T2 Saturday never counts", calendar.Calendar.is_working_day, "5 if saturday_counts else 4", "4"),
    ("T2 Saturday always counts", calendar.Calendar.is_working_day, "5 if saturday_counts else 4", "5"),
    ("T2 two days need one working day", counting._due, "< 2", "< 1"),
    ("T3 months are clamped to 28 days", counting.add_months, "min(day.day, ", "min(day.day, 28, "),
    ("T3 months are thirty days", AFTER, "add_months(day, length.number)", "day + timedelta(days=30 * length.number)"),
    ("T3 months are counted in several steps", counting._extended, "[e for e in extensions if e.unit == length.unit]", "[]; length.unit != 0 and None"),
    ("T4 nothing rolls", counting._due, "if limit.rolls else end", "if False else end"),
    ("T4 everything rolls", counting._due, "if limit.rolls else end", "if True else end"),
    ("T4 days are added to a rolled date", COUNT, "days_left(limit, asked_on, end, calendar)", "days_left(limit, asked_on, due, calendar)"),
    ("T4 the extension is forgotten", counting._extended, "e.unit == length.unit", "False"),
    ("T4 a document's validity rolls", validity.validity, 'days["valid_until"] = after(begins, document.validity, case.rules.calendar)',
     "until = after(begins, document.validity, case.rules.calendar)\n        while not case.rules.calendar.is_working_day(until): until += __import__('datetime').timedelta(1)\n        days['valid_until'] = until"),
    ("T4 the safe day is the due day", COUNT, "last_working_day(end, calendar, saturday), tuple", "due, tuple"),
    ("T5 backwards rolls forward", COUNT, "Count(start, end, end, end, safe, ())", "Count(start, end, end, rolled(end, calendar), safe, ())"),
    ("T5 backwards has no safe day", limits._has_safe_day, " or limit.backwards", ""),
    ("T5 backwards counts forward", COUNT, "if limit.backwards:", "if False:"),
    ("T6 anybody pauses", CASE.pauses_of, "request.by in limit.paused_by and ", ""),
    ("T6 overlapping pauses are a sum", counting.union, "pause.asked_on <= merged[-1].ended_on", "False"),
    ("T6 the day of the request is not counted", COUNT, "pause.ended_on + ONE * left", "pause.ended_on + ONE * (left + 1)"),
    ("T6 the day of the receipt is counted", COUNT, "pause.ended_on + ONE * left", "pause.ended_on + ONE * (left - 1)"),
    ("T6 a part ends the pause", folds.receive, "not request.outstanding and ", ""),
    ("T6 a pause ends with the unrolled end of its limit", CASE.last_day_of, ".due_on", ".unrolled_on"),
    ("T6 a late answer makes the pause longer", CASE.pauses_of, " and request.answered_on <= end", ""),
    ("T6 a pause nobody answers has no end in time", CASE.pauses_of, "request.answered_on if answered else end", "request.asked_on"),
    ("T6 a request after the end pauses", COUNT, "pause.asked_on > due or ", ""),
    ("T6 working days are added as days", COUNT, "if _in_working_days(limit) else", "if False else"),
    ("T7 a paused limit has a due date", limits.described, "None if paused else iso(now.due_on)", "iso(now.due_on)"),
    ("T7 the days left fall below zero", counting.days_left, "if unrolled_on <= asked_on:", "if False:"),
    ("T7 the days left count from the start", COUNT, "counted.append((pause, left))", "counted.append((pause, (end - start).days))"),
    ("T8 silence speaks on the day somebody knocks", consequences.let_the_clock_speak, "let_pass(case, *passed)", "let_pass(case, day, passed[1])"),
    ("T8 silence waits one day more", consequences.next_effect, ".due_on + ONE", ".due_on + ONE + ONE"),
    ("T8 silence says nothing", consequences._silence, "[] if told_already else", "[] if not told_already else"),
    ("T8 a no does not refuse", consequences._says_no, '== "no"', '== "never"'),
    ("T8 a refusal does not end the limit", CASE._limits, "instance.ended_on, instance.ended_by = event.on, event.kind",
     "instance.ended_on, instance.ended_by = (None if event.kind == 'refused' else event.on), event.kind"),
    ("T9 a renewal runs from its issue", validity._begins, "return end if end and on <= end else on", "return on"),
    ("T9 a late renewal runs from the end before", validity._begins, " and on <= end", ""),
    ("T9 uncovered days are not shown", folds._issued, "if ended and", "if False and"),
    ("T8 a question does not wait for the one before it", tracks.opened, "any(case.tracks[one].outcome not in SETTLED for one in rule.after)", "False"),
    ("T8 a question that is not asked is open", tracks.opened, "rule.when is None or rule.when.holds(case.fact)", "True"),
    ("T8 silence answers yes, whatever the law says", consequences._silence, '{"outcome": outcome}', '{"outcome": "yes"}'),
    ("T8 nobody waits for a question that a refusal closed", tracks.closed, 'in ("no", "closed")', 'in ()'),
    ("T6 only papers pause", CASE.pauses_of, "*self.opinions.values()", ""),
    ("T10 a date does not explain itself", limits.explained, 'return (*lines, Why("limit_due"', 'return () and (*lines, Why("limit_due"'),
    ("T10 the roll is not explained", limits.explained, "if now.due_on != now.unrolled_on:", "if False:"),
    ("T10 the extension is not explained", limits.explained, "if now.extended_on:", "if False:"),
    ("T10 pauses are not explained", limits.explained, "for pause, left in now.pauses:", "for pause, left in ():"),
    ("T11 entries are read in the order of telling", case.in_order, "key=_BY_DAY", "key=lambda e: e.number"),
    ("T12 the safe date is not told", validity.validity, "document.safe_validity or document.validity", "document.validity"),
]  # fmt: skip


def changed(function: FunctionType, old: str, new: str) -> object:
    """The code of the function with a piece of its source written otherwise."""
    source = textwrap.dedent(inspect.getsource(function))
    assert old in source, f"{function.__name__} no longer says {old!r}: change the mutation too"
    space = dict(function.__globals__)
    exec(compile("from __future__ import annotations\n" + source.replace(old, new), inspect.getfile(function), "exec"), space)
    return space[function.__name__].__code__


def first_failure() -> str:
    _KNOWN.clear()  # what the law keeps was computed by the rules as they are
    try:
        return next((example.title for example, folder in EXAMPLES if run_example(example, read_law(folder)).differences), "")
    finally:
        _KNOWN.clear()


def test_without_a_change_no_example_fails():
    assert first_failure() == ""


@pytest.mark.parametrize(("title", "function", "old", "new"), MUTATIONS, ids=[row[0] for row in MUTATIONS])
def test_a_rule_that_is_changed_fails_an_example(title, function, old, new):
    kept = function.__code__
    function.__code__ = changed(function, old, new)
    try:
        assert first_failure(), f"no example notices: {title}"
    finally:
        function.__code__ = kept


def test_every_rule_is_changed_at_least_once():
    assert {title.split()[0] for title, *_ in MUTATIONS} == {f"T{n}" for n in range(1, 13)}
