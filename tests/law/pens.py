"""A copy of a law folder that its authorities signed, and the file of their keys."""

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from guichet.law.loader import read_file
from guichet.law.signed_lists import write_list
from guichet.law.signing import sign
from guichet.law.signing_keys import make_key, read_private

LAW = Path(__file__).parents[2] / "law"
DAY = date(2026, 11, 22)


def authorities(folder: Path) -> list[str]:
    """The codes of the authorities of the folder, in their order; other bodies are asked for their opinion and sign nothing."""
    codes = [str(entry["authority"]) for entry in read_file(folder / "authorities.yaml")["authorities"]]
    return [code for code in codes if code.startswith("authority:")]


def keys_for(names: Iterable[str], place: Path) -> tuple[Path, dict[str, Ed25519PrivateKey]]:
    """The file of public keys, and the private ones by authority."""
    file, private = place / "keys.yaml", {}
    lines = ["keys:"]
    for name in names:
        pem = place / f"{name.partition(':')[2]}.pem"
        lines += make_key(pem, name, DAY)
        private[name] = read_private(pem)
    file.write_text("\n".join([*lines, ""]), "utf-8")
    return file, private


def signed_copy(place: Path, law: Path = LAW) -> tuple[Path, Path, dict[str, Ed25519PrivateKey]]:
    """A signed copy of the folder, the file of keys, and the private keys."""
    folder = Path(shutil.copytree(law, place / "law"))
    keys, private = keys_for(authorities(folder), place)
    for name, key in private.items():
        write_list(folder, sign(folder, name, key, (), DAY)[0])
    return folder, keys, private
