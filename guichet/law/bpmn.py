"""A procedure as BPMN 2.0 (OMG formal/2011-01-03), with its picture: a lane for each holder, a task for each phase, a timer where silence speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from guichet.law.rules import Phase, Rules, TimeLimit
from guichet.law.steps import Asked, Step, depths, steps

SPACES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
TARGET = "urn:guichet:law"
LANE, ROW, HEAD = 180, 200, 30  # height of a lane, width of a column, room for the names of the lanes
WIDTH, HEIGHT, SMALL = 140, 80, 36  # of a task; of an event or a gateway
UNITS: Mapping[str, str] = {"days": "D", "working days": "D", "months": "M"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shape stands in the picture."""

    x: int
    y: int
    width: int
    height: int


def as_bpmn(rules: Rules, language: str) -> str:
    """The text of a BPMN file; the names of its shapes are the titles of the law file in that language."""
    for prefix, address in SPACES.items():
        Xml.register_namespace(prefix, address)
    return _Drawing(rules, language).text()


class _Drawing:
    """One file as it grows: the elements of the process, and a shape or an edge for each."""

    def __init__(self, rules: Rules, language: str) -> None:
        self.rules, self.language = rules, language
        self.root = Xml.Element(_name("bpmn", "definitions"), {"targetNamespace": TARGET, "id": rules.procedure})
        title, pools = rules.title[language], _child(self.root, "bpmn", "collaboration", id="pool_of")
        _child(pools, "bpmn", "participant", id="pool", processRef="process", name=title)
        self.process = _child(self.root, "bpmn", "process", id="process", name=title, isExecutable="false")
        self.plane = _child(_child(self.root, "bpmndi", "BPMNDiagram", id="diagram"), "bpmndi", "BPMNPlane", id="plane", bpmnElement="pool_of")
        self.places: dict[str, Place] = {}

    def text(self) -> str:
        found = steps(self.rules)
        deep = depths(found)
        asked = (one.role for step in found for one in step.opinions)
        roles = list(dict.fromkeys([self.rules.applicant, *(_holder(step.phase, self.rules) for step in found), *asked]))
        lanes = self._lanes(roles, max(deep.values()) + 3)
        self._event("start", "startEvent", "", Place(HEAD + 60, LANE // 2 - SMALL // 2, SMALL, SMALL), lanes[self.rules.applicant])
        taken: dict[tuple[str, int], int] = {}
        for step in found:
            role = _holder(step.phase, self.rules)
            column = deep[step.phase.name] + 1
            nth = taken[role, column] = taken.get((role, column), -1) + 1
            self._step(step, roles.index(role), column, nth, lanes[role])
            for n, one in enumerate(step.opinions):
                self._opinion(step, one, Place(HEAD * 2 + column * ROW, roles.index(one.role) * LANE + 16 + 28 * n, WIDTH, HEIGHT), lanes[one.role])
        self._flows(found)
        return Xml.tostring(self.root, encoding="unicode", xml_declaration=True)

    def _lanes(self, roles: list[str], columns: int) -> dict[str, Xml.Element]:
        lanes = _child(self.process, "bpmn", "laneSet", id="lanes")
        width = HEAD * 2 + columns * ROW
        self._shape("pool", Place(0, 0, width, LANE * len(roles)), isHorizontal="true")
        found = {}
        for n, role in enumerate(roles):
            found[role] = _child(lanes, "bpmn", "lane", id=f"lane_{role}", name=self.rules.roles[role][self.language])
            self._shape(f"lane_{role}", Place(HEAD, n * LANE, width - HEAD, LANE), isHorizontal="true")
        return found

    def _step(self, step: Step, lane: int, column: int, nth: int, member: Xml.Element) -> None:
        name, words = f"phase_{step.phase.name}", step.phase.status[self.language]
        x, y = HEAD * 2 + column * ROW + 20 * nth, lane * LANE + 16 + 28 * nth
        if step.phase.ended:
            self._event(name, "endEvent", words, Place(x, y + 20, SMALL, SMALL), member)
            return
        self._event(name, "userTask", words, Place(x, y, WIDTH, HEIGHT), member)
        if len(step.ways) > 1:
            self._event(f"ways_{step.phase.name}", "exclusiveGateway", "", Place(x + WIDTH + 12, y + 20, SMALL, SMALL), member)
        for n, limit in enumerate(one for one in step.limits if one.passing):
            self._timer(limit, name, Place(x + 20 + n * SMALL, y + HEIGHT - SMALL // 2, SMALL, SMALL), member)

    def _opinion(self, step: Step, asked: Asked, place: Place, member: Xml.Element) -> None:
        """A third body does its part while the file stands where it is: to it and back."""
        name, phase = f"opinion_{step.phase.name}_{asked.role}", f"phase_{step.phase.name}"
        words = f"{asked.limit.title[self.language]}: {asked.limit.length}" if asked.limit else "opinion_given"
        self._event(name, "userTask", words, place, member)
        self._flow(phase, name, "opinion_requested")
        self._flow(name, phase, "opinion_given")

    def _timer(self, limit: TimeLimit, at: str, place: Place, member: Xml.Element) -> None:
        event = self._event(f"limit_{limit.name}", "boundaryEvent", f"{limit.title[self.language]}: {limit.length}", place, member, attachedToRef=at)
        timer = _child(event, "bpmn", "timerEventDefinition")
        _child(timer, "bpmn", "timeDuration").text = f"P{limit.length.number}{UNITS[limit.length.unit]}"

    def _flows(self, found: tuple[Step, ...]) -> None:
        first = next((move.to for move in self.rules.moves if move.after.word == "application_submitted"), found[0].phase.name)
        self._flow("start", f"phase_{first}", "")
        for step in found:
            source = f"phase_{step.phase.name}"
            if len(step.ways) > 1:
                self._flow(source, f"ways_{step.phase.name}", "")
                source = f"ways_{step.phase.name}"
            for n, way in enumerate(step.ways):
                self._flow(source, f"phase_{way.to}", " ".join(filter(None, (way.after.word, way.after.subject))), n)
            for limit in (one for one in step.limits if one.passing and step.ways):
                self._flow(f"limit_{limit.name}", source if len(step.ways) > 1 else f"phase_{step.ways[0].to}", "limit_passed")

    def _event(self, name: str, kind: str, words: str, place: Place, member: Xml.Element, **more: str) -> Xml.Element:
        element = _child(self.process, "bpmn", kind, id=name, **({"name": words} if words else {}), **more)
        _child(member, "bpmn", "flowNodeRef").text = name
        self._shape(name, place)
        return element

    def _flow(self, source: str, target: str, words: str, number: int = 0) -> None:
        """An arrow that bears the event; a condition says that of several arrows one is taken."""
        name = f"{source}_{number}_{target}"
        flow = _child(self.process, "bpmn", "sequenceFlow", id=name, sourceRef=source, targetRef=target, **({"name": words} if words else {}))
        if words:
            _child(flow, "bpmn", "conditionExpression").text = words
        edge = _child(self.plane, "bpmndi", "BPMNEdge", id=f"edge_{name}", bpmnElement=name)
        a, b = self.places[source], self.places[target]
        for x, y in ((a.x + a.width, a.y + a.height // 2), (b.x, b.y + b.height // 2)):
            _child(edge, "di", "waypoint", x=str(x), y=str(y))

    def _shape(self, name: str, place: Place, **more: str) -> None:
        self.places[name] = place
        shape = _child(self.plane, "bpmndi", "BPMNShape", id=f"shape_{name}", bpmnElement=name, **more)
        _child(shape, "dc", "Bounds", x=str(place.x), y=str(place.y), width=str(place.width), height=str(place.height))


def _holder(phase: Phase, rules: Rules) -> str:
    """Who holds the file; where several decide, the first of them stands for all."""
    if phase.held_by == ("open_tracks",):
        return next(iter(rules.tracks.values())).decided_by
    return phase.held_by[0]


def _name(prefix: str, tag: str) -> str:
    return f"{{{SPACES[prefix]}}}{tag}"


def _child(parent: Xml.Element, prefix: str, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, _name(prefix, tag), attributes)
