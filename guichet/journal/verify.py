"""Is the journal of this Guichet whole and unchanged? Chains, order, columns, roots, their copies elsewhere, law bundles, triggers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection
from tqdm import tqdm

from guichet.journal import export, roots, triggers
from guichet.journal.stand_alone_verifier import Broken, Line, Reader, witness_of

MOST = 100  # sentences; a journal that was replaced as a whole need not tell of every case


@dataclass(frozen=True, slots=True)
class Report:
    """What was read, how much of it no root has sealed yet, and a sentence for each thing that is wrong."""

    cases: int
    entries: int
    roots: int
    unsealed: int
    wrong: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Is nothing wrong?"""
        return not self.wrong


def verify(keys: Iterable[str] = (), witness: Path | None = None, progress: bool = False) -> Report:
    """Read the whole journal and report. `keys` are public keys trusted besides our own (older ones), `witness` the copies of the roots."""
    witness = witness or settings.ROOTS_COPY
    reader = Reader({roots.public_key(), *keys}, witness_of(witness if witness.exists() else None), roots.is_signed)
    wrong: list[str] = []
    bar = tqdm(export.lines(), total=None if not progress else export.count(), unit=" lines", disable=not progress)
    _read(reader, bar, wrong)
    wrong += _bundles(reader.laws - {""})
    wrong += [f"The trigger {name} is missing. Run the migrations." for name in _missing_triggers()]
    unsealed = reader.entries - sum(reader.tree.numbers.values())
    return Report(reader.cases, reader.entries, reader.roots, max(unsealed, 0), tuple(wrong))


def run(export_to: Path | None = None, witness: Path | None = None, keys: Iterable[str] = (), say: Callable[[str], None] = print) -> int:
    """Verify with a progress bar, say what was found, write an export if a file is named; return 0 when the journal is whole, else 1."""
    report = verify(keys, witness, progress=True)
    for sentence in report.wrong[:MOST]:
        say(sentence)
    if len(report.wrong) > MOST:
        say(f"... and {len(report.wrong) - MOST} more.")
    say(f"Read {report.entries} entries of {report.cases} cases and {report.roots} roots; {report.unsealed} entries are not sealed yet.")
    if export_to is not None:
        say(f"Wrote {export.write(export_to)} lines to {export_to}. The public key is {roots.public_key()}.")
    say("The journal is whole." if report.whole else "The journal is broken.")
    return 0 if report.whole else 1


def _read(reader: Reader, lines: Iterable[Line], wrong: list[str]) -> None:
    broken: set[str] = set()  # cases, and "" for the roots: what follows a broken line cannot be judged
    for line in lines:
        ((kind, row),) = line.items()
        if kind == "end":
            _read_end(reader, wrong, bool(broken))
        elif (row["case"] if kind == "entry" else "") not in broken:
            broken |= _take(reader, line, wrong)


def _take(reader: Reader, line: Line, wrong: list[str]) -> set[str]:
    ((kind, row),) = line.items()
    try:
        reader.take(line)
    except Broken as found:
        wrong.append(str(found))
        if kind == "root":
            reader.witness = {}
            return {""}
        reader.sealed.pop(found.case, None)
        if found.case != row["case"]:  # the case before it ended too early; this line itself has not been judged
            return _take(reader, line, wrong)
        return {found.case}
    return set()


def _read_end(reader: Reader, wrong: list[str], broken: bool) -> None:
    while not reader.ended:
        try:
            reader.take({"end": {"entries": reader.entries, "roots": reader.roots}})
        except Broken as found:
            wrong.append(str(found))
            if not found.case:  # roots that are missing at the end: one sentence is enough
                return


def _bundles(needed: set[str]) -> list[str]:
    """Is the law there, unchanged, that every entry was decided under? Without it no decision can be replayed."""
    wrong: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest FROM journal_bundle ORDER BY digest")
        kept = [digest for (digest,) in cursor.fetchall()]
        for digest in kept:
            cursor.execute("SELECT text FROM journal_bundle WHERE digest = %s", [digest])
            if sha256(cursor.fetchone()[0].encode()).hexdigest() != digest:
                wrong.append(f"The law bundle {digest} was changed: its text has another digest.")
    return wrong + [f"The law bundle {digest} is missing, and entries were decided under it." for digest in sorted(needed - set(kept))]


def _missing_triggers() -> list[str]:
    return sorted(set(triggers.expected(connection)) - set(triggers.installed(connection)))
