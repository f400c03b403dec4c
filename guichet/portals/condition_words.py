"""A condition of the law in words: each comparison by the title of what it looks at, and the answer in the reader's language."""

from __future__ import annotations

from guichet.law.conditions import Condition
from guichet.portals.law_names import LawNames
from guichet.portals.sentences import CONDITIONS, sentence_of, shown_value
from guichet.portals.speech import Speech

# What a condition may ask of the file itself, by the first word of its name.
FILE_ITSELF = {
    "phase": "Where the file stands",
    "track": "Answer on {title}",
    "limit": "Time limit {title}",
    "today": "today",
    "filed_on": "the day of filing",
    "on_paper": "The application came on paper",
    "missing_evidence": "Documents that are still missing",
}
# The answers to a question that is decided.
ANSWERS = {"yes": "Yes", "no": "No", "none": "not asked", "open": "still open", "waiting": "not asked yet", "silent": "nobody answered"}


def condition_text(condition: Condition, spoken: Speech, names: LawNames) -> str:
    """The whole condition in one sentence."""
    lines = "; ".join(_line(str(one["name"]), str(one["word"]), one["value"], spoken, names) for one in condition.explain(lambda name: None))
    if condition.word == "not":
        return spoken.say("Not if: {conditions}", conditions=lines)
    return spoken.say("Only if: {conditions}", conditions=lines)


def _line(name: str, word: str, value: object, spoken: Speech, names: LawNames) -> str:
    """One comparison; after a question stand its answers."""
    title = _looked_at(name, spoken, names)
    if title.endswith("?") and word in ("is", "in"):
        return f"{title} {' / '.join(_answer(name, one, spoken, names) for one in (value if word == 'in' else [value]))}"
    told = spoken.listed([_answer(name, one, spoken, names) for one in value]) if word == "in" else _answer(name, value, spoken, names)
    return spoken.say(CONDITIONS[word], name=title, value=told)


def _answer(name: str, value: object, spoken: Speech, names: LawNames) -> str:
    if name.startswith("track ") and value in ANSWERS:
        return spoken.say(ANSWERS[value])
    return shown_value(name, value, spoken, names).rstrip(".")


def _looked_at(name: str, spoken: Speech, names: LawNames) -> str:
    """A fact by its question, a document by its title, else what a rule may ask of the file itself."""
    kind, _, rest = name.partition(" ")
    if ("fact", name) in names.titles or not (kind in FILE_ITSELF or rest):
        return spoken.law(names.title("fact", name))
    if kind == "days_from":
        first, _, last = rest.partition(" to ")
        return spoken.say("Days from {first} to {last}", first=_looked_at(first, spoken, names), last=_looked_at(last, spoken, names))
    if kind == "happened":
        return sentence_of(f"event_{rest.partition(' ')[0]}", {"subject": ""}, spoken, names)
    title = spoken.law(names.title(kind, rest)) if rest else ""
    return spoken.say(FILE_ITSELF[kind], title=title) if kind in FILE_ITSELF else title
