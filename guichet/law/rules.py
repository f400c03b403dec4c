"""What one file is judged by: the frozen values of one procedure, for one region, on one governing day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from guichet.law.calendar import Calendar
from guichet.law.conditions import Condition
from guichet.law.form import Evidence, Field, Section
from guichet.law.measures import Length, Pattern, Words

if TYPE_CHECKING:
    from guichet.law.checks import Check, TextBlock
    from guichet.law.corrections import Corrected
    from guichet.law.covers import Cover, NamedDay
    from guichet.law.fees import Fee
    from guichet.law.letter_tables import Channel
    from guichet.law.promises import Promise
    from guichet.law.queues import Queue
    from guichet.law.shared_tables import ActOfLaw, Document, Doubt
    from guichet.law.thresholds import Thresholds

BRINGS = frozenset({"give", "attach", "open_request"})  # how an act may bring files


@dataclass(frozen=True, slots=True)
class Track:
    """One question decided by one authority."""

    name: str
    title: Words
    decided_by: str
    appeal_to: Words | None = None
    appeal: str = ""  # the time limit of the appeal, told in a refusal
    reason_yes: Words | None = None  # why yes, as the letter that grants says it
    after_a_refusal: str = "stop"  # or "go_on": does this track go on when another one refused?
    source: tuple[str, ...] = ()
    doubt: str = ""
    appeal_form: Words | None = None  # how the appeal is lodged, told in a refusal
    hearing: str = ""  # the time limit in which the person may answer before a yes is taken back
    documents: tuple[str, ...] = ()  # what rests on a yes: it ends with it
    lapses_with: tuple[str, ...] = ()  # other tracks: when one of them ends, this one falls
    after: tuple[str, ...] = ()  # other tracks: this question is opened by the yes of all of them
    when: Condition | None = None  # is it asked at all? judged on the day it would be opened


@dataclass(frozen=True, slots=True)
class Status:
    """What is said of a phase while a condition holds, instead of its ordinary sentence."""

    name: str
    when: Condition
    words: Words


@dataclass(frozen=True, slots=True)
class Phase:
    """Where the file is: `held_by` names roles, or ("open_tracks",) for the authorities that still decide."""

    name: str
    status: Words
    held_by: tuple[str, ...]
    waits_for: str = ""
    ended: bool = False
    source: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()

    def says(self, status: str) -> Words:
        """The sentence of the status of that name; the ordinary one for ""."""
        return next((one.words for one in self.statuses if one.name == status), self.status)


@dataclass(frozen=True, slots=True)
class Move:
    after: Pattern
    to: str
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """What a role may do: when, what it is asked, and the event word it says."""

    name: str
    title: Words
    by: tuple[str, ...]
    says: str
    phases: tuple[str, ...]
    fixed: Mapping[str, object] = field(default_factory=dict)
    asks: tuple[Field, ...] = ()
    evidence: str = ""  # "choose" pieces to ask for; "give" pieces; "attach": may bring pieces along; "open_request": answers a request
    when: Condition | None = None
    hint: Words | None = None
    earlier_day: bool = False  # may an authority give an earlier day, with a reason
    second_agent: str = ""  # "offered": one agent may prepare it and another release it; "required": nobody releases what they prepared
    source: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """What happens by itself, in the same breath, after an event."""

    after: Pattern
    says: str
    fixed: Mapping[str, object] = field(default_factory=dict)
    when: Condition | None = None
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    role: str
    channel: str  # "ebox" | "registered" | "counter" | "portal"
    when: Condition | None = None
    address: str = ""  # the question whose answer says where a letter on paper goes: an elected domicile


@dataclass(frozen=True, slots=True)
class LetterRule:
    """Which letter is written after which event, to whom, by which channel, in whose language."""

    letter: str
    title: Words
    after: Pattern
    to: tuple[Recipient, ...]
    signed_by: str  # the role of the authority in whose name it is written
    language_of: str  # "authority" | "applicant" | "worker" | "municipality" | "abroad"
    when: Condition | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""
    until: tuple[Pattern, ...] = ()  # what takes its force: a later letter, an answer, an annulment


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How a date comes about; see the rules T1-T12 of the time limits in docs/time.md."""

    name: str
    title: Words
    starts: Pattern
    length: Length
    addressee: str  # "authority" | "party"
    rolls: bool
    length_source: tuple[str, ...]
    ends: tuple[Pattern, ...] = ()
    responsible: str = ""
    from_day_of: str = ""  # a key of the start event's data that holds the day counted from; "" for the day of the event
    first_day: Length | None = None  # the first counted day, as working days after the start ("third working day after")
    backwards: bool = False
    saturday_counts: bool = False
    paused_by: tuple[str, ...] = ()  # roles whose requests pause it
    pause_limit: tuple[str, ...] = ()  # the limits given for their requests, of evidence or of an opinion
    passing: str = ""  # "" nothing, else the event word that silence says (journaled after limit_passed), and its track where it ends one
    appeal_to: Words | None = None  # of an appeal against a letter that closes no track: who hears it
    appeal_form: Words | None = None  # and how it is lodged
    open_to: tuple[Recipient, ...] = ()  # of an appeal: who may lodge it
    suspends: str = ""  # of an appeal: does it stop the effect of the decision? yes, no or unknown
    when: Condition | None = None
    source: tuple[str, ...] = ()
    doubt: str = ""
    length_doubt: str = ""  # of the dated line that gives the length
    reminder: bool = False  # only a day on which somebody is reminded: nobody is held to it and no page counts it


