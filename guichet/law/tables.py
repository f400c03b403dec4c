"""From the tree in force to the frozen Rules, one small function for each table of the law folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date

from guichet.law.calendar import Calendar
from guichet.law.loader import plain
from guichet.law.reading import Reading, Tree
from guichet.law.rules import (
    Act,
    ActOfLaw,
    Document,
    Doubt,
    Evidence,
    Field,
    Follow,
    LetterRule,
    Move,
    Option,
    Phase,
    Recipient,
    Right,
    Rules,
    Section,
    Sight,
    Status,
    TimeLimit,
    Track,
    Words,
)

FIELD_TYPES = frozenset(
    """text long_text name latin_name email day country municipality post choice yes_no whole money enterprise_number
    stays region code ssn""".split()
)
FIELD_KEYS = ("field", "type", "title", "section", "hint", "required", "personal", "fact", "derive", "at_least", "at_most", "only", "options", "when",
              "source", "doubt")


def read_field(r: Reading, tree: Tree, where: str, filled_by: str = "") -> Field:
    r.keys(tree, where, FIELD_KEYS)
    options = tuple(
        Option(r.text(option, "value", where), r.words_in_four(option, "title", where)) for option in tree.get("options", ()) if isinstance(option, Mapping)
    )
    kind = r.choice(tree, "type", where, FIELD_TYPES)
    if kind == "choice" and not options:
        r.wrong(tree, "options", where, "a choice has no options.", 'Write "options: [{value: ..., title: {...}}]".')
    return Field(
        name=r.text(tree, "field", where), type=kind, title=r.words_in_four(tree, "title", where), section=r.text(tree, "section", where, ""),
        filled_by=filled_by, hint=r.words_in_four(tree, "hint", where, needed=False), required=r.flag(tree, "required", where, True),
        personal=r.flag(tree, "personal", where, False), fact=r.text(tree, "fact", where, ""),
        derive=r.choice(tree, "derive", where, ("age_on_filing", "shown_year"), ""), at_least=str(tree.get("at_least", "")),
        at_most=str(tree.get("at_most", "")), only=r.choice(tree, "only", where, ("third_country", "member_state"), ""), options=options, when=r.condition(tree, "when", where),
        source=r.sources(tree, where, needed=False), doubt=r.text(tree, "doubt", where, ""),
    )  # fmt: skip


def _sections(r: Reading, tree: Tree) -> dict[str, Section]:
    return {
        name: Section(name, r.words_in_four(e, "title", where), r.text(e, "filled_by", where)) for e, name, where in r.table(tree, "sections", "section")
    }


def _fields(r: Reading, tree: Tree, sections: Mapping[str, Section]) -> dict[str, Field]:
    found = {}
    for entry, name, where in r.table(tree, "fields", "field"):
        section = r.choice(entry, "section", where, tuple(sections))
        found[name] = read_field(r, entry, where, sections[section].filled_by if section in sections else "")
    return found


def _evidence(r: Reading, tree: Tree) -> dict[str, Evidence]:
    found = {}
    for e, name, where in r.table(tree, "evidence", "evidence"):
        r.keys(e, where, ("evidence", "title", "part", "given_by", "secret_from", "when", "maximum_age", "hint", "source", "doubt"))
        found[name] = Evidence(
            name, r.words_in_four(e, "title", where), r.choice(e, "part", where, ("work", "residence")), r.text(e, "given_by", where),
            r.names(e, "secret_from", where), r.condition(e, "when", where), r.length(e, "maximum_age", where, needed=False)[0],
            r.words_in_four(e, "hint", where, needed=False), r.sources(e, where), r.text(e, "doubt", where, ""),
        )  # fmt: skip
    return found


def _tracks(r: Reading, tree: Tree) -> dict[str, Track]:
    found = {}
    for e, name, where in r.table(tree, "tracks", "track"):
        r.keys(e, where, ("track", "title", "decided_by", "appeal_to", "appeal_form", "appeal", "reason_yes", "after_a_refusal", "source", "doubt"))
        found[name] = Track(
            name, r.words_in_four(e, "title", where), r.text(e, "decided_by", where), r.words_in_four(e, "appeal_to", where, needed=False),
            r.text(e, "appeal", where, ""), r.words_in_four(e, "reason_yes", where, needed=False), r.choice(e, "after_a_refusal", where, ("stop", "go_on"), "stop"), r.sources(e, where),
            r.text(e, "doubt", where, ""), r.words_in_four(e, "appeal_form", where, needed=False),
        )  # fmt: skip
    return found


def _phases(r: Reading, tree: Tree) -> dict[str, Phase]:
    found = {}
    for e, name, where in r.table(tree, "phases", "phase"):
        r.keys(e, where, ("phase", "status", "held_by", "waits_for", "ended", "source", "statuses"))
        found[name] = Phase(
            name, r.words_in_four(e, "status", where), r.names(e, "held_by", where), r.text(e, "waits_for", where, ""),
            r.flag(e, "ended", where, False), r.sources(e, where, needed=False), tuple(_statuses(r, e, where)),
        )  # fmt: skip
    return found


def _statuses(r: Reading, tree: Tree, phase: str) -> Iterator[Status]:
    for e, name, where in r.table(tree, "statuses", "status"):
        when = r.condition(e, "when", f"{phase}.{where}")
        if when is None:
            r.wrong(e, "when", f"{phase}.{where}", "it does not say when.", 'Write "when: {track work: {is: "yes"}}".')
        else:
            yield Status(name, when, r.words_in_four(e, "says", f"{phase}.{where}"))


def _moves(r: Reading, tree: Tree, phases: Mapping[str, Phase]) -> tuple[Move, ...]:
    return tuple(
        Move(r.pattern(e, "after", where), r.choice(e, "to", where, tuple(phases)), r.condition(e, "when", where)) for e, _, where in r.table(tree, "moves")
    )


def _acts(r: Reading, tree: Tree, phases: Mapping[str, Phase]) -> dict[str, Act]:
    found = {}
    for e, name, where in r.table(tree, "acts", "act"):
        r.keys(e, where, ("act", "title", "by", "says", "in", "with", "asks", "gives", "when", "hint", "earlier_day", "source", "doubt"))
        says = r.pattern(e, "says", where).word
        found[name] = Act(
            name, r.words_in_four(e, "title", where), r.names(e, "by", where), says, r.names(e, "in", where, tuple(phases)),
            dict(e.get("with") or {}), tuple(read_field(r, f, f"{where}.asks") for f in e.get("asks", ()) if isinstance(f, Mapping)),
            r.choice(e, "gives", where, ("choose", "give", "open_request"), ""), r.condition(e, "when", where),
            r.words_in_four(e, "hint", where, needed=False), r.flag(e, "earlier_day", where, False), r.sources(e, where),
            r.text(e, "doubt", where, ""),
        )  # fmt: skip
    return found


def _follows(r: Reading, tree: Tree) -> tuple[Follow, ...]:
    found = []
    for e, _, where in r.table(tree, "follows"):
        r.keys(e, where, ("after", "says", "with", "when", "source"))
        found.append(Follow(r.pattern(e, "after", where), r.pattern(e, "says", where).word, dict(e.get("with") or {}),
                            r.condition(e, "when", where), r.sources(e, where)))  # fmt: skip
    return tuple(found)


def _letters(r: Reading, tree: Tree) -> tuple[LetterRule, ...]:
    found = []
    for e, name, where in r.table(tree, "letters", "letter"):
        r.keys(e, where, ("letter", "title", "after", "to", "signed_by", "language_of", "when", "source", "doubt"))
        to = tuple(Recipient(r.text(t, "role", where), r.choice(t, "channel", where, ("ebox", "portal", "counter")), r.condition(t, "when", where))
                   for t in e.get("to", ()) if isinstance(t, Mapping))  # fmt: skip
        if not to:
            r.wrong(e, "to", where, "the letter goes to nobody.", 'Write "to: [{role: worker, channel: ebox}]".')
        found += [
            LetterRule(name, r.words_in_four(e, "title", where), after, to, r.text(e, "signed_by", where),
                       r.choice(e, "language_of", where, ("authority", "applicant", "worker", "municipality")), r.condition(e, "when", where),
                       r.sources(e, where), r.text(e, "doubt", where, ""))
            for after in r.patterns(e, "after", where)
        ]  # fmt: skip
    return tuple(found)


LIMIT_KEYS = ("limit", "title", "starts", "length", "addressee", "rolls", "ends", "responsible", "from_day_of", "first_day", "backwards",
              "saturday_counts", "paused_by", "pause_limit", "passing", "when", "source", "doubt")


def _time_limits(r: Reading, tree: Tree) -> dict[str, TimeLimit]:
    found = {}
    for e, name, where in r.table(tree, "time_limits", "limit"):
        r.keys(e, where, LIMIT_KEYS)
        length, length_source = r.length(e, "length", where)
        found[name] = TimeLimit(
            name=name, title=r.words_in_four(e, "title", where), starts=r.pattern(e, "starts", where), length=length, length_source=length_source,
            addressee=r.choice(e, "addressee", where, ("authority", "party")), rolls=r.flag(e, "rolls", where), ends=r.patterns(e, "ends", where),
            responsible=r.text(e, "responsible", where, ""), from_day_of=r.text(e, "from_day_of", where, ""),
            first_day=r.length(e, "first_day", where, needed=False)[0], backwards=r.flag(e, "backwards", where, False),
            saturday_counts=r.flag(e, "saturday_counts", where, False), paused_by=r.names(e, "paused_by", where),
            pause_limit=r.text(e, "pause_limit", where, ""), passing=r.text(e, "passing", where, ""), when=r.condition(e, "when", where),
            source=r.sources(e, where), doubt=r.text(e, "doubt", where, ""),
        )  # fmt: skip
    for name, limit in found.items():
        if bool(limit.paused_by) != (limit.pause_limit in found):
            r.wrong(tree, "time_limits", f"time_limits.{name}", "paused_by and pause_limit go together.", "Name the limit given for a request.")
    return found


def _rights(r: Reading, tree: Tree) -> tuple[Right, ...]:
    found = []
    for e, name, where in r.table(tree, "rights", "right"):
        r.keys(e, where, ("right", "title", "when", "stay", "work", "until", "document", "source", "doubt"))
        when = r.condition(e, "when", where)
        if when is None:
            r.wrong(e, "when", where, "it does not say when.", 'Write "when: {phase: {is: ...}}".')
            continue
        answers = [r.choice(e, q, where, ("yes", "no", "unknown")) for q in ("stay", "work")]
        found.append(Right(name, when, *answers, r.words_in_four(e, "title", where), r.names(e, "until", where), r.text(e, "document", where, ""),
                           r.sources(e, where), r.text(e, "doubt", where, "")))  # fmt: skip
    return tuple(found)


def _sees(r: Reading, tree: Tree, sections: Mapping[str, Section]) -> tuple[Sight, ...]:
    found = []
    for e, _, where in r.table(tree, "sees", "role"):
        r.keys(e, where, ("role", "after", "sections", "parts", "history", "source"))
        found.append(Sight(r.text(e, "role", where), r.pattern(e, "after", where), r.names(e, "sections", where, tuple(sections)),
                           r.names(e, "parts", where, ("work", "residence")), r.flag(e, "history", where, True), r.sources(e, where)))  # fmt: skip
    return tuple(found)


def _documents(r: Reading, tree: Tree) -> dict[str, Document]:
    found = {}
    for e, name, where in r.table(tree, "documents", "document"):
        r.keys(e, where, ("document", "number", "title", "validity", "safe_validity", "ends_with", "carries_code", "chained", "source", "doubt"))
        found[name] = Document(
            name, str(e.get("number", "")), r.words_in_four(e, "title", where), r.length(e, "validity", where, needed=False)[0],
            r.length(e, "safe_validity", where, needed=False)[0], r.names(e, "ends_with", where), r.flag(e, "carries_code", where, False), r.flag(e, "chained", where, False),
            r.sources(e, where), r.text(e, "doubt", where, ""),
        )  # fmt: skip
    return found


def _doubts(r: Reading, tree: Tree) -> dict[str, Doubt]:
    return {
        name: Doubt(name, r.words_in_four(e, "question", where), r.words_in_four(e, "meanwhile", where), r.sources(e, where))
        for e, name, where in r.table(tree, "doubts", "doubt")
    }


def _cited(r: Reading, tree: Tree) -> dict[str, ActOfLaw]:
    return {
        name: ActOfLaw(name, r.words_in_four(e, "title", where), r.text(e, "address", where, ""), r.day(e, "last_checked_on", where))
        for e, name, where in r.table(tree, "acts", "act")
    }


def _calendar(r: Reading, tree: Tree) -> Calendar:
    days = [date.fromisoformat(str(d)) for e, _, _ in r.table(tree, "years", "year") for d in e.get("holidays", ())]
    years = [int(e["year"]) for e, _, _ in r.table(tree, "years", "year")]
    return Calendar(frozenset(days), min(years, default=0), max(years, default=0))


def _names(r: Reading, tree: Tree, key: str, first: str) -> dict[str, Words]:
    return {name: r.words_in_four(e, "title", where) for e, name, where in r.table(tree, key, first)}


def read_rules(tree: Tree, words: frozenset[str] = frozenset()) -> tuple[Rules, Reading]:
    """The Rules of a tree in force, and the Reading with the mistakes found on the way. The digest names the whole text."""
    r = Reading(words=words)
    trunk, shared = tree["procedure"], tree["shared"]
    sections, phases = _sections(r, trunk), _phases(r, trunk)
    rules = Rules(
        procedure=r.text(trunk, "procedure", "file"), application=r.text(trunk, "application", "file", "first"), region=str(tree["region"]),
        governing_on=r.day(tree, "day", "file"), digest=digest_of(text_of(tree)), title=r.words_in_four(trunk, "title", "file"),
        applicant=r.text(trunk, "applicant", "file"), calendar=_calendar(r, shared["calendar"]), sections=sections,
        fields=_fields(r, trunk, sections), evidence=_evidence(r, trunk), tracks=_tracks(r, trunk), phases=phases,
        moves=_moves(r, trunk, phases), acts=_acts(r, trunk, phases), follows=_follows(r, trunk), letters=_letters(r, trunk),
        time_limits=_time_limits(r, trunk), documents=_documents(r, shared["documents"]), rights=_rights(r, trunk), sees=_sees(r, trunk, sections),
        doubts=_doubts(r, shared["doubts"]), cited=_cited(r, shared["acts"]),
        authorities=_names(r, shared["authorities"], "authorities", "authority"), roles=_names(r, shared["authorities"], "roles", "role"),
    )  # fmt: skip
    return rules, r


def text_of(tree: Tree) -> str:
    """The canonical text of a tree in force: sorted, without spaces; kept in the database by its digest for ever."""
    kept = {"procedure": tree["procedure"], "shared": tree["shared"], "region": tree["region"], "day": tree["day"]}
    return json.dumps(plain(kept), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The name of a bundle: SHA-256 of its canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
