"""What does a letter of the law folder say of itself? The first lines of a typst file: its title, its fields, whether it decides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("fr", "nl", "de", "en")
LAYOUT = "letter.typ"
FRAME = ("case_number", "procedure", "sender", "recipients", "law", "entry")
FRAME_MAY = ("worker_name", "employer_name", "agent_name")
DECIDING = {"": (), "yes": ("grounds",), "negative": ("grounds", "appeals")}

FIELDS = {
    "address": "where the person lives, as text",
    "admissible_on": "the day on which the application was declared admissible",
    "agent_name": "who handles the file",
    "answers": "what was answered: {title, value, type} each",
    "appeals": "the appeals that are open: {authority, body, form, last_on, article, length, address} each",
    "arrival_length": "the time to present oneself at the municipality",
    "article": "the article that is applied",
    "authority": "the authority that the letter speaks of",
    "birth_on": "the day of birth",
    "case_number": "the number of the file",
    "closed": "tracks that are no longer needed: {authority, title} each",
    "code": "the code with which the municipality takes the file over",
    "conditions": "conditions of the permit, as sentences",
    "deciders": "who decides what: {authority, title} each",
    "decision_due_on": "the last day for the decision",
    "decision_length": "the time for the decision",
    "decided_on": "the day of the decision",
    "decisions": "who said yes to what: {authority, title, decided_on} each",
    "declared_on": "the day of the declaration",
    "due_length": "the time given to answer",
    "due_on": "the last day to answer",
    "employer_name": "the name of the employer",
    "ended_documents": "the documents that are no longer valid: {title} each",
    "ended_on": "the day on which a right was ended or taken back",
    "entry": "the number of the journal entry that caused the letter",
    "evidence": "pieces of evidence: {title, state, hint} each",
    "extended_on": "the day on which a time limit was made longer",
    "file_by_on": "the last safe day to file a renewal",
    "first_permit_until_on": "the last day of the permit of the first Member State",
    "first_state": "the Member State that issued the first permit",
    "from_start": "whether an annulment works from the start",
    "from_authority": "the authority that sent the file on",
    "granted_on": "the day of the grant",
    "grounds": "the reasons: {text (in fact), article (in law), law, authority} each",
    "issued_on": "the day on which the document was issued",
    "late": "whether the last safe day to file has passed",
    "last_day_on": "the last day of a right that was ended",
    "law": "the digest of the law that the file is judged by",
    "may_work": "yes, no or unknown",
    "municipality_name": "the name of the municipality",
    "nationality": "the nationality, as text",
    "new_employer_until_on": "the last day for a new employer to file an application",
    "note": "what the agent wrote",
    "pauses_decision": "whether the time for the decision stands still meanwhile",
    "post_name": "the diplomatic or consular post, for a worker abroad",
    "procedure": "the title of the procedure",
    "recipients": "who receives the letter: {name, lines} each, the first is its addressee",
    "refusals": "who refused what: {authority, title, decided_on} each",
    "refused_on": "the day of the refusal",
    "renewal": "whether a right that exists is to be renewed",
    "renewal_length": "for how long the document can be renewed",
    "restored_on": "the day on which a right was restored",
    "sender": "the authority that writes: {name, lines}",
    "sent_on": "the day on which the file was sent on",
    "silent": "who did not decide in time: {authority, title, last_on} each",
    "submitted_on": "the day on which the application was submitted",
    "taken_back": "whether the authority took its decision back, and did not only end it",
    "to_authority": "the authority that now holds the file",
    "valid_from_on": "the first day of validity",
    "valid_until_on": "the last day of validity",
    "withdrawn_by": "who withdrew the application",
    "withdrawn_on": "the day of the withdrawal",
    "worker_name": "the name of the worker in Latin letters",
}

_HEADER = re.compile(r"^//\s*(title|fields|may|decides)\s*:\s*(.*?)\s*$")
_USED = re.compile(r"\bdata\.([a-z][a-z0-9_]*)")
_IMPORT = re.compile(r"""^\s*#(?:import|include)\s+"([^"]*)\"""")
_READ = re.compile(r"""\b(read|json|yaml|toml|csv|xml|cbor|image|plugin)\s*\(\s*\"""")


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One letter in one language; `fields` must be given, `may` need not be."""

    name: str
    language: str
    fields: tuple[str, ...]
    may: tuple[str, ...]
    decides: str  # "" | "yes" | "negative"
    title: str

    @property
    def all_fields(self) -> tuple[str, ...]:
        """The frame of every letter, then what this one names: the closed list of what it may see."""
        return FRAME + self.fields + tuple(name for name in FRAME_MAY + self.may if name not in self.fields)


def letter_path(folder: Path, letter: str, language: str) -> Path:
    """Where the law folder keeps this letter in this language."""
    return Path(folder) / "letters" / f"{letter}.{language}.typ"


def letter_paths(folder: Path) -> list[Path]:
    """Every letter of a law folder, the shared layout left out."""
    return sorted(path for path in (Path(folder) / "letters").glob("*.typ") if path.name != LAYOUT)


def read_letter(path: Path) -> LetterFile:
    """The header of one letter. Missing lines read as empty: `mistakes` tells them."""
    said = {}
    for _, key, value in _header(path.read_text(encoding="utf-8")):
        said.setdefault(key, value)
    name, _, language = path.stem.rpartition(".")
    return LetterFile(name, language, _names(said.get("fields", "")), _names(said.get("may", "")), said.get("decides", ""), said.get("title", ""))


def mistakes(path: Path) -> list[tuple[int, str]]:
    """Every mistake of one letter: (line, a sentence that says what is wrong and what to write)."""
    text = path.read_text(encoding="utf-8")
    letter = read_letter(path)
    found = [*_name_mistakes(letter), *_header_mistakes(text), *_field_mistakes(letter, text), *_body_mistakes(letter, text)]
    return sorted(set(found))


def folder_mistakes(folder: Path) -> list[tuple[Path, int, str]]:
    """Every mistake of all letters of a law folder, also those that only show side by side: a language missing, other fields."""
    paths = letter_paths(folder)
    found = [(path, line, sentence) for path in paths for line, sentence in mistakes(path)]
    by_name: dict[str, dict[str, Path]] = {}
    for path in paths:
        letter = read_letter(path)
        by_name.setdefault(letter.name, {})[letter.language] = path
    for name, languages in by_name.items():
        found += _side_by_side(name, languages)
    return sorted(found)


def _header(text: str) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("//"):
            return
        if match := _HEADER.match(line):
            yield number, match[1], match[2]


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in re.split(r"[,\s]+", text) if name)


def _name_mistakes(letter: LetterFile) -> Iterator[tuple[int, str]]:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", letter.name) or letter.language not in LANGUAGES:
        yield 1, f'The file is not named as a letter. Write "<letter>.<language>.typ" with one of {", ".join(LANGUAGES)}, such as "receipt.fr.typ".'


def _header_mistakes(text: str) -> Iterator[tuple[int, str]]:
    seen: dict[str, int] = {}
    for number, key, value in _header(text):
        if key in seen:
            yield number, f'"{key}:" is given twice (first on line {seen[key]}). Keep one of them.'
        seen.setdefault(key, number)
        if key == "decides" and value not in ("yes", "negative"):
            yield number, f'"{value}" is not a decision. Write "// decides: yes" or "// decides: negative", or leave the line out.'
        if key == "title" and not value:
            yield number, 'The title is empty. Write what the letter is, such as "// title: Receipt of the application".'
    for key in ("title", "fields"):
        if key not in seen:
            yield 1, f'The line "// {key}: ..." is missing. Write it among the first lines of the letter.'


def _field_mistakes(letter: LetterFile, text: str) -> Iterator[tuple[int, str]]:
    lines = {key: number for number, key, _ in _header(text)}
    for key, names in (("fields", letter.fields), ("may", letter.may)):
        for name in names:
            if name not in FIELDS:
                yield lines[key], f'Nobody can fill the field "{name}". Write one of the names that "guichet law words" lists.'
            elif name in FRAME:
                yield lines[key], f'"{name}" stands in the frame of every letter. Take it out of this line.'
    for name in sorted(set(letter.fields) & set(letter.may)):
        yield lines["may"], f'"{name}" is both required and optional. Keep it in one of the two lines.'
    for name in DECIDING.get(letter.decides, ()):
        if name not in letter.fields:
            yield (
                lines.get("fields", 1),
                f'A letter that decides "{letter.decides}" must have the field "{name}", or its term of appeal does not run. Add it to "// fields:".',
            )


def _body_mistakes(letter: LetterFile, text: str) -> Iterator[tuple[int, str]]:
    named, used = set(letter.all_fields), set()
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("//"):
            continue
        for name in _USED.findall(line):
            used.add(name)
            if name not in named:
                yield number, f'The text uses "data.{name}", which the first lines do not name. Add "{name}" to "// fields:" or "// may:".'
        if (match := _IMPORT.match(line)) and match[1] != LAYOUT:
            yield number, f'A letter may import "{LAYOUT}" only, not "{match[1]}". Take the line out.'
        if match := _READ.search(line):
            yield number, f'A letter opens no other file ("{match[1]}"). Give it a field instead.'
    lines = {key: number for number, key, _ in _header(text)}
    for key, names in (("fields", letter.fields), ("may", letter.may)):
        for name in names:
            if name not in used:
                yield lines[key], f'The field "{name}" is named but the text never prints it. Print it (data.{name}) or take the name out.'


def _side_by_side(name: str, languages: dict[str, Path]) -> Iterator[tuple[Path, int, str]]:
    first = languages.get("fr") or next(iter(languages.values()))
    for language in LANGUAGES:
        if language not in languages:
            yield first, 1, f'The letter "{name}" is missing in "{language}". Write the file "{name}.{language}.typ".'
    model = read_letter(first)
    for path in languages.values():
        letter = read_letter(path)
        if (set(letter.fields), set(letter.may), letter.decides) != (set(model.fields), set(model.may), model.decides):
            yield path, 1, f'The first lines differ from "{first.name}". A letter has the same fields, and decides the same, in every language.'
