"""What a page may know of one case: frozen values, already cut to what one viewer may see on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from guichet.casefile.due import DueView
from guichet.casefile.fees import FeeView
from guichet.casefile.life_views import GapView, LinkedFile
from guichet.engine.picture import Why
from guichet.law.rules import Field, Rules

Words = Mapping[str, str]  # language code -> text


@dataclass(frozen=True, slots=True)
class LimitView:
    """One time limit on the day of the view; a paused one has no due date (T7), an ended one says what it was."""

    name: str
    title: Words
    state: str  # "running" | "paused" | "passed" | "ended"
    due_on: date | None
    safe_on: date | None  # last safe working day of an authority, or the safe date of a doubt (T4, T5, T12)
    paused_since: date | None
    days_left: int | None  # paused: unrolled end minus the day of the request; running: due_on minus the day of the view
    started_on: date
    responsible: str  # role
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderView:
    """One holder of the file: what this authority or person does now, and for whom it waits."""

    role: str
    body_name: Words | str  # a person's name is plain text, a body has a name in each language
    state: str  # "now" | "waits" | "done" | "next"
    since: date | None
    waits_for: str = ""  # role, "" for nobody


@dataclass(frozen=True, slots=True)
class RightView:
    """May the worker stay, may the worker work, on the day of the view."""

    question: str  # "stay" | "work"
    answer: str  # "yes" | "no" | "unknown"
    until: date | None
    document_title: Words | None
    title: Words
    why: tuple[Why, ...] = ()
    source: tuple[str, ...] = ()  # names of acts cited, in `rules.cited`
    doubt: str = ""  # a name in `rules.doubts`
    days_used: int | None = None  # of the 180 that end on the day of the view, where the right ends with the ninetieth


@dataclass(frozen=True, slots=True)
class ActView:
    """Something the viewer may do now: what it is called and what it asks."""

    name: str
    title: Words
    hint: Words | None = None
    fields: tuple[Field, ...] = ()
    evidence: str = ""  # "" | "choose" | "give" | "open_request"
    evidence_choices: tuple[tuple[str, Words], ...] = ()
    by_role: str = ""
    earlier_day: bool = False


@dataclass(frozen=True, slots=True)
class FileView:
    """One uploaded file that the viewer may open through `open_document`; nobody may while `held` says why ("waiting", "infected")."""

    id: str
    name: str
    media_type: str
    size: int
    held: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence; when `secret`, the viewer may only know whether it came: no file, no name, no day of a file."""

    name: str
    title: Words
    part: str  # "work" | "residence"
    given_by: str  # role
    secret: bool
    needed: bool
    state: str  # "missing" | "requested" | "received" | "late"
    received_on: date | None = None
    files: tuple[FileView, ...] = ()
    source: tuple[str, ...] = ()
    doubt: str = ""
    came_on: date | None = None  # taken over from the file before: the day it came there


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One answer of the application: `value` is text as it shall be read, or words (an option, a country, a municipality)."""

    section_title: Words
    title: Words
    value: str | date | bool | Words
    type: str = ""  # of the field: a page may write money its own way
    name: str = ""  # of the field


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One answer that changed after the application was filed: before, after, by the entry of which number."""

    number: int
    on: date
    by_body_name: Words | str
    title: Words
    before: str | date | bool | Words | None  # None: nothing was answered
    after: str | date | bool | Words
    type: str = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry of the journal in words; `title` is the law's name of its subject, `values` fill the sentence of `kind`."""

    number: int
    on: date
    at: datetime
    kind: str
    by_body_name: Words | str
    title: Words | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    text: str = ""  # free text that the viewer may read
    mine: bool = False  # the viewer's own role and body did it
    undone_by: int = 0  # number of the correction that undid it; 0: it stands
    by_role: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)  # what was written with it, by field of the act
    person: str = ""  # who of the viewer's own authority wrote it; nobody else's person is told


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter as sent, that the viewer may open through `open_document`."""

    id: str
    letter: str
    title: Words
    language: str
    on: date
    digest: str = ""


@dataclass(frozen=True, slots=True)
class CaseView:
    """One whole file page."""

    case: UUID
    number: str  # ten characters without spaces
    last: int  # number of the last entry shown: the `seen` of every form on the page
    day: date
    procedure: str
    application: str
    titles: Words  # of the procedure
    phase: str
    status: Words  # the sentence that says where things stand
    ended: bool
    worker_name: str  # as in the passport, Latin letters
    employer_name: str
    region_name: Words
    holders: tuple[HolderView, ...]
    limits: tuple[LimitView, ...]
    rights: tuple[RightView, ...]
    acts: tuple[ActView, ...]
    evidence: tuple[EvidenceView, ...]
    answers: tuple[AnswerView, ...]
    history: tuple[HistoryLine, ...]
    letters: tuple[LetterView, ...]
    law_digest: str
    rules: Rules  # the public law of this file: titles of limits, roles, acts cited, doubts
    competence: tuple[Why, ...] = ()  # why this region
    elsewhere: tuple[Why, ...] = ()  # why another one, by the facts as they were corrected since
    changes: tuple[ChangeView, ...] = ()  # of the answers since the file was filed, the newest last
    due: DueView | None = None  # what comes next for the viewer's desk, where the law tells its lists
    linked: tuple[LinkedFile, ...] = ()  # the other files of the same permit, the oldest first
    rights_rules: Rules | None = None  # the law of the file that answers for the day, where that is another one
    gaps: tuple[GapView, ...] = ()  # ahead, or running
    fees: tuple[FeeView, ...] = ()  # for those who see the evidence
    days: Mapping[str, date] = field(default_factory=dict)  # that the file knows: facts that are days, and the end of each document


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a list; `limit` is the one that matters most to the viewer, `turn` says that the viewer must act."""

    number: str
    worker_name: str
    employer_name: str
    titles: Words
    status: Words
    phase: str
    holders: tuple[HolderView, ...]
    limit: LimitView | None
    turn: bool
    due: DueView | None = None


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of a list, the number of all files that match, and the numbers beside the tabs."""

    lines: tuple[CaseLine, ...]
    total: int
    counts: Mapping[str, int]  # "turn" | "urgent" | "waiting" | "ended" | "all" -> files


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list is asked for: free text (name, number), a tab of `CaseList.counts`, which page (from 1) of which size."""

    text: str = ""
    tab: str = "all"
    page: int = 1
    size: int = 50
    own_turn_first: bool = False


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """One file or letter, as it is handed to the browser; `title` is the law's name of it, where the viewer's law knows one."""

    name: str
    media_type: str
    content: bytes
    title: Words | None = None
