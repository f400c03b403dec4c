"""Is an exported journal whole and unchanged? One file to hand to anybody: Python 3.9 or later, standard library only.

    python stand_alone_verifier.py EXPORT --key PUBLIC_KEY [--witness FOLDER_OR_FILE]

EXPORT is what `guichet journal` wrote; PUBLIC_KEY the 64 letters of the Ed25519 key that signs the roots (or several, with commas);
the witness is the copy of the roots that was kept elsewhere. Prints one sentence; exit code 0 whole, 1 broken, 2 not readable.

Each line of an export is canonical JSON (sorted keys, no spaces): {"root": ...} for every root, {"entry": ...} for every entry in the
order of case and number, and {"end": {"entries": n, "roots": n}}. An entry repeats in columns what its `text` says; its digest is the
SHA-256 of the digest before it in its case (32 bytes; zeros before the first) and its text. The text of a root names the heads that
changed since the root before it, and the Merkle root (RFC 9162, section 2.1.1) over the heads of all cases in the order in which they
were first sealed; its digest is the SHA-256 of the digest before it, its text and its signature in hex (Ed25519, RFC 8032).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

START = bytes(32)
Line = Mapping[str, Mapping[str, object]]


class Broken(Exception):
    """What is wrong, as a sentence; `case` is the case concerned, "" for a root or the whole."""

    def __init__(self, sentence: str, case: str = "") -> None:
        super().__init__(sentence)
        self.case = case


def canonical(value: object) -> str:
    """Return plain values as canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Tree:
    """A Merkle tree over the heads of cases (RFC 9162, section 2.1.1), kept so that a changed head costs a few hashes."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.numbers: dict[str, int] = {}
        self.levels: list[list[bytes]] = [[]]
        self.changed: set[int] = set()

    def put(self, case: str, number: int, digest: str) -> None:
        """Make entry `number` with its digest the head of a case; a new case takes the next leaf."""
        place = self.places.setdefault(case, len(self.places))
        if place == len(self.levels[0]):
            self.levels[0].append(b"")
        self.levels[0][place] = hashlib.sha256(f"\0{case} {number} {digest}".encode()).digest()
        self.numbers[case] = number
        self.changed.add(place)

    def root(self) -> str:
        """Return the Merkle root in hex; that of no case at all is the SHA-256 of nothing."""
        changed, depth = self.changed, 0
        while len(self.levels[depth]) > 1:
            changed = {place // 2 for place in changed}
            if depth + 1 == len(self.levels):
                self.levels.append([])
                changed = set(range((len(self.levels[depth]) + 1) // 2))
            _join(self.levels[depth], self.levels[depth + 1], changed)
            depth += 1
        self.changed = set()
        return self.levels[depth][0].hex() if self.levels[depth] else hashlib.sha256().hexdigest()


def _join(below: list[bytes], above: list[bytes], places: Iterable[int]) -> None:
    for place in sorted(places):
        pair = below[2 * place : 2 * place + 2]
        node = pair[0] if len(pair) == 1 else hashlib.sha256(b"\1" + pair[0] + pair[1]).digest()
        above[place : place + 1] = [node]


def digest_of_root(before: str, text: str, signature: str) -> str:
    """Return the digest of a root, which the next one names: it binds the text, its signature and all roots before."""
    return hashlib.sha256(bytes.fromhex(before) + text.encode() + signature.encode()).hexdigest()


class Reader:
    """Reads a journal line by line (the roots first) and raises Broken at the first line that does not fit."""

    def __init__(self, keys: Iterable[str], witness: Mapping[int, Mapping[str, object]], verify: Callable[[str, str, str], bool]) -> None:
        self.keys, self.witness, self.verify = frozenset(keys), witness, verify
        self.tree = Tree()
        self.sealed: dict[str, dict[int, tuple[str, int]]] = {}  # case -> number -> digest, root
        self.laws: set[str] = set()  # digests of the law bundles that entries were decided under
        self.roots = self.entries = self.cases = 0
        self.root_digest = START.hex()
        self.case, self.number, self.digest = "", 0, START
        self.ended = False

    def take(self, line: Line) -> None:
        """Check one line after those before it."""
        ((kind, row),) = line.items()
        check = {"root": self._root, "entry": self._entry, "end": self._end}.get(kind)
        if check is None or self.ended:
            raise Broken("A line is neither a root nor an entry, or it comes after the end.")
        try:
            check(row)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Broken(f"The {kind} {_name(row)} cannot be understood ({error!r}).", _case(row)) from error

    def _root(self, row: Mapping[str, object]) -> None:
        number, text, facts = self.roots + 1, row["text"], json.loads(row["text"])
        if row["number"] != number or facts["number"] != number or self.case:
            raise Broken(f"Root {number} is missing or not in its place.")
        if number in self.witness and self.witness[number] != row:
            raise Broken(f"Root {number} differs from the copy that was kept elsewhere.")
        if row["at"] != facts["at"] or facts["previous"] != self.root_digest:
            raise Broken(f"Root {number} does not follow from the root before it.")
        if row["digest"] != digest_of_root(self.root_digest, text, row["signature"]):
            raise Broken(f"Root {number} was changed: its digest does not fit its text.")
        if facts["key"] not in self.keys or not self.verify(facts["key"], row["signature"], text):
            raise Broken(f"Root {number} is not signed by the key you trust.")
        self._seal(number, facts)
        self.roots, self.root_digest = number, row["digest"]

    def _seal(self, number: int, facts: Mapping[str, object]) -> None:
        for case, last, digest in facts["heads"]:
            if last <= self.tree.numbers.get(case, 0):
                raise Broken(f"Root {number} seals an older entry of case {case} than a root before it.")
            self.tree.put(case, last, digest)
            self.sealed.setdefault(case, {})[last] = (digest, number)
        if facts["cases"] != len(self.tree.places) or facts["root"] != self.tree.root():
            raise Broken(f"The Merkle root of root {number} does not fit the heads of the cases.")

    def _entry(self, row: Mapping[str, object]) -> None:
        case, number, text = row["case"], row["number"], row["text"]
        self._place(case, number)
        digest = hashlib.sha256(self.digest + text.encode()).digest()
        if row["digest"] != digest.hex():
            raise Broken(f"Entry {number} of case {case} was changed: its digest does not fit its text and the entry before it.", case)
        facts = json.loads(text)
        wrong = _columns(row, facts)
        if wrong:
            raise Broken(f"Entry {number} of case {case} was changed: its column {wrong} does not say what its text says.", case)
        sealed, root = self.sealed.get(case, {}).pop(number, ("", 0))
        if sealed and sealed != row["digest"]:
            raise Broken(f"Case {case} was rewritten: its entry {number} is not the one that root {root} sealed.", case)
        self.laws.add(facts["law"])
        self.digest, self.entries = digest, self.entries + 1

    def _place(self, case: str, number: int) -> None:
        if case != self.case:
            self._left(self.case)
            if case < self.case:
                raise Broken(f"Case {case} is not in its place among the cases.", case)
            self.case, self.number, self.digest, self.cases = case, 0, START, self.cases + 1
        if number != self.number + 1:
            raise Broken(f"Entry {self.number + 1} of case {case} is missing or not in its place.", case)
        self.number = number

    def _left(self, case: str) -> None:
        for number, (_, root) in self.sealed.pop(case, {}).items():
            raise Broken(f"Entry {number} of case {case} is missing: root {root} sealed it.", case)

    def _end(self, row: Mapping[str, object]) -> None:
        self._left(self.case)
        for case in sorted(self.sealed):
            self._left(case)
        if self.witness and max(self.witness) > self.roots:
            raise Broken(f"Root {self.roots + 1} is missing: a copy of it was kept elsewhere.")
        if row["entries"] != self.entries or row["roots"] != self.roots:
            raise Broken("The last line counts other entries or roots than there are.")
        self.ended = True


def _columns(row: Mapping[str, object], facts: Mapping[str, object]) -> str:
    by = facts["by"]
    said = {"by": f"{by['role']}|{by['body']}|{by['person']}", **{name: facts[name] for name in ("case", "number", "kind", "on", "at")}}
    return next((name for name, value in said.items() if row[name] != value), "")


def _case(row: object) -> str:
    return str(row.get("case", "")) if isinstance(row, dict) else ""


def _name(row: object) -> str:
    return f"{row.get('number', '?')} {_case(row) and 'of case '}{_case(row)}".strip() if isinstance(row, dict) else ""


# Ed25519, verification only: RFC 8032, section 5.1 (points in extended coordinates, section 5.1.4; steps of section 5.1.7).
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
Point = tuple  # X, Y, Z, T


def is_signed(key: str, signature: str, text: str) -> bool:
    """Is this the Ed25519 signature, in hex, of the key with this public half over the UTF-8 bytes of the text?"""
    public, signed = bytes.fromhex(key), bytes.fromhex(signature)
    if len(public) != 32 or len(signed) != 64:
        return False
    owner, commitment, answer = _point(public), _point(signed[:32]), int.from_bytes(signed[32:], "little")
    if owner is None or commitment is None or answer >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signed[:32] + public + text.encode()).digest(), "little") % ORDER
    left, right = _times(answer, BASE), _add(commitment, _times(challenge, owner))
    return (left[0] * right[2] - right[0] * left[2]) % P == 0 and (left[1] * right[2] - right[1] * left[2]) % P == 0


def _point(encoded: bytes) -> Point | None:
    y = int.from_bytes(encoded, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def _add(p: Point, q: Point) -> Point:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def _times(factor: int, point: Point) -> Point:
    total = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            total = _add(total, point)
        point, factor = _add(point, point), factor >> 1
    return total


BASE = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def line_of(raw: bytes) -> Line:
    """Read one line of an export. Raises Broken when it is not canonical JSON."""
    try:
        line = json.loads(raw)
        good = isinstance(line, dict) and len(line) == 1 and (canonical(line) + "\n").encode() == raw
    except ValueError:
        good = False
    if not good:
        raise Broken("The line was changed: it is not canonical JSON.")
    return line


def witness_of(path: Path | None) -> dict[int, Mapping[str, object]]:
    """Read the copies of the roots, by number: files of a folder, or one file with a root on each line."""
    files = [] if path is None else sorted(path.glob("*.json")) if path.is_dir() else [path]
    roots = [json.loads(text)["root"] for file in files for text in file.read_text("utf-8").splitlines()]
    return {root["number"]: root for root in roots}


def main(words: list[str] | None = None) -> int:
    """Verify an export and say in one sentence what was found; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("export", type=Path)
    parser.add_argument("--key", required=True)
    parser.add_argument("--witness", type=Path)
    asked = parser.parse_args(words)
    place = 0
    try:
        reader = Reader(asked.key.split(","), witness_of(asked.witness), is_signed)
        with asked.export.open("rb") as file:
            for place, raw in enumerate(file, 1):  # noqa: B007 - the place is told when a line is broken
                reader.take(line_of(raw))
        if not reader.ended:
            raise Broken("The export was cut here: the end does not follow.")
    except Broken as broken:
        sys.stdout.write(f"Broken at line {place}. {broken}\n")
        return 1
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stdout.write(f"Not readable: {error}\n")
        return 2
    sys.stdout.write(f"Whole: {reader.entries} entries of {reader.cases} cases, {reader.roots} roots. Last root: {reader.root_digest}. ")
    sys.stdout.write(f"Copies compared: {len(reader.witness)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