@dataclass(frozen=True, slots=True)
class Right:
    """One row of a life: in this interval, may the worker stay and work, by which document, until when."""

    name: str
    when: Condition
    stay: str  # "yes" | "no" | "unknown"
    work: str
    title: Words
    until: tuple[str, ...] = ()  # the first of these ends it
    document: str = ""
    source: tuple[str, ...] = ()
    doubt: str = ""
    work_until: tuple[str, ...] = ()  # and the right to work ends with the first of these, where it ends earlier


@dataclass(frozen=True, slots=True)
class Sight:
    """From which event on a role sees the file, and what of it: `sections` of the form, `parts` of the evidence."""

    role: str
    after: Pattern
    sections: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    history: bool = True
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The law of one file: all lines in force on the governing day, trunk and region together; `digest` names them for ever."""

    procedure: str
    application: str
    region: str
    governing_on: date
    digest: str
    title: Words
    applicant: str
    calendar: Calendar
    sections: Mapping[str, Section]
    fields: Mapping[str, Field]
    evidence: Mapping[str, Evidence]
    tracks: Mapping[str, Track]
    phases: Mapping[str, Phase]
    moves: tuple[Move, ...]
    acts: Mapping[str, Act]
    follows: tuple[Follow, ...]
    letters: tuple[LetterRule, ...]
    time_limits: Mapping[str, TimeLimit]
    documents: Mapping[str, Document]
    rights: tuple[Right, ...]
    sees: tuple[Sight, ...]
    doubts: Mapping[str, Doubt]
    cited: Mapping[str, ActOfLaw]
    authorities: Mapping[str, Words]  # code of a body or role -> its name
    roles: Mapping[str, Words]  # general role -> its name
    queues: tuple[Queue, ...] = ()
    promises: tuple[Promise, ...] = ()
    explanations: Mapping[str, Words] = field(default_factory=dict)  # letter -> what it means, in plain words
    checks: tuple[Check, ...] = ()
    text_blocks: tuple[TextBlock, ...] = ()
    channels: Mapping[str, Channel] = field(default_factory=dict)
    days: Mapping[str, NamedDay] = field(default_factory=dict)
    covers: tuple[Cover, ...] = ()
    fees: Mapping[str, Fee] = field(default_factory=dict)
    given: Mapping[str, object] = field(default_factory=dict)  # facts that go without saying for this kind of application
    resident: bool = False  # does the worker live here already when the application is filed? Their municipality then knows of it
    based_on: str = ""  # the procedure whose law this one changes: a renewal is based on the first application
    corrected: Mapping[str, Corrected] = field(default_factory=dict)
    thresholds: Thresholds | None = None  # the amounts of the region that the checks compare

    def asks_evidence(self, ask: Callable[[str], object]) -> list[Evidence]:
        """The evidence that the law asks; what only ever comes along with an act is none. `ask` answers a condition by its name."""
        return [one for one in self.evidence.values() if not one.with_acts and (one.when is None or one.when.holds(ask))]
