"""What each authority has signed of the law folder: one list per authority in `signed/`, held together by one signature."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from guichet.law.folder import is_examples
from guichet.law.loader import Lines, Listed, read_tree
from guichet.law.mistakes import Mistake

SIGNED = "signed"  # the folder of the lists
CODE = "authority:"  # before the short name of a body in authorities.yaml; a region's part bears the short name
LAW_FILES = (".yaml", ".typ", ".svg", ".png")  # what a rule or a letter may be made of
LETTERS = "letters/"  # where everything may end up in a letter, whatever the file is called
_HEAD = "# Written by `guichet law sign`: the files that this authority has read, and its signature over all of these lines.\n"


@dataclass(frozen=True, slots=True)
class SignedFile:
    """One file as it was when it was signed: its digest (SHA-256, hex) and the day."""

    digest: str
    on: date


@dataclass(frozen=True, slots=True)
class SignedList:
    """Everything that one authority has signed; `key` names the key by which (see `name_of_key`)."""

    authority: str
    key: str
    files: Mapping[str, SignedFile]
    signature: bytes = b""
    lines: Mapping[str, int] = field(default_factory=dict)  # where each file stands in the list

    @property
    def message(self) -> bytes:
        """What is signed: authority, key and files, in one canonical text."""
        files = {name: [one.digest, one.on.isoformat()] for name, one in self.files.items()}
        told = {"law": 1, "authority": self.authority, "key": self.key, "files": files}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    def signed_with(self, key: Ed25519PrivateKey) -> SignedList:
        """The same list with the signature of this key."""
        named = SignedList(self.authority, name_of_key(key.public_key()), self.files)
        return SignedList(named.authority, named.key, named.files, key.sign(named.message))

    def is_signed_by(self, public: Ed25519PublicKey) -> bool:
        """Does the signature fit these very lines?"""
        try:
            public.verify(self.signature, self.message)
        except InvalidSignature:
            return False
        return True


def name_of_key(public: Ed25519PublicKey) -> str:
    """Sixteen letters that name a key: the beginning of the digest of its public half."""
    return hashlib.sha256(public.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]


def digests(root: Path) -> dict[str, str]:
    """Every file that is law, with its digest: not the worked examples, which decide nothing, and not the signatures."""
    named = {path.relative_to(root).as_posix(): path for path in sorted(root.rglob("*")) if path.is_file()}
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in named.items() if _is_law(name)}


def linked_folders(root: Path) -> list[str]:
    """Folders that lie elsewhere and only seem to be here: nobody can say what is in them tomorrow."""
    return [path.relative_to(root).as_posix() for path in sorted(root.rglob("*")) if path.is_symlink() and path.is_dir()]


def _is_law(name: str) -> bool:
    """May a rule or a letter be made of this file? Worked examples stand beside a trunk; under their name anywhere else, it is law."""
    if name.startswith(f"{SIGNED}/"):
        return False
    beside_a_trunk = name.startswith("procedures/") and name.count("/") == 2
    of_letters = name.startswith(LETTERS) and not name.endswith(".md")
    return of_letters or (name.endswith(LAW_FILES) and not (beside_a_trunk and is_examples(Path(name))))


def layer_of(file: str) -> str:
    """The authority that alone holds the pen of a file: the region whose part it is; "" for what all authorities sign."""
    match file.split("/"):
        case ["procedures", _, name] if name != "procedure.yaml":
            return CODE + name.removesuffix(".yaml")
        case ["parts", region, _, *_]:
            return CODE + region
    return ""


def list_path(root: Path, authority: str) -> Path:
    """Where the list of an authority lies."""
    return root / SIGNED / f"{authority.removeprefix(CODE)}.yaml"


def write_list(root: Path, signed: SignedList) -> Path:
    """Writes the list of an authority and returns where it lies."""
    lines = [f"  - {{file: {json.dumps(name)}, digest: {one.digest}, on: {one.on}}}" for name, one in sorted(signed.files.items())]
    head = [f'authority: "{signed.authority}"', f'key: "{signed.key}"', "files:"]
    text = "\n".join([*head, *lines, f'signature: "{base64.b64encode(signed.signature).decode()}"', ""])
    path = list_path(root, signed.authority)
    path.parent.mkdir(exist_ok=True)
    path.write_text(_HEAD + text, encoding="utf-8")
    return path


def read_lists(root: Path) -> tuple[list[SignedList], list[Mistake]]:
    """Every list in the folder, and a sentence for each that cannot be read. A signature is not looked at here."""
    found, mistakes = [], []
    for path in sorted((root / SIGNED).glob("*.yaml")):
        shown = f"{SIGNED}/{path.name}"
        tree, wrong = read_tree(path, shown)
        one = None if wrong else _list(tree)
        if one is None or list_path(root, one.authority) != path:
            mistakes += wrong or [Mistake(shown, 1, "file", "this is not the list of an authority that signed.", "Let `guichet law sign` write it.")]
        else:
            found.append(one)
    return found, mistakes


def _list(tree: object) -> SignedList | None:
    """What `write_list` wrote; None when it is something else."""
    if not isinstance(tree, Lines) or not isinstance(tree.get("files"), Listed):
        return None
    entries = [entry for entry in tree["files"] if isinstance(entry, Lines) and set(entry) == {"file", "digest", "on"}]
    entries = [entry for entry in entries if isinstance(entry["on"], date)]
    names = {str(entry["file"]): entry.line for entry in entries}
    head = [tree.get(key) for key in ("authority", "key", "signature")]
    if len(names) != len(tree["files"]) or set(tree) != {"authority", "key", "files", "signature"} or not all(isinstance(one, str) for one in head):
        return None
    try:
        signature = base64.b64decode(head[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    files = {str(entry["file"]): SignedFile(str(entry["digest"]), entry["on"]) for entry in entries}
    return SignedList(head[0], head[1], files, signature, names)
