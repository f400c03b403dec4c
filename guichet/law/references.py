"""Does everything that a line of the law names exist? Roles, tracks, limits, documents, letters, facts, days, subjects of events."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from guichet.law.comparisons import check_conditions, check_told
from guichet.law.loader import Lines
from guichet.law.reading import Reading, Tree
from guichet.law.scope import Scope
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


def check_references(r: Reading, trunk: Tree, documents: Tree, scope: Scope) -> None:
    """Notes every name in a tree in force that leads nowhere."""
    rules = scope.rules
    reminders = {name for name, limit in rules.time_limits.items() if limit.reminder}
    for table, entry, where in _entries(trunk):
        _reminders(r, table, entry, where, reminders)
        _names(r, table, entry, where, scope)
        _fixed(r, table, entry, where, scope)
        _facts(r, table, entry, where, scope.vocabulary)
        _beginnings(r, table, entry, where, scope)
        check_conditions(r, entry, where, scope)
        if table == "letters":
            _deciding(r, entry, where, scope)
    for entry in documents.get("documents") or ():
        _days(r, entry, "ends_with", f"documents.{entry.get('document')}", scope, scope.days)
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


def _names(r: Reading, table: str, entry: Tree, where: str, scope: Scope) -> None:
    """Things, events, people and days, each under the keys of its table that name them."""
    for key, kind in NAMED.get(table, {}).items():
        if entry.get(key):
            r.names(entry, key, where, scope.known[kind])
    for key in PATTERNS.get(table, ()):
        _patterns(r, entry, key, where, scope)
    for one in entry.get(RECIPIENTS.get(table, "")) or ():
        if isinstance(one, Lines):  # whoever receives a letter or may lodge an appeal holds a role
            r.names(one, "role", where, scope.known["roles"])
    for key in DAYS_NAMED.get(table, ()):
        if entry.get(key) not in OF_THE_EVENT:
            _days(r, entry, key, where, scope)


def _reminders(r: Reading, table: str, entry: Tree, where: str, reminders: Collection[str]) -> None:
    """On a reminder hangs a letter, and nothing else: neither a phase, a right, another limit, nor a condition."""
    if table == "letters" or not reminders:
        return
    if table == "time_limits" and entry.get("limit") in reminders:
        if entry.get("passing", "limit_passed") != "limit_passed":
            r.wrong(entry, "passing", where, "it is a reminder, and brings nothing about.", 'Write "passing: limit_passed", or take "reminder" out.')
        return
    for key, value in entry.items():
        found = next((word for word in _words(value) if word in reminders), "")
        if found:
            r.wrong(entry, key, where, f'"{found}" is a reminder: only a letter hangs on it.', f'Take "reminder" out of {found}, or its name here.')


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.split(" ")
    elif isinstance(value, Mapping):
        yield from (word for pair in value.items() for part in pair for word in _words(part))
    elif isinstance(value, list):
        yield from (word for one in value for word in _words(one))


def _patterns(r: Reading, entry: Tree, key: str, where: str, scope: Scope) -> None:
    vocabulary = scope.vocabulary
    for name in r.names(entry, key, where):
        word, _, about = name.partition(" ")
        if vocabulary.words and word not in vocabulary.words:
            r.wrong(entry, key, where, f'"{word}" is not an event.', f"Write one of: {', '.join(sorted(vocabulary.words))}.")
        elif about and not vocabulary.is_subject(word, about, scope.rules):
            r.wrong(entry, key, where, f'"{word}" is never about "{about}".', "Write a subject that exists, or the event alone.")


def _fixed(r: Reading, table: str, entry: Tree, where: str, scope: Scope) -> None:
    """What an act or a following event says for sure."""
    if table not in ("acts", "follows"):
        return
    given, known = entry.get("with") or {}, scope.known
    for key, value in given.items():
        if key not in FIXED:
            r.wrong(given, key, f"{where}.with", "this key means nothing here.", f"Write one of: {', '.join(FIXED)}.")
        elif FIXED[key] and str(value) not in known[FIXED[key]]:
            r.wrong(given, key, f"{where}.with", f'"{value}" is not known.', f"Write one of: {', '.join(sorted(known[FIXED[key]]))}.")
    for key in scope.vocabulary.carries.get(str(entry.get("says")), ()):
        if key not in given:
            r.wrong(entry, "says", where, f'"{entry["says"]}" needs to know which {key}.', f'Write "with: {{{key}: ...}}".')


def _deciding(r: Reading, entry: Tree, where: str, scope: Scope) -> None:
    """A letter after a decision must say so in its first lines: reasons and appeal then become obligatory."""
    letter = str(entry.get("letter"))
    for name in r.names(entry, "after", where):
        word, _, about = name.partition(" ")
        needed = "" if about.endswith(":silence") else scope.vocabulary.decides.get(word)  # what the law does by itself nobody decided
        if needed and scope.letters.get(letter, needed) != needed:
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


def _beginnings(r: Reading, table: str, entry: Tree, where: str, scope: Scope) -> None:
    """A question of an act may begin with an answer of the form, or change it: one that exists, of the same type."""
    for field in _questions(table, entry):
        for key, could in (("begins_with", "begin with"), ("changes", "change")):
            name = str(field.get(key, ""))
            if name and (table != "acts" or (name, field.get("type")) not in scope.form):
                what = f'"{name}" is no answer that it could {could}.'
                r.wrong(field, key, where, what, "In an act, write a field of the form that has the same type.")


def _days(r: Reading, entry: Tree, key: str, where: str, scope: Scope, elsewhere: Collection[str] = ()) -> None:
    for name in r.names(entry, key, where):
        if name not in elsewhere and not scope.vocabulary.is_day(name, scope.rules):
            r.wrong(entry, key, where, f'"{name}" is not a day.', "Write a named day, a fact that is one, a document, filed_on or today.")
        elif key != "ends_with":  # a document may serve several procedures
            check_told(r, entry, key, where, name, scope)
