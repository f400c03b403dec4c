"""Letters and the ways by which they travel, as the law folder tells them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from guichet.law.reading import Reading, Tree
from guichet.law.rules import Length, LetterRule, Recipient, Words

LETTER_KEYS = ("letter", "title", "after", "to", "signed_by", "language_of", "until", "when", "source", "doubt")
LANGUAGES_OF = ("authority", "applicant", "worker", "municipality", "abroad")
CHANNEL_NAMES = ("ebox", "registered", "counter", "portal")


@dataclass(frozen=True, slots=True)
class Channel:
    """A way by which a letter travels; `deemed` says when it counts as notified: so long after it was sent, and that is day 1."""

    name: str
    title: Words
    deemed: Length | None = None  # None: on the day it was delivered
    source: tuple[str, ...] = ()
    doubt: str = ""


def read_channels(r: Reading, tree: Tree) -> dict[str, Channel]:
    """The channels, by name."""
    found = {}
    for e, name, where in r.table(tree, "channels", "channel"):
        r.keys(e, where, ("channel", "title", "deemed", "source", "doubt"))
        r.choice(e, "channel", where, CHANNEL_NAMES)
        deemed = r.length(e, "deemed", where, needed=False)[0]
        found[name] = Channel(name, r.words_in_four(e, "title", where), deemed, r.sources(e, where), r.text(e, "doubt", where, ""))
    return found


def read_letters(r: Reading, tree: Tree, fields: Collection[str]) -> tuple[LetterRule, ...]:
    """Which letter is written after which event."""
    found = []
    for e, name, where in r.table(tree, "letters", "letter"):
        r.keys(e, where, LETTER_KEYS)
        to = tuple(_recipient(r, t, where, fields) for t in e.get("to", ()) if isinstance(t, Mapping))
        if not to:
            r.wrong(e, "to", where, "the letter goes to nobody.", 'Write "to: [{role: worker, channel: ebox}]".')
        title, signed_by = r.words_in_four(e, "title", where), r.text(e, "signed_by", where)
        language_of, when = r.choice(e, "language_of", where, LANGUAGES_OF), r.condition(e, "when", where)
        more = (when, r.sources(e, where), r.text(e, "doubt", where, ""), r.patterns(e, "until", where))
        found += [LetterRule(name, title, after, to, signed_by, language_of, *more) for after in r.patterns(e, "after", where)]
    return tuple(found)


def _recipient(r: Reading, tree: Tree, where: str, fields: Collection[str]) -> Recipient:
    address = r.text(tree, "address", where, "")
    if address and address not in fields:
        r.wrong(tree, "address", where, f'"{address}" is not a question of the form.', "Name the field that holds the address.")
    return Recipient(r.text(tree, "role", where), r.choice(tree, "channel", where, CHANNEL_NAMES), r.condition(tree, "when", where), address)
