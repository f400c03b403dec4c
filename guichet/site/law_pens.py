"""What `guichet law` answers about signatures, without Django: make a key, sign files, check that all is signed by whoever holds the pen."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from guichet.law.folder import folder_around, read_folder
from guichet.law.mistakes import BadLaw
from guichet.law.signed_lists import write_list
from guichet.law.signing import CannotSign, check_signed, sign
from guichet.law.signing_keys import NoKey, make_key, read_private
from guichet.site.law_door import answer, own_law


def pens(options: argparse.Namespace) -> int:
    """Do it; 1 with a sentence when it cannot be done, or when a file is not signed."""
    try:
        return {"key": _key, "sign": _sign}.get(options.what, _check)(options)
    except (CannotSign, NoKey, BadLaw) as why:
        sys.stderr.write(f"{why}\n")
        return 1


def _key(options: argparse.Namespace) -> int:
    from guichet.site import clock

    _known(options.authority, own_law())
    lines = list(make_key(_key_file(options), options.authority, clock.today()))
    sys.stdout.write(f"The private key is in {options.key}: keep it where only {options.authority} can read it.\n")
    sys.stdout.write("Add this line to the file of keys, below its first line (keys:):\n")
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return 0


def _sign(options: argparse.Namespace) -> int:
    """Signs the files named, or all whose pen the authority holds; tells each one that is new or changed."""
    from guichet.site import clock

    paths = [Path(one) for one in (options.path, options.second, *options.more) if one]
    root = (folder_around(paths[0]) if paths else None) or own_law().resolve()
    _known(options.authority, root)
    files = [file for path in paths for file in _inside(path, root)]
    signed, new = sign(root, options.authority, read_private(_key_file(options)), files, clock.today())
    for file in new:
        sys.stdout.write(f"{file}\n")
    sys.stdout.write(f"{options.authority}: {len(new)} new or gone, {len(signed.files)} files signed in {write_list(root, signed)}.\n")
    return 0


def _inside(path: Path, root: Path) -> list[str]:
    """The law files that a path means, as they are named in the folder; none for the folder itself, which means all."""
    path = path.resolve()
    if not path.is_relative_to(root):
        raise CannotSign(f"{path} does not lie in {root}. Sign the files of one law folder at a time.")
    if path == root:
        return []
    return [found.relative_to(root).as_posix() for found in (sorted(path.rglob("*.*")) if path.is_dir() else [path])]


def _known(authority: str, root: Path) -> None:
    known = [str(entry["authority"]) for entry in read_folder(root).shared["authorities"].get("authorities", ())]
    if authority not in known:
        raise CannotSign(f'"{authority}" is no authority of {root}. Write --as and one of: {", ".join(known)}.')


def _key_file(options: argparse.Namespace) -> Path:
    if not options.key:
        raise NoKey("Which key? Write --key and the file of the private key.")
    return Path(options.key)


def _check(options: argparse.Namespace) -> int:
    """First the mistakes, then the signatures of the whole folder."""
    if options.what != "check":
        raise CannotSign("--signed belongs to: guichet law check --signed")
    keys = options.keys or os.environ.get("GUICHET_LAW_KEYS", "")
    if not keys:
        raise NoKey("Whose keys are known? Write --keys FILE, or set GUICHET_LAW_KEYS; `guichet law key` prints what the file holds.")
    root = (folder_around(Path(options.path)) if options.path else None) or own_law().resolve()
    wrong = answer("check", options.path)
    unsigned = check_signed(root, Path(keys))
    for mistake in unsigned:
        sys.stdout.write(f"{mistake}\n")
    sys.stdout.write(f"{len(unsigned)} signature{'s' * (len(unsigned) != 1)} missing or wrong.\n" if unsigned else "Every file is signed.\n")
    return 1 if wrong or unsigned else 0
