"""What the engine knows of words: handed to the check of the law, and listed by `guichet law words`."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from guichet.engine import appeals, fees
from guichet.engine.facts import FACTS
from guichet.engine.look import is_day, is_known, is_undated
from guichet.engine.taken import EFFECTS
from guichet.engine.words import EVENT_WORDS
from guichet.law.rules import Rules
from guichet.law.vocabulary import Vocabulary

CARRIES: Mapping[str, tuple[str, ...]] = {
    "track_decided": ("track", "outcome"),
    "document_issued": ("document",),
    "document_delivered": ("document",),
    "evidence_requested": ("limit",),
    "declared_incomplete": ("limit",),
    "opinion_requested": ("limit", "role"),
    "fee_recorded": ("fee", "how"),
    "objection_raised": ("track",),
    "facts_changed": ("about",),
    "assigned": ("role",),
    "limit_extended": ("limit", "length"),
    "heard": ("track", "how"),
    "ended": ("track",),
    "revoked": ("track",),
    "annulled": ("track", "effect"),
    "appeal_lodged": ("limit", "track"),
    "appeal_decided": ("limit", "track"),
}
DECIDES: Mapping[str, str] = {"granted": "yes"} | dict.fromkeys(("refused", "declared_inadmissible", "visa_refused", "ended", "revoked"), "negative")
ABOUT: Mapping[str, str] = {  # event word -> the things of the law that it may be about, as Rules calls them
    "document_issued": "documents", "document_delivered": "documents", "objection_raised": "tracks", "opinion_requested": "roles",
    "opinion_given": "roles", "limit_passed": "time_limits", "limit_extended": "time_limits", "evidence_requested": "time_limits",
}  # fmt: skip
TRACK_OUTCOMES = ("waiting", "open", "none", "yes", "no", "silent", "closed", "ended", "revoked")
ENDINGS = {"ended": ("", "silence", "lapse"), "revoked": ("",), "annulled": ("", "lapse"), "heard": ("answered", "skipped")}  # word -> how
DOCUMENT_STATES = ("none", "valid", "ended")
LIMIT_STATES = ("none", "running", "paused", "passed", "ended")
HEARINGS = ("none", "running", "over")
RECEIVED = ("unasked", "complete", "partial")
LINKED = {"linked_ended": ("", "silence"), "linked_revoked": ("",), "linked_annulled": EFFECTS}  # what files of one permit tell each other
LINKED_TOLD = "linked_told"  # one file of a permit tells the others what was noted in it
REPORTED = ("renewal_filed",)  # what Guichet itself tells a file of another one of the same life
HOW = ("decisions", "silence")
DAYS = range(-36500, 36501)


def is_subject(word: str, about: str, rules: Rules) -> bool:
    """May an event of this word be about this? See `guichet.engine.subjects.subject`."""
    if word in ABOUT:
        return about in getattr(rules, ABOUT[word])
    name, _, how = about.partition(":")
    match word:
        case "track_decided":
            return name in rules.tracks and how in ("yes", "no")
        case "fee_recorded":
            return name in rules.fees and how in fees.RECORDED
        case "granted" | "refused":
            return about in HOW
        case "evidence_received":
            return about in RECEIVED
        case "ended" | "revoked" | "annulled" | "heard":
            return name in rules.tracks and how in ENDINGS[word]
        case "appeal_lodged" | "appeal_decided":
            return name in rules.time_limits and (how in appeals.OUTCOMES if word == "appeal_decided" else not how)
        case "facts_changed":
            said = {str(row.fixed.get("about")) for row in (*rules.acts.values(), *rules.follows)}
            return about in REPORTED or _is_linked(about, rules) or about.removeprefix(f"{LINKED_TOLD}:") in said
    return _is_told(word, about, rules)


def is_name(name: str, rules: Rules) -> bool:
    """May a condition of these rules ask this name, with every word of it?"""
    head, *rest = name.split(" ")
    if head == "happened" and len(rest) == 2:
        return is_known(name, rules) and is_subject(rest[0], rest[1], rules)
    return is_known(name, rules) and (head == "days_from" or len(rest) < 2)


def _is_linked(about: str, rules: Rules) -> bool:
    """Does another file of the same permit tell this: that a right ended there, was taken back or came back?"""
    word, _, rest = about.partition(":")
    track, _, how = rest.partition(":")
    return how in LINKED.get(word, ()) and track in rules.tracks


def _is_told(word: str, about: str, rules: Rules) -> bool:
    letters = {rule.letter for rule in rules.letters}
    letter, _, role = about.partition(":")
    if word == "notified":
        return letter in letters and role in rules.roles
    if word == "letter_made":
        return letter in letters and not role
    return word == "assigned" and about in rules.roles


def values(name: str, rules: Rules) -> Collection[object] | None:
    """What a condition may compare this name with; None where the list is not closed."""
    head, _, _ = name.partition(" ")
    closed = {"phase": rules.phases, "track": TRACK_OUTCOMES, "document": DOCUMENT_STATES, "limit": LIMIT_STATES,
              "happened": (True, False), "filed": (True, False), "days_from": DAYS, "missing_evidence": DAYS, "issued": DAYS,
              "hearing": HEARINGS, "fee": fees.STATES, "appeal": appeals.STATES}  # fmt: skip
    return closed.get(head)


VOCABULARY = Vocabulary(EVENT_WORDS, FACTS, CARRIES, DECIDES, is_name, is_day, is_subject, values, is_undated)
