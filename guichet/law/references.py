"""Does everything that a line of the law names exist? Roles, tracks, limits, documents, letters, facts, days, subjects of events."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from guichet.law.conditions import Condition, read_condition
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Field, Rules
from guichet.law.vocabulary import Vocabulary

NAMED = {  # table -> key -> the kind of thing that it names
    "sections": {"filled_by": "roles"},
    "evidence": {"given_by": "roles", "secret_from": "roles", "with_acts": "acts"},
    "tracks": {"decided_by": "roles", "appeal": "time_limits", "hearing": "time_limits", "documents": "documents", "lapses_with": "tracks",
               "after": "tracks"},
    "phases": {"held_by": "holders", "waits_for": "roles"},
    "acts": {"by": "roles"},
    "letters": {"letter": "letters", "signed_by": "roles"},
    "time_limits": {"responsible": "roles", "paused_by": "roles", "pause_limit": "time_limits"},
    "rights": {"document": "documents"},
    "sees": {"role": "roles"},
    "promises": {"by": "roles", "limit": "time_limits", "announced_by": "acts"},
    "explanations": {"letter": "letters"},
    "fees": {"proof": "evidence"},
    "covers": {"document": "documents", "limit": "time_limits"},
    "queues": {"role": "roles", "limit": "time_limits", "document": "documents", "without": "documents"},
}
PATTERNS = {"moves": ("after",), "follows": ("after",), "letters": ("after", "until"), "sees": ("after",), "time_limits": ("starts", "ends")}
RECIPIENTS = {"letters": "to", "time_limits": "open_to"}
FIXED = {"document": "documents", "track": "tracks", "limit": "time_limits", "role": "roles", "outcome": "outcomes", "length": "", "about": "",
         "body": "bodies", "fee": "fees", "effect": "effects", "how": ""}  # fmt: skip
TELLS_WHO = ("text", "long_text", "name", "latin_name", "email", "enterprise_number", "ssn")
OF_THE_EVENT = ("valid_from", "valid_until")  # days that the start event of a limit brings itself
DAYS_NAMED = {"time_limits": ("from_day_of",), "rights": ("until", "work_until"), "days": ("counted_from",), "covers": ("after",),
              "fields": ("known_from",)}  # fmt: skip
CONDITIONS = ("when", "serves_again", "holds")
IN_CHECKS = "expected_decision"  # a day that only a check before filing can foresee


def check_references(r: Reading, trunk: Tree, documents: Tree, rules: Rules, vocabulary: Vocabulary, letters: Mapping[str, str],
                     days: Collection[str] = ()) -> None:  # fmt: skip
    """Notes every name in a tree in force that leads nowhere. `letters`: each letter that has a text, and what it decides.

    `days`: what some procedure of the folder calls a day; a document may serve several procedures, and end with a day that only one knows.
    """
    known: Mapping[str, Collection[str]] = {
        "roles": rules.roles, "holders": {*rules.roles, "open_tracks"}, "tracks": rules.tracks, "time_limits": rules.time_limits,
        "documents": rules.documents, "outcomes": ("yes", "no", "annulled", "reformed"), "effects": ("from_start", "from_now"),
        "letters": letters, "acts": rules.acts, "bodies": rules.authorities, "fees": rules.fees, "evidence": rules.evidence,
    }  # fmt: skip
    for table, entry, where in _entries(trunk):
        for key, kind in NAMED.get(table, {}).items():
            if entry.get(key):
                r.names(entry, key, where, known[kind])
        for key in PATTERNS.get(table, ()):
            _patterns(r, entry, key, where, rules, vocabulary)
        _fixed(r, table, entry, where, known, vocabulary)
        _facts(r, table, entry, where, vocabulary)
        _beginnings(r, table, entry, where, rules)
        for key in DAYS_NAMED.get(table, ()):
            if entry.get(key) not in OF_THE_EVENT:
                _days(r, entry, key, where, rules, vocabulary)
        _conditions(r, entry, where, rules, vocabulary)
        _people(r, table, entry, where, rules)
        if table == "letters":
            _deciding(r, entry, where, vocabulary, letters)
    for entry in documents.get("documents") or ():
        _days(r, entry, "ends_with", f"documents.{entry.get('document')}", rules, vocabulary, days)
    r.choice(trunk, "governed_by", "file", ("filing", "decision", "issue"), "filing")
    if rules.applicant not in rules.roles:
        r.wrong(trunk, "applicant", "file", f'"{trunk.get("applicant")}" is not a role.', f"Write one of: {', '.join(sorted(rules.roles))}.")
    elif rules.sees and rules.applicant not in {sight.role for sight in rules.sees}:
        what = f'"{rules.applicant}" applies and never sees the file.'
        r.wrong(trunk, "applicant", "file", what, "Write a line of sees for this role, or take out the change that removes it.")


def _entries(trunk: Tree) -> Iterator[tuple[str, Lines, str]]:
    for table, rows in trunk.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, Lines):
                yield table, row, f"{table}.{next(iter(row.values()), '')}"


def _people(r: Reading, table: str, entry: Tree, where: str, rules: Rules) -> None:
    """Whoever receives a letter or may lodge an appeal holds a role."""
    for one in entry.get(RECIPIENTS.get(table, "")) or ():
        if isinstance(one, Lines):
            r.names(one, "role", where, rules.roles)


def _patterns(r: Reading, entry: Tree, key: str, where: str, rules: Rules, vocabulary: Vocabulary) -> None:
    for name in r.names(entry, key, where):
        word, _, about = name.partition(" ")
        if vocabulary.words and word not in vocabulary.words:
            r.wrong(entry, key, where, f'"{word}" is not an event.', f"Write one of: {', '.join(sorted(vocabulary.words))}.")
        elif about and not vocabulary.is_subject(word, about, rules):
            r.wrong(entry, key, where, f'"{word}" is never about "{about}".', "Write a subject that exists, or the event alone.")


def _fixed(r: Reading, table: str, entry: Tree, where: str, known: Mapping[str, Collection[str]], vocabulary: Vocabulary) -> None:
    """What an act or a following event says for sure."""
    if table not in ("acts", "follows"):
        return
    given = entry.get("with") or {}
    for key, value in given.items():
        if key not in FIXED:
            r.wrong(given, key, f"{where}.with", "this key means nothing here.", f"Write one of: {', '.join(FIXED)}.")
        elif FIXED[key] and str(value) not in known[FIXED[key]]:
            r.wrong(given, key, f"{where}.with", f'"{value}" is not known.', f"Write one of: {', '.join(sorted(known[FIXED[key]]))}.")
    for key in vocabulary.carries.get(str(entry.get("says")), ()):
        if key not in given:
            r.wrong(entry, "says", where, f'"{entry["says"]}" needs to know which {key}.', f'Write "with: {{{key}: ...}}".')


def _deciding(r: Reading, entry: Tree, where: str, vocabulary: Vocabulary, letters: Mapping[str, str]) -> None:
    """A letter after a decision must say so in its first lines: reasons and appeal then become obligatory."""
    letter = str(entry.get("letter"))
    for name in r.names(entry, "after", where):
        word, _, about = name.partition(" ")
        needed = "" if about.endswith(":silence") else vocabulary.decides.get(word)  # what the law does by itself nobody decided
        if needed and letters.get(letter, needed) != needed:
            what = f'"{letter}" follows a decision and its text does not say so.'
            r.wrong(entry, "letter", where, what, f'Write "// decides: {needed}" in its first lines.')


def _questions(table: str, entry: Tree) -> list[Tree]:
    return [entry] if table == "fields" else list(entry.get("asks", ())) if table == "acts" else []


def _facts(r: Reading, table: str, entry: Tree, where: str, vocabulary: Vocabulary) -> None:
    """A fact goes into the journal for ever: it must be one that the engine knows, and nothing that tells who somebody is."""
    for field in _questions(table, entry):
        fact = field.get("fact")
        if fact is None:
            continue
        if vocabulary.facts and str(fact) not in vocabulary.facts:
            r.wrong(field, "fact", where, f'"{fact}" is not a fact of the engine.', 'Write one that "guichet law words" lists, or ask a developer.')
        if "derive" not in field and (field.get("personal") is True or field.get("type") in TELLS_WHO):
            what = "what is personal stays in the vault and cannot be a fact."
            r.wrong(field, "fact", where, what, 'Leave "fact" out, or write "derive: age_on_filing".')


def _beginnings(r: Reading, table: str, entry: Tree, where: str, rules: Rules) -> None:
    """A question of an act may begin with an answer of the form, or change it: one that exists, of the same type."""
    for field in _questions(table, entry):
        form = {one.name for one in rules.fields.values() if one.type == field.get("type") and table == "acts"}
        for key, could in (("begins_with", "begin with"), ("changes", "change")):
            name = str(field.get(key, ""))
            if name and name not in form:
                what = f'"{name}" is no answer that it could {could}.'
                r.wrong(field, key, where, what, "In an act, write a field of the form that has the same type.")


def _asked(r: Reading, part: Tree, key: str, where: str, name: str, rules: Rules, vocabulary: Vocabulary) -> None:
    """A fact that no form and no act gives is never known, so nothing may look at it."""
    filed_by = (act.by for act in rules.acts.values() if act.says == "application_submitted")
    on_paper = {"on_paper"} if any(rules.applicant not in by for by in filed_by) else set()  # told by the way it came
    given = {*rules.given} | on_paper | {field.fact for field in (*rules.fields.values(), *(f for act in rules.acts.values() for f in act.asks))}
    for word in {name, *name.split(" ")}:
        if word in vocabulary.facts and word not in given:
            r.wrong(part, key, where, f'"{word}" is never known: no field gives this fact.', f'Add a field with "fact: {word}", or take it out.')


def _days(r: Reading, entry: Tree, key: str, where: str, rules: Rules, vocabulary: Vocabulary, elsewhere: Collection[str] = ()) -> None:
    for name in r.names(entry, key, where):
        if name not in elsewhere and not vocabulary.is_day(name, rules):
            r.wrong(entry, key, where, f'"{name}" is not a day.', "Write a named day, a fact that is one, a document, filed_on or today.")
        elif key != "ends_with":  # a document may serve several procedures
            _asked(r, entry, key, where, name, rules, vocabulary)


def _conditions(r: Reading, entry: Tree, where: str, rules: Rules, vocabulary: Vocabulary) -> None:
    """Every condition of an entry and of the fields, recipients and statuses inside it."""
    for part in (entry, *(p for key in ("asks", "to", "statuses") for p in entry.get(key) or () if isinstance(entry.get(key), list))):
        for key in CONDITIONS if isinstance(part, Lines) else ():
            _judge(r, part, key, where, rules, vocabulary)


def _judge(r: Reading, part: Tree, key: str, where: str, rules: Rules, vocabulary: Vocabulary) -> None:
    try:
        condition = read_condition(part[key]) if key in part else None
    except ValueError:
        return  # told by the reading
    for leaf in condition.leaves() if condition else ():
        judge_leaf(r, part, where, leaf, rules, vocabulary)


def judge_leaf(r: Reading, part: Tree, where: str, leaf: Condition, rules: Rules, vocabulary: Vocabulary) -> None:
    """Is the name known, and can it ever be what it is compared with?"""
    if not vocabulary.is_name(leaf.name, rules):
        r.wrong(part, "when", where, f'"{leaf.name}" is nothing a condition can ask.', 'Write a name that "guichet law words" lists.')
        return
    if IN_CHECKS in leaf.name.split(" ") and not where.startswith("checks."):
        r.wrong(part, "when", where, f'"{IN_CHECKS}" is known in checks only.', "Ask it in a check, or name another day.")
    _asked(r, part, "when", where, leaf.name, rules, vocabulary)
    allowed = values_of_fact(leaf.name, rules) or vocabulary.values(leaf.name, rules)
    wanted = leaf.value if leaf.word == "in" else (leaf.value,)
    if isinstance(allowed, range):
        for value in (value for value in wanted if not isinstance(value, int) or isinstance(value, bool)):
            r.wrong(part, "when", where, f'"{value}" is not a number of days.', "Write a whole number, such as 20 or -1.")
        return
    for value in wanted if allowed and leaf.word in ("is", "in") else ():
        if not any(value == a and type(value) is type(a) for a in allowed):
            shown = ", ".join(str(a).lower() if isinstance(a, bool) else str(a) for a in allowed)
            r.wrong(part, "when", where, f'"{leaf.name}" is never "{value}".', f"Write one of: {shown}.")


def values_of_fact(name: str, rules: Rules) -> tuple[object, ...]:
    """What the form lets this fact be: the options of a choice, or true and false."""
    asked: list[Field] = [*rules.fields.values(), *(field for act in rules.acts.values() for field in act.asks)]
    giving = [field for field in asked if field.fact == name]
    if name in rules.given and isinstance(rules.given[name], bool):
        return (True, False)
    if giving and all(field.type == "yes_no" for field in giving):
        return (True, False)
    if giving and all(field.type in ("choice", "category") for field in giving):
        return tuple(value for field in giving for value in (field.categories or [option.value for option in field.options]))
    return ()
