"""The course of a file as the law folder tells it: tracks, phases, acts and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guichet.law.form_tables import read_field
from guichet.law.reading import Reading, Tree
from guichet.law.rules import Act, Follow, Move, Phase, Section, Sight, Status, Track

ENDING = ("hearing", "documents", "lapses_with")  # what a track says of its end
OPENING = ("after", "when")  # and of its beginning
BACK = "back"  # a move to the phase before this one


TRACK_KEYS = ("track", "title", "decided_by", "appeal_to", "appeal_form", "appeal", "reason_yes", "after_a_refusal", "source", "doubt")


def read_tracks(r: Reading, tree: Tree) -> dict[str, Track]:
    """The questions that authorities decide, by name."""
    found = {}
    for e, name, where in r.table(tree, "tracks", "track"):
        r.keys(e, where, (*TRACK_KEYS, *ENDING, *OPENING))
        found[name] = Track(
            name,
            r.words_in_four(e, "title", where),
            r.text(e, "decided_by", where),
            r.words_in_four(e, "appeal_to", where, needed=False),
            r.text(e, "appeal", where, ""),
            r.words_in_four(e, "reason_yes", where, needed=False),
            r.choice(e, "after_a_refusal", where, ("stop", "go_on"), "stop"),
            r.sources(e, where),
            r.text(e, "doubt", where, ""),
            r.words_in_four(e, "appeal_form", where, needed=False),
            r.text(e, "hearing", where, ""),
            r.names(e, "documents", where),
            r.names(e, "lapses_with", where),
            r.names(e, "after", where),
            r.condition(e, "when", where),
        )
    return found


def read_phases(r: Reading, tree: Tree) -> dict[str, Phase]:
    """The phases of a file, by name."""
    found = {}
    for e, name, where in r.table(tree, "phases", "phase"):
        r.keys(e, where, ("phase", "status", "held_by", "waits_for", "ended", "source", "statuses"))
        found[name] = Phase(
            name,
            r.words_in_four(e, "status", where),
            r.names(e, "held_by", where),
            r.text(e, "waits_for", where, ""),
            r.flag(e, "ended", where, False),
            r.sources(e, where, needed=False),
            tuple(_statuses(r, e, where)),
        )
    return found


def _statuses(r: Reading, tree: Tree, phase: str) -> Iterator[Status]:
    for e, name, where in r.table(tree, "statuses", "status"):
        when = r.condition(e, "when", f"{phase}.{where}")
        if when is None:
            r.wrong(e, "when", f"{phase}.{where}", "it does not say when.", 'Write "when: {track work: {is: "yes"}}".')
        else:
            yield Status(name, when, r.words_in_four(e, "says", f"{phase}.{where}"))


def read_moves(r: Reading, tree: Tree, phases: Mapping[str, Phase]) -> tuple[Move, ...]:
    """Which event leads to which phase."""
    return tuple(
        Move(r.pattern(e, "after", where), r.choice(e, "to", where, (*phases, BACK)), r.condition(e, "when", where))
        for e, _, where in r.table(tree, "moves")
    )


ACT_KEYS = ("act", "title", "by", "says", "in", "with", "asks", "gives", "when", "hint", "earlier_day", "second_agent", "source", "doubt")


def read_acts(r: Reading, tree: Tree, phases: Mapping[str, Phase]) -> dict[str, Act]:
    """The acts, by name."""
    found = {}
    for e, name, where in r.table(tree, "acts", "act"):
        r.keys(e, where, ACT_KEYS)
        says = r.pattern(e, "says", where).word
        found[name] = Act(
            name,
            r.words_in_four(e, "title", where),
            r.names(e, "by", where),
            says,
            r.names(e, "in", where, tuple(phases)),
            dict(e.get("with") or {}),
            tuple(read_field(r, f, f"{where}.asks") for f in e.get("asks", ()) if isinstance(f, Mapping)),
            r.choice(e, "gives", where, ("choose", "give", "attach", "open_request"), ""),
            r.condition(e, "when", where),
            r.words_in_four(e, "hint", where, needed=False),
            r.flag(e, "earlier_day", where, False),
            r.choice(e, "second_agent", where, ("offered", "required"), ""),
            r.sources(e, where),
            r.text(e, "doubt", where, ""),
        )
    return found


def read_follows(r: Reading, tree: Tree) -> tuple[Follow, ...]:
    """What follows by itself from an event."""
    found = []
    for e, _, where in r.table(tree, "follows"):
        r.keys(e, where, ("after", "says", "with", "when", "source"))
        found.append(
            Follow(
                r.pattern(e, "after", where),
                r.pattern(e, "says", where).word,
                dict(e.get("with") or {}),
                r.condition(e, "when", where),
                r.sources(e, where),
            )
        )
    return tuple(found)


def read_sees(r: Reading, tree: Tree, sections: Mapping[str, Section]) -> tuple[Sight, ...]:
    """From which event on a role sees a file."""
    found = []
    for e, _, where in r.table(tree, "sees", "role"):
        r.keys(e, where, ("role", "after", "sections", "parts", "history", "source"))
        found.append(
            Sight(
                r.text(e, "role", where),
                r.pattern(e, "after", where),
                r.names(e, "sections", where, tuple(sections)),
                r.names(e, "parts", where, ("work", "residence")),
                r.flag(e, "history", where, True),
                r.sources(e, where),
            )
        )
    return tuple(found)
