"""One life, several files: what a permit and its renewals answer together, the same whichever of them somebody opens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from guichet import database
from guichet.casefile import standing
from guichet.casefile.known import Header, stretches_of, uuid_of
from guichet.casefile.life_views import LinkedFile
from guichet.casefile.sight import Seen
from guichet.casefile.views import RightView
from guichet.engine.chain import Link, answering, chain_of
from guichet.engine.facts import days_used
from guichet.engine.picture import Stretch
from guichet.law.rules import Rules

_FILES = """SELECT h."case", h.renews, h.filed_on, h.number, h.law,
 (SELECT COUNT(*) FROM casefile_access a WHERE a."case" = h."case" AND a.role = %s AND a.body = %s)
 FROM casefile_header h WHERE h.worker = %s AND h.worker <> ''"""
_NUMBERED = 'SELECT "case" FROM casefile_header WHERE number = %s'
_RENEWALS = 'SELECT "case" FROM casefile_header WHERE worker = %s AND renews = %s ORDER BY filed_on, "case"'


@dataclass(frozen=True, slots=True)
class Life:
    """The rights of the day, from the file that counts; `rules` is its law where that is not the file that was opened."""

    rights: tuple[RightView, ...]
    linked: tuple[LinkedFile, ...]
    rules: Rules | None


@dataclass(frozen=True, slots=True)
class _File:
    link: Link
    number: str
    law: str
    seen: bool


def life_of(header: Header, seen: Seen, day: date, found: Sequence[Stretch], rules_of: Callable[[str], Rules]) -> Life:
    """What the files of one permit answer on a day; `found` is what holds that day in the file that was opened."""
    files = _files(header.worker, seen)
    chain = chain_of(header.case, {case: one.link for case, one in files.items()}, day)
    holds = stretches_of(chain, ("right",), day) if len(chain) > 1 else {}
    laws = {case: rules_of(files[case].law) for case in chain if case in files}
    counts = answering(chain, lambda case: _rests_before(holds.get(case, ()), laws.get(case, seen.rules)))
    linked = _linked(header, chain, counts, files, rules_of) if seen.history else ()
    if counts == header.case or counts not in laws:
        return Life(standing.rights(found, seen.rules, days_used(header.facts, day)), linked, None)
    return Life(standing.rights(holds.get(counts, ()), laws[counts]), linked, laws[counts])


def _rests_before(rights: Iterable[Stretch], rules: Rules) -> bool:
    """Is it by a document of the file before that the worker may stay or work?"""
    named = (rules.documents.get(str(one.value.get("document") or "")) for one in rights)
    return any(document is not None and document.before for document in named)


def case_of_number(number: str) -> UUID | None:
    """The case that has this number; for the desk."""
    row = database.row(_NUMBERED, [number])
    return uuid_of(row[0]) if row else None


def renewals_of(case: UUID, worker: str) -> list[UUID]:
    """The files that ask to renew the permit of a case, in the order they were filed; for the desk."""
    return [uuid_of(value) for (value,) in database.rows(_RENEWALS, [worker, case.hex])]


def _files(worker: str, seen: Seen) -> dict[UUID, _File]:
    """Every file about this worker, and whether the viewer may open it."""
    rows = database.rows(_FILES, [seen.role, seen.key, worker])
    return {link.case: _File(link, number, law, bool(may)) for link, number, law, may in map(_read, rows)}


def _read(row: tuple) -> tuple[Link, str, str, int]:
    case, renews, filed_on, number, law, may = row
    return Link(uuid_of(case), UUID(renews) if renews else None, date.fromisoformat(filed_on)), number, law, may


def _linked(
    header: Header, chain: Sequence[UUID], counts: UUID, files: Mapping[UUID, _File], rules_of: Callable[[str], Rules]
) -> tuple[LinkedFile, ...]:
    """The other files of the chain; a renewal that another one followed still tells of the permit it asked to renew."""
    own = files.get(header.case)
    others = {*chain, *((own.link.renews,) if own and own.link.renews else ())} - {header.case}
    known = sorted((files[case] for case in others if case in files), key=lambda one: (one.link.filed_on, one.link.case))
    return tuple(
        LinkedFile(
            one.number if one.seen else "", one.link.filed_on, rules_of(one.law).title, one.link.filed_on < header.filed_on,
            one.link.case == counts,
        )
        for one in known
    )  # fmt: skip
