"""Files in every state, and which bodies hold each, held it, will hold it: written by hand, so that the matrix does not believe the code."""

from __future__ import annotations

from dataclasses import dataclass, field

from guichet.casefile import reading
from guichet.engine.case_number import number_of
from guichet.engine.words import Actor
from guichet.people import store as people
from guichet.vault import store as vault
from tests.desk.life import COMMUNE, EMPLOYER, FLANDERS, OFFICE, OTHER_COMMUNE, POST, REGION, Life, day
from tests.portals.filling import pdf

SECRET, OPEN = "medical_certificate", "passport"  # a piece that is kept from some roles, and one that is not
BODIES = (EMPLOYER, REGION, OFFICE, POST, COMMUNE)  # who holds a file in the end, unless its line says otherwise


@dataclass
class File:
    """A file and how bodies stand to it; its worker is called by its name and "berg", so that a page that tells of it is found out."""

    name: str
    life: Life
    own: tuple[str, ...]
    former: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    expects: tuple[str, ...] = ()
    papers: dict[str, str] = field(default_factory=dict)  # kind of paper -> its reference

    @property
    def number(self) -> str:
        """As it stands in an address."""
        return number_of(self.life.case)

    @property
    def ended(self) -> bool:
        """Is it over?"""
        return self.name in ("Refused", "Withdrawn")

    def relation(self, actor: Actor | None) -> str:
        """How somebody stands to this file: own, subject, former, later, expects or stranger."""
        if actor is None:
            return "stranger"
        if actor.person == self.life.worker.person:
            return "subject"
        for word in ("own", "former", "later", "expects"):
            if actor.body and actor.body in getattr(self, word):
                return word
        return "stranger"


def _bodies(*actors: Actor) -> tuple[str, ...]:
    return tuple(one.body for one in actors)


def files() -> list[File]:
    """One line for each state that a file can be in, and who holds it, held it, will hold it."""
    later = {"filed": (OFFICE, POST, COMMUNE), "decision": (POST, COMMUNE), "visa": ()}
    parts = _bodies(EMPLOYER, REGION), _bodies(EMPLOYER, REGION, OFFICE), _bodies(EMPLOYER, REGION, OFFICE, POST)
    not_yet = {name: _bodies(*some) for name, some in later.items()}
    visa_out, here = _visa(), _arrived()
    here.does("pass_on_after_move", COMMUNE, day(6, 9), moved_to="44021")
    return [
        File("Filed", _life("Filed").submit(on=day(8, 3)), parts[0], later=not_yet["filed"]),
        File("Incomplete", _incomplete(), parts[0], later=not_yet["filed"]),
        File("Senton", _sent_on(), _bodies(EMPLOYER, FLANDERS), former=_bodies(REGION), later=not_yet["filed"]),
        File("Asked", _asked(), parts[1], later=not_yet["decision"]),
        File("Refused", _refused(), parts[1]),
        File("Withdrawn", _life("Withdrawn").submit().does("withdraw", EMPLOYER, day(3, 5), reason="Le projet est reporté."), parts[0]),
        File("Granted", _life("Granted").granted(), parts[2], expects=_bodies(COMMUNE)),
        File("Travelling", visa_out, parts[2], expects=_bodies(COMMUNE)),
        File("Moved", here, _bodies(EMPLOYER, REGION, OFFICE, POST, OTHER_COMMUNE), former=_bodies(COMMUNE)),
        File("Arrived", _arrived("Arrived").does("print_annex_46", COMMUNE, day(6, 5)), _bodies(*BODIES)),
    ]


class _Life(Life):
    """A life whose papers can be opened."""

    def file(self, evidence: str) -> str:
        return vault.keep_file(self.case, f"evidence:{evidence}", pdf().getvalue(), f"{evidence}.pdf", "application/pdf").ref


def _life(name: str) -> Life:
    return _Life({"worker_family_name": f"{name}berg", "worker_name_original": "", "worker_email": f"{name.lower()}@guichet.example"})


def _incomplete() -> Life:
    one = _life("Incomplete").submit(on=day(8, 3), without=["fee"])
    return one.does("declare_incomplete", REGION, day(8, 4), asked=["fee"], reason="La preuve de paiement manque.")


def _sent_on() -> Life:
    return _life("Senton").submit(on=day(7, 27)).does("send_on", REGION, day(8, 3), to_region="flanders", reason="L'établissement est à Gand.")


def _asked() -> Life:
    return (
        _life("Asked")
        .submit(on=day(7, 27))
        .does("declare_admissible", REGION, day(8, 3))
        .does("request_evidence", OFFICE, day(8, 4), asked=[SECRET], reason="Illisible.")
    )


def _refused() -> Life:
    return _life("Refused").admissible().does("refuse_work", REGION, day(3, 20), ground="pay_too_low", reason="Le salaire est trop bas.")


def _visa(name: str = "Travelling") -> Life:
    return _life(name).granted().does("issue_visa", POST, day(5, 4), visa_until="2026-11-30")


def _arrived(name: str = "Moved") -> Life:
    one = _visa(name)
    one.does("declare_entry", one.worker, day(6, 1), entered_on="2026-06-01").does("take_over", COMMUNE, day(6, 3), code=one.code())
    return one.does("register_arrival", COMMUNE, day(6, 3), entered_on="2026-06-01")


def papers_of(one: File) -> dict[str, str]:
    """A letter, an open piece and a secret one, by reference, as the worker and the Office may see them."""
    found: dict[str, str] = {}
    case = reading.open_case(one.number, people.viewer(one.life.worker.person, "worker", "", on=day(8, 5)), day(8, 5))
    for piece in case.evidence:
        if piece.name in (OPEN, SECRET) and piece.files:
            found["secret_piece" if piece.name == SECRET else "open_piece"] = piece.files[0].id
    for letter in case.letters[:1]:
        found["letter"] = letter.id
    return found
