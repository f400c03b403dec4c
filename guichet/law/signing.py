"""Does every file of the law folder bear the signatures it needs? A region signs its own part; what all share is signed by all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guichet.law.mistakes import Mistake
from guichet.law.signed_lists import SIGNED, SignedFile, SignedList, digests, layer_of, linked_folders, list_path, read_lists
from guichet.law.signing_keys import SigningKey, read_keys


class CannotSign(Exception):
    """These files cannot be signed by this authority; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a text, and on which day they last did."""

    authority: str
    on: date


def sign(root: Path, authority: str, key: Ed25519PrivateKey, files: Collection[str], on: date) -> tuple[SignedList, list[str]]:
    """The list of an authority with these files as they are now, and what is new in it or gone from it; raises CannotSign.

    Without `files`: everything whose pen it holds. What it signed before and is gone, or is not its own, leaves the list.
    """
    there = digests(root)
    own = {file for file in there if layer_of(file) in ("", authority)}
    for file in files:
        if file not in there:
            raise CannotSign(f"{file} is no law file of {root}: worked examples and this list need no signature. Name a file of the law.")
        if file not in own:
            raise CannotSign(f"{file} is the layer of {layer_of(file)}. Only {layer_of(file)} holds its pen; {authority} cannot sign it.")
    before = next((one.files for one in read_lists(root)[0] if one.authority == authority), {})
    chosen = {file for file in files or own if file not in before or before[file].digest != there[file]}
    kept = {file: one for file, one in before.items() if file in own}
    made = SignedList(authority, "", kept | {file: SignedFile(there[file], on) for file in chosen})
    return made.signed_with(key), [*sorted(chosen), *(f"{file} (gone)" for file in sorted(before) if file not in own)]


def check_signed(root: Path, keys: Path) -> list[Mistake]:
    """A sentence for every file that may not be used: unsigned, changed since, signed by another authority, or gone."""
    known, mistakes = read_keys(keys)
    if mistakes:
        return mistakes
    lists, mistakes = read_lists(root)
    good = {}
    for one in lists:
        wrong = _list_mistake(one, known)
        mistakes += [wrong] if wrong else []
        good |= {} if wrong else {one.authority: one}
    mistakes += [_linked(folder) for folder in linked_folders(root)]
    there, all_of_them = digests(root), sorted({key.authority for key in known})
    silent = {name for name in all_of_them if name not in good}
    mistakes += [_nothing_signed(root, name) for name in sorted(silent - {one.authority for one in lists})]
    for file, digest in there.items():
        needed = [layer_of(file)] if layer_of(file) else all_of_them
        mistakes += filter(None, (_file_mistake(file, digest, name, good, all_of_them) for name in needed if name not in silent))
    return [*mistakes, *(wrong for one in good.values() for wrong in _not_its_own(one, there))]


def who_signed(root: Path, keys: Path) -> Mapping[str, tuple[Signature, ...]]:
    """For each layer ("" is what all share) who signed it and when, by name of the authority; nothing unless all of it is in order."""
    if check_signed(root, keys):
        return {}
    found: dict[str, dict[str, date]] = {}
    for one in read_lists(root)[0]:
        for file, signed in one.files.items():
            layer = found.setdefault(layer_of(file), {})
            layer[one.authority] = max(signed.on, layer.get(one.authority, date.min))
    return {layer: tuple(Signature(*pair) for pair in sorted(days.items())) for layer, days in found.items()}


def _list_mistake(one: SignedList, known: Collection[SigningKey]) -> Mistake | None:
    """Why a list counts for nothing."""
    place = f"{SIGNED}/{list_path(Path(), one.authority).name}"
    key = next((key for key in known if key.authority == one.authority and key.name == one.key), None)
    if key is None:
        return Mistake(place, 0, "key", f"nobody knows the key {one.key} of {one.authority}.", "Sign with a key that the file of keys names.")
    if not one.is_signed_by(key.public):
        return Mistake(place, 0, "signature", "the list was changed after it was signed.", f"{one.authority} signs anew: {_command(one.authority)}")
    outside = [signed.on for signed in one.files.values() if not key.first_day <= signed.on <= key.last_day]
    if outside:
        return Mistake(place, 0, "key", f"the key {one.key} may not sign on {max(outside)}.", f"{one.authority} signs anew with a key of that day.")
    return None


def _linked(folder: str) -> Mistake:
    return Mistake(folder, 0, "file", "this folder is a link to another place, which nobody signed.", "Put the files themselves here.")


def _nothing_signed(root: Path, authority: str) -> Mistake:
    shown = list_path(root, authority).relative_to(root).as_posix()
    return Mistake(shown, 0, "file", f"{authority} has signed nothing.", f"It reads the files and signs them: {_command(authority)}")


def _file_mistake(file: str, digest: str, authority: str, good: Mapping[str, SignedList], known: Collection[str]) -> Mistake | None:
    """What one file lacks of one authority that must sign it."""
    if authority not in known:
        return Mistake(file, 0, "signature", f"nobody knows a key of {authority}, who alone may sign it.", "Add the key to the file of keys.")
    signed = good[authority].files.get(file)
    if signed and signed.digest == digest:
        return None
    if signed:
        what = f"it was changed after {authority} signed it on {signed.on}."
        return Mistake(file, 0, "signature", what, f"Take the change back, or: {_command(authority, file)}")
    others = sorted(name for name, one in good.items() if name != authority and file in one.files) if layer_of(file) else []
    instead = f", but by {', '.join(others)}, who cannot" if others else ""
    return Mistake(file, 0, "signature", f"it is not signed by {authority}{instead}.", _command(authority, file))


def _not_its_own(one: SignedList, there: Collection[str]) -> Iterator[Mistake]:
    """What a list names and may not: a file that is gone, the layer of another authority."""
    place = list_path(Path(), one.authority).as_posix()
    for file, signed in one.files.items():
        if file not in there:
            what = f"{file} was signed by {one.authority} on {signed.on} and is gone."
            yield Mistake(place, one.lines[file], "files", what, f"Put it back, or sign without it: {_command(one.authority)}")
        elif layer_of(file) not in ("", one.authority):
            yield Mistake(place, one.lines[file], "files", f"{file} is the layer of {layer_of(file)}.", f"Sign without it: {_command(one.authority)}")


def _command(authority: str, file: str = "") -> str:
    return f"guichet law sign --as {authority} --key FILE {file}".rstrip()
