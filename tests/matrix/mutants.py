"""Every place where Guichet asks “may they?”, each with what stands there when the question is taken away."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from types import ModuleType
from unittest.mock import patch

from django.db.models import Q
from django.urls import get_resolver

from guichet.casefile import known, reading
from guichet.casefile.sight import Seen
from guichet.delivery import post_room as paper
from guichet.desk import handle
from guichet.intake import drafts as intake_drafts
from guichet.intake import parcels as intake_parcels
from guichet.people import memberships
from guichet.people import store as people
from guichet.portals import (
    acts,
    arrivals,
    drafts,
    inbox,
    inspection,
    invitations,
    post_room,
    printing,
    queues,
    receipts,
    sections,
    take_over,
    visitor,
    work_acts,
    work_list,
)
from guichet.portals.desk_law import laws_of_today
from guichet.registry import reading as registry
from tests.desk.life import EMPLOYER
from tests.matrix.draws import _patterns

DESK, REGISTRY = "the desk", "the registry"  # doors behind the pages


@dataclass(frozen=True)
class Mutant:
    """A question that is not asked any more: what stands for it (a value, or the text of its function changed), and which doors must notice."""

    name: str
    place: ModuleType | type
    attribute: str
    instead: object
    notice: tuple[str, ...]
    also: ModuleType | None = None  # where the same function is called by its name too

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Guichet without the question."""
        with ExitStack() as all_of_it:
            fresh = self._rewritten() if isinstance(self.instead, Text) else self.instead
            for one in _patterns(get_resolver()):
                if one.callback is getattr(self.place, self.attribute):
                    all_of_it.enter_context(patch.object(one, "callback", fresh))
            for place in filter(None, (self.place, self.also)):
                all_of_it.enter_context(patch.object(place, self.attribute, fresh))
            yield

    def _rewritten(self) -> Callable[..., object]:
        source = textwrap.dedent(inspect.getsource(getattr(self.place, self.attribute)))
        assert source.count(self.instead.before) == 1, f"{self.name}: “{self.instead.before}” stands no more in {self.attribute}"
        made: dict[str, object] = {}
        exec(compile(source.replace(self.instead.before, self.instead.after), self.name, "exec"), vars(self.place), made)  # noqa: S102
        return made[self.attribute]


@dataclass(frozen=True)
class Text:
    """What stands in the text of a function, and what stands there instead."""

    before: str
    after: str = "False"


def _yes(*args: object, **more: object) -> bool:
    return True


def _somebody(request: object) -> object:
    return _visitor(request) or people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body)


def _of_anybody(where: str, viewer: object, value: str) -> object:
    with patch.object(known, "_HEADER", known._HEADER.replace("a.role = %s AND a.body = %s", "(a.role <> %s OR a.body <> %s)")):
        return _header(where, viewer, value)


def _held_by_anybody(number: str, viewer: object) -> object:
    return _former(number, replace(viewer, role="municipality", body="municipality:21001"))


_visitor, _header, _former, _queues, _letter_of = visitor.visitor, known._header, reading.former_case, queues.queues_of, paper.letter_of
_FILE_PAGES = ("file", "receipt", "messages", "act", "asking", "print", "undo", "preview", "deliveries", "differences", "document")

MUTANTS = [
    Mutant("who is there", visitor, "visitor", _somebody, ("files",)),
    Mutant("a session that grew too old", visitor, "here", _yes, ("files",)),
    Mutant("a role is held on the day", memberships, "is_in_force", _yes, ("work",)),
    Mutant("a mandate holds on the day", memberships, "is_mandate_in_force", _yes, ("files",)),
    Mutant("the desk asks whether the mandate holds", memberships, "_unrevoked", lambda on: Q(), (DESK,)),
    *(Mutant(f"a file is opened by whom it names: {name}", known, "_header", _of_anybody, (name,)) for name in _FILE_PAGES),
    Mutant("what is kept of a former file", reading, "former_case", _held_by_anybody, ("file",)),
    Mutant("a piece is known to whom the law names", Seen, "knows", _yes, ("document",)),
    Mutant("a secret piece", Seen, "opens", _yes, ("document",)),
    Mutant("a letter is read by whom it is for", Seen, "reads_letter", _yes, ("document",)),
    Mutant("an act is its role's", acts, "_act", Text(" if visitor(request).role in law.by else None", ""), ("act",)),
    Mutant("a print is its role's", printing, "print_page", Text("visitor(request).role not in paper.act.by"), ("print",)),
    Mutant("a copy is whose print it was", printing, "printed", Text("and one.mine", ""), ("printed",)),
    Mutant("the proof is the applicant's", receipts, "_may_prove", _yes, ("receipt-entry",)),
    Mutant("who has a work list", work_list, "laws_of", lambda viewer: laws_of_today(), ("work",)),
    *(
        Mutant(f"who takes work: {name}", work_acts, "laws_of", lambda viewer: laws_of_today(), (name,), also=work_list)
        for name in ("work-next", "work-assign", "work-absence", "work-views")
    ),
    Mutant("absence is of a colleague", work_acts, "absence", Text('fields.get("person") not in team'), ("work-absence",)),
    Mutant("who has lists", queues, "queues_of", lambda role, laws: _queues("post", laws), ("queues",)),
    Mutant("who takes over", take_over, "act_with_code", lambda role, laws: _take_over("municipality", laws), ("take-over",)),
    Mutant("who registers a list", arrivals, "_acts", lambda role: _arrivals("municipality"), ("arrivals",)),
    Mutant("who has a post room", post_room, "_writes", _yes, ("post-room",)),
    Mutant("a letter is posted by who wrote it", paper, "letter_of", lambda sender, message: _any_letter(message), ("envelope",)),
    Mutant("a mailbox is its owner's", inbox, "_own", lambda request: f"employer|{EMPLOYER.body}|", ("open-letter",)),
    Mutant("a draft is its company's", intake_drafts, "_known_to", lambda viewer: Q(), ("draft",)),
    Mutant("a draft is read over by who applies", drafts, "check_page", Text("law.rules.applicant != law.role"), ("draft-check",)),
    Mutant("a part is filled in by its role", sections, "section_page", Text("known.filled_by != law.role"), ("section", "question")),
    Mutant("a parcel is its role's", intake_parcels, "_row", Text("role=viewer.role", "id=id"), ("parcel-keep",)),
    Mutant(
        "an invitation is the applicant's",
        invitations,
        "_found",
        lambda identity, viewer: invitations.intake.open_draft(identity, viewer),
        ("invite",),
    ),
    Mutant("the register is the inspector's", inspection, "inspection", Text("visitor(request).role != ROLE"), ("inspection",)),
    Mutant("the registry asks again who asks", registry, "check_inspector", lambda viewer, at: None, (REGISTRY,)),
    Mutant("the desk asks whether the role is held", handle, "check_role_held", lambda *told: None, (DESK,)),
    Mutant("the desk asks whose file it is", handle, "check_file_is_theirs", lambda *told: None, (DESK,)),
    Mutant("the desk asks whose act it is", handle, "_prepared", Text("act is None or command.by.role not in act.by", "act is None"), (DESK,)),
]
_take_over, _arrivals = take_over.act_with_code, arrivals._acts


def _any_letter(message: object) -> object:
    rows = paper._rows(paper._ONE.replace("AND sender = %s", ""), [message.hex])
    return rows[0] if rows else None
