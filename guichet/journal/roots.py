"""Every hour the heads of all cases are sealed: a Merkle root, signed, chained to the root before it, copied elsewhere."""

import base64
import json
import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.db import connection

from guichet.durable import fsync_folder
from guichet.journal.stand_alone_verifier import START, Tree, digest_of_root
from guichet.journal.store import uuid_of
from guichet.journal.text import canonical, instant

EVERY = timedelta(hours=1)
HEADS = 10_000  # of changed cases in one root, so that its text stays short; more of them make more roots

_HEADS = """
SELECT entry."case", entry.number, entry.digest
FROM (SELECT "case", MAX(number) AS number FROM journal_entry GROUP BY "case") head
JOIN journal_entry entry ON entry."case" = head."case" AND entry.number = head.number
ORDER BY entry."case"
"""
_ROOTS = "SELECT number, at, text, signature, digest FROM journal_root WHERE number > %s ORDER BY number LIMIT 100"
_SEAL = "INSERT INTO journal_root (number, at, text, signature, digest) VALUES (%s, %s, %s, %s, %s)"
_LAST = "SELECT at FROM journal_root ORDER BY number DESC LIMIT 1"

Head = tuple[str, int, str]  # case, number, digest


def is_due(at: datetime) -> bool:
    """Has an hour passed since the last root, or is there none yet?"""
    with connection.cursor() as cursor:
        cursor.execute(_LAST)
        row = cursor.fetchone()
    return row is None or datetime.fromisoformat(row[0]) + EVERY <= at


def seal(at: datetime) -> int:
    """Seal the heads of all cases as they are now, copy the new roots elsewhere, and return how many roots were made (at least one).

    Two workers at once: the second gets an IntegrityError and may forget about it, for the first has sealed.
    """
    tree, last = Tree(), (0, START.hex())
    for root in roots():
        for head in json.loads(root["text"])["heads"]:
            tree.put(*head)
        last = (root["number"], root["digest"])
    changed = [head for head in _heads() if head[1] > tree.numbers.get(head[0], 0)]
    groups = [changed[start : start + HEADS] for start in range(0, len(changed), HEADS)] or [[]]
    for heads in groups:
        last = _seal(tree, heads, last, instant(at))
    copy_elsewhere(settings.ROOTS_COPY)
    return len(groups)


def roots() -> Iterator[dict[str, object]]:
    """Yield every root in order, as the columns of its row."""
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROOTS, [last])
            page = cursor.fetchall()
        for row in page:
            yield dict(zip(("number", "at", "text", "signature", "digest"), row, strict=True))
        if not page:
            return
        last = page[-1][0]


def copy_elsewhere(folder: Path) -> int:
    """Write each root that the folder has not yet to a file of its own, never over another; return how many were written."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {file.name for file in folder.iterdir()}
    written = 0
    for root in roots():
        name = f"root-{root['number']:09}.json"
        if name in there:
            continue
        draft = folder / f".{name}.{os.getpid()}"
        with draft.open("w", encoding="utf-8") as file:
            file.write(canonical({"root": root}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / name)
        written += 1
    fsync_folder(folder)
    return written


def public_key() -> str:
    """Return the public half of the key that signs the roots, as 64 letters: give it to whoever verifies."""
    return _private_key().public_key().public_bytes_raw().hex()


def is_signed(key: str, signature: str, text: str) -> bool:
    """Is this the signature of that key over the text? (The stand-alone verifier answers the same, a hundred times slower.)"""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _seal(tree: Tree, heads: list[Head], last: tuple[int, str], at: str) -> tuple[int, str]:
    for head in heads:
        tree.put(*head)
    number, previous = last[0] + 1, last[1]
    facts = {
        "at": at,
        "cases": len(tree.places),
        "heads": heads,
        "key": public_key(),
        "number": number,
        "previous": previous,
        "root": tree.root(),
    }
    text = canonical(facts)
    signature = _private_key().sign(text.encode()).hex()
    digest = digest_of_root(previous, text, signature)
    with connection.cursor() as cursor:
        cursor.execute(_SEAL, [number, at, text, signature, digest])
    return number, digest


def _heads() -> list[Head]:
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        return [(str(uuid_of(case)), number, digest) for case, number, digest in cursor.fetchall()]


def _private_key() -> Ed25519PrivateKey:
    key = base64.urlsafe_b64decode(settings.JOURNAL_KEY)
    if len(key) != 32:
        raise ValueError("GUICHET_JOURNAL_KEY is missing or is not 32 bytes in base64. Make one: it signs the roots of the journal.")
    return Ed25519PrivateKey.from_private_bytes(key)
