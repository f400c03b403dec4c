"""Can a file take its course? Every phase can be reached and left, and every day of a life has a row of rights."""

from __future__ import annotations

from collections.abc import Iterable

from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Pattern, Phase, Right, Rules, TimeLimit


def check_course(r: Reading, trunk: Tree, rules: Rules) -> None:
    """Notes phases that nobody reaches or leaves, acts that can never be done, and a life that a right forgets."""
    said = said_by_somebody(rules)
    for name, phase in rules.phases.items():
        entries = [move for move in rules.moves if move.to == name and _can_happen(move.after, said)]
        if not entries:
            _wrong(r, trunk, "phases", name, "no move leads to this phase.", f'Write "- {{after: <event>, to: {name}}}" among the moves.')
        if not phase.ended and not _ways_out(phase, rules):
            _wrong(r, trunk, "phases", name, "no act leads out of this phase and it is not an end.", 'Write "ended: true", or an act for it.')
    for name, act in rules.acts.items():
        if not act.phases and act.says != "application_submitted":
            _wrong(r, trunk, "acts", name, "it can be done in no phase.", 'Write "in: [<phase>, ...]".')
    _rights(r, trunk, rules)


def _rights(r: Reading, trunk: Tree, rules: Rules) -> None:
    for right in rules.rights:
        if "yes" in (right.stay, right.work) and not right.document:
            _wrong(r, trunk, "rights", right.name, "it says yes by no document.", 'Write "document: <name from documents.yaml>".')
    always = [n for n, right in enumerate(rules.rights) if _always(right)]
    if rules.rights and (not always or always[0] != len(rules.rights) - 1):
        what = "the last row must hold on every day" if not always else f'"{rules.rights[always[0]].name}" holds always and hides the rows after it'
        name = rules.rights[-1].name if not always else rules.rights[always[0]].name
        _wrong(r, trunk, "rights", name, f"{what}.", 'End with one row that says "when: {filed: {is: true}}".')


def _always(right: Right) -> bool:
    """Rights are asked from the day of filing on, so this holds on every one of these days."""
    return (right.when.word, right.when.name, right.when.value) == ("is", "filed", True)


def said_by_somebody(rules: Rules) -> set[tuple[str, str]]:
    """Every event that an act, another event, a track or the silence at the end of a limit can bring, with its subject where it is fixed."""
    rows = [(act.says, act.fixed) for act in rules.acts.values()] + [(row.says, row.fixed) for row in rules.follows]
    said = {(word, about(word, fixed)) for word, fixed in rows}
    return with_outcomes(said | silences(rules.time_limits.values()), rules)


def with_outcomes(said: set[tuple[str, str]], rules: Rules) -> set[tuple[str, str]]:
    """With the outcome of the whole file that an answer, an objection or the silence that answers a question may bring."""
    words = {word for word, _ in said}
    hows = ["decisions", *({"silence"} if any(limit.passing.startswith("track_decided ") for limit in rules.time_limits.values()) else ())]
    outcomes = (["granted", "refused"] if "track_decided" in words else []) + (["refused"] if "objection_raised" in words else [])
    return said | {(outcome, how) for outcome in outcomes for how in hows}


def silences(limits: Iterable[TimeLimit]) -> set[tuple[str, str]]:
    """What nothing heard says at the end of a limit: an outcome, the answer to one question, or the end of one track."""
    passing = (limit.passing.partition(" ") for limit in limits if limit.passing)
    return {(word, about if ":" in about else f"{about}:silence" if about else "silence") for word, _, about in passing}


def about(word: str, fixed: object) -> str:
    """The subject of an event, as far as an act or a following event fixes it."""
    if word in ("ended", "revoked", "annulled", "heard"):
        return f"{fixed['track']}:{fixed['how']}" if "how" in fixed else str(fixed.get("track", ""))
    if word == "appeal_decided":
        return f"{fixed['limit']}:{fixed['outcome']}" if "outcome" in fixed else ""
    if "track" in fixed and word == "track_decided":
        return f"{fixed['track']}:{fixed.get('outcome')}"
    return str(next((fixed[key] for key in ("document", "about", "role", "limit") if key in fixed), ""))


def _can_happen(pattern: Pattern, said: set[tuple[str, str]]) -> bool:
    about = {subject for word, subject in said if word == pattern.word}
    return bool(about) and (not pattern.subject or pattern.subject in about or "" in about)


def _ways_out(phase: Phase, rules: Rules) -> bool:
    """An act done in this phase, or the silence at the end of a limit, moves the file to another."""
    said = {(act.says, about(act.says, act.fixed)) for act in rules.acts.values() if phase.name in act.phases}
    said = with_outcomes(said | silences(rules.time_limits.values()), rules)
    known = 0
    while known != len(said):
        known = len(said)
        said |= {(row.says, about(row.says, row.fixed)) for row in rules.follows if _can_happen(row.after, said)}
    return any(move.to != phase.name and _can_happen(move.after, said) for move in rules.moves)


def _wrong(r: Reading, trunk: Tree, table: str, name: str, what: str, write: str) -> None:
    rows = [row for row in trunk.get(table) or () if isinstance(row, Lines) and str(next(iter(row.values()), "")) == name]
    r.wrong(rows[0] if rows else trunk, "" if rows else table, f"{table}.{name}" if rows else "file", what, write)
