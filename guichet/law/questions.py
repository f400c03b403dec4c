"""Can every question of a procedure be opened and answered, and every opinion be given? What silence answers must exist too."""

from __future__ import annotations

from guichet.law.fee_names import check_fees
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Act, Rules
from guichet.law.scope import Scope
from guichet.law.vocabulary import Vocabulary

ANSWERED = "track_decided"  # the silence of an authority may answer a question: "track_decided <track>:yes"
ANSWERS = (ANSWERED, "objection_raised")
ASKS, GIVES = "opinion_requested", "opinion_given"


def check_questions(r: Reading, tree: Tree, scope: Scope) -> None:
    """Notes questions that wait for each other or that nobody may answer, silence about nothing, opinions and contributions that lead nowhere."""
    trunk, rules = tree["procedure"], scope.rules
    check_fees(r, tree["shared"].get("fees") or {}, scope)
    for row in _rows(trunk, "time_limits"):
        _silence(r, row, rules, scope.vocabulary)
    for row in _rows(trunk, "tracks"):
        name = str(row.get("track"))
        if name in _before(name, rules):
            r.wrong(row, "after", f"tracks.{name}", "this question waits for itself.", "Let the first question wait for none.")
        if not _answerable(name, rules):
            cure = f'Write an act that says track_decided with "track: {name}", or what silence says.'
            r.wrong(row, "track", f"tracks.{name}", "nobody can answer this question.", cure)
    for row in _rows(trunk, "acts"):
        act = rules.acts.get(str(row.get("act")))
        if act and act.says == ASKS:
            _opinion(r, row, act, rules)


def _rows(trunk: Tree, table: str) -> list[Lines]:
    return [row for row in trunk.get(table) or () if isinstance(row, Lines)]


def _before(name: str, rules: Rules) -> set[str]:
    """The questions that must be answered before this one, itself among them if they stand in a circle."""
    found: set[str] = set()
    ahead = list(rules.tracks[name].after) if name in rules.tracks else []
    while ahead:
        one = ahead.pop()
        if one not in found and one in rules.tracks:
            found.add(one)
            ahead += rules.tracks[one].after
    return found


def _answerable(name: str, rules: Rules) -> bool:
    """By an act, by what follows from one, or by silence; the silence that grants the whole file answers every question."""
    rows = [(row.says, row.fixed) for row in (*rules.acts.values(), *rules.follows)]
    passing = {limit.passing.partition(":")[0] for limit in rules.time_limits.values()}
    return any(word in ANSWERS and fixed.get("track") == name for word, fixed in rows) or bool({"granted", f"{ANSWERED} {name}"} & passing)


def _silence(r: Reading, row: Lines, rules: Rules, vocabulary: Vocabulary) -> None:
    """What the passing of a limit says: an event, with its subject where it is about one question."""
    if not isinstance(row.get("passing"), str) or not row["passing"]:
        return
    where = f"time_limits.{row.get('limit')}"
    word, _, about = row["passing"].partition(" ")
    if vocabulary.words and word not in vocabulary.words:
        r.wrong(row, "passing", where, f'"{word}" is not an event.', f"Write one of: {', '.join(sorted(vocabulary.words))}.")
    elif about.partition(":")[0] not in rules.tracks and (about or word == ANSWERED):
        r.wrong(row, "passing", where, f'"{about}" is no question of this procedure.', f"Write one of: {', '.join(rules.tracks)}.")
    elif word == ANSWERED and about.partition(":")[2] not in ("yes", "no"):
        cure = f'Write "passing: {ANSWERED} {about.partition(":")[0]}:yes" or ":no".'
        r.wrong(row, "passing", where, "it does not say what silence answers.", cure)


def _opinion(r: Reading, row: Lines, act: Act, rules: Rules) -> None:
    """Who is asked must be able to answer, within a limit that the question starts and the answer ends."""
    where, role = f"acts.{act.name}", act.fixed.get("role")
    if not any(other.says == GIVES and role in other.by for other in rules.acts.values()):
        what = f'nobody gives the opinion: no act of "{role}" says {GIVES}.'
        r.wrong(row, "with", where, what, f'Write an act with "by: {role}" and "says: {GIVES}".')
    limit = rules.time_limits.get(str(act.fixed.get("limit")))
    if limit and (limit.starts.word != ASKS or GIVES not in {end.word for end in limit.ends}):
        r.wrong(row, "with", where, f'"{limit.name}" is not the time to give it.', f'Give that limit "starts: {ASKS}" and "ends: [{GIVES}]".')
