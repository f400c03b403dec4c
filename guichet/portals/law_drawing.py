"""The drawing of a procedure: a lane for each holder, a numbered box for each step, arrows where the file may go next.

The same numbers stand in the list under the drawing, which holds everything that the drawing holds, and more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from guichet.engine.vocabulary import DECIDES
from guichet.law.rules import Phase, Rules, Track
from guichet.law.steps import Step, depths
from guichet.portals.deadlines import length_text
from guichet.portals.jinja import opening
from guichet.portals.law_names import LawNames
from guichet.portals.speech import Speech

WIDTH, HEAD = 1080, 44  # of the drawing, and of the names of its lanes; in its own units
GUTTER, GAP = 10, 48  # free at each side of a lane; between two rows
LINE, INSIDE, LETTER = 17, 11, 7.1  # height of a line, room around the words of a box, width of a letter
ASIDE = 30  # from the edge of a box to its words: room for the number
_NO = {word for word, outcome in DECIDES.items() if outcome == "negative"} | {"withdrawn"}


@dataclass(frozen=True, slots=True)
class Box:
    """One step in one lane: where it stands, what is written in it, what kind it is."""

    x: float
    y: float
    width: float
    height: float
    number: int
    words: tuple[str, ...]
    limits: tuple[str, ...]
    kind: str  # "start" | "step" | "yes" | "no"

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Arrow:
    """A way from one box to another; `back` leads to an earlier step."""

    path: str
    head: str
    back: bool


@dataclass(frozen=True, slots=True)
class StepsDrawing:
    """Everything the template draws."""

    height: float
    lanes: tuple[tuple[float, float, tuple[str, ...]], ...]  # left edge, width, lines of the name
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in one lane and row, before it has a place."""

    lane: int
    row: int
    number: int
    words: tuple[str, ...]
    limits: tuple[str, ...]
    kind: str
    phase: str


def steps_drawing(rules: Rules, steps: Sequence[Step], names: LawNames, spoken: Speech) -> StepsDrawing:
    """The drawing of the steps; `steps` in the order of their numbers, which begin at 2 because 1 is the filing."""
    roles = _lanes(rules)
    width = WIDTH / len(roles)
    cells = _cells(rules, steps, roles, int((width - 2 * GUTTER - ASIDE - 6) / LETTER), spoken)
    boxes = _placed(cells, width)
    lanes = tuple((n * width, width, tuple(wrap(spoken.law(names.title("role", role)), int(width / LETTER)))) for n, role in enumerate(roles))
    height = max(box.y + box.height for found in boxes.values() for box in found) + 16
    return StepsDrawing(height, lanes, tuple(box for found in boxes.values() for box in found), tuple(_arrows(steps, boxes)))


def _lanes(rules: Rules) -> list[str]:
    """Every role that ever holds the file, the applicant first."""
    holders = (role for phase in rules.phases.values() for role in _holders(phase, rules))
    asked = (str(act.fixed["role"]) for act in rules.acts.values() if act.says == "opinion_requested" and "role" in act.fixed)
    return list(dict.fromkeys([rules.applicant, *holders, *asked]))


def _holders(phase: Phase, rules: Rules) -> list[str]:
    if phase.held_by == ("open_tracks",):
        return [track.decided_by for track in _tracks(rules)]
    return list(phase.held_by)


def _tracks(rules: Rules) -> list[Track]:
    """The questions of a step that several decide; one that waits for another stands in a step of its own, where the law has one."""
    apart = {role for phase in rules.phases.values() for role in phase.held_by}
    return [track for track in rules.tracks.values() if not (track.after and track.decided_by in apart)]


def _cells(rules: Rules, steps: Sequence[Step], roles: list[str], letters: int, spoken: Speech) -> list[_Cell]:
    """Each step in its lane, as high as the steps before it allow; ends stand where their lane is free."""
    filed = tuple(wrap(spoken.say("The application is filed"), letters))
    cells, deep = [_Cell(0, 0, 1, filed, (), "start", "")], depths(steps)
    numbers = {step.phase.name: n for n, step in enumerate(steps, 2)}
    for step in sorted(steps, key=lambda one: (one.phase.ended, deep[one.phase.name])):
        taken = {(cell.lane, cell.row) for cell in cells}
        limits = tuple(dict.fromkeys(length_text(str(limit.length), spoken) for limit in step.limits))
        for n, role in enumerate(_holders(step.phase, rules)):
            lane, row = roles.index(role), deep[step.phase.name] + 1
            while (lane, row) in taken:
                row += 1
            words = _words(rules, step.phase, n, spoken)
            lines = tuple(wrap(words, letters))
            cells.append(_Cell(lane, row, numbers[step.phase.name], lines, limits, _kind(step.phase, steps), step.phase.name))
        cells += [_opinion(step, n, cells, roles, letters, spoken) for n in range(len(step.opinions))]
    return cells


def _opinion(step: Step, place: int, cells: Sequence[_Cell], roles: Sequence[str], letters: int, spoken: Speech) -> _Cell:
    """A third body has a box under the step in which it is asked, with the number of that step."""
    asked, mine = step.opinions[place], [cell for cell in cells if cell.phase == step.phase.name]
    lane, row = roles.index(asked.role), max(cell.row for cell in mine) + 1
    taken = {(cell.lane, cell.row) for cell in cells}
    while (lane, row) in taken:
        row += 1
    limits = (length_text(str(asked.limit.length), spoken),) if asked.limit else ()
    words = tuple(wrap(spoken.say("Gives an opinion, if asked"), letters))
    return _Cell(lane, row, mine[0].number, words, limits, "step", f"{step.phase.name} {asked.role}")


def _words(rules: Rules, phase: Phase, place: int, spoken: Speech) -> str:
    if phase.held_by == ("open_tracks",):
        return spoken.say("{question}: yes or no", question=opening(spoken.law(_tracks(rules)[place].title)))
    return spoken.law(phase.status)


def _kind(phase: Phase, steps: Sequence[Step]) -> str:
    if not phase.ended:
        return "step"
    into = {way.after.word for step in steps for way in step.ways if way.to == phase.name}
    return "no" if into & _NO else "yes"


def _placed(cells: Sequence[_Cell], width: float) -> dict[str, list[Box]]:
    """Boxes by phase; a row is as high as its highest box."""
    tall = {cell: LINE * (len(cell.words) + bool(cell.limits)) + 2 * INSIDE for cell in cells}
    top, tops = HEAD + 16.0, {}
    for row in range(max(cell.row for cell in cells) + 1):
        tops[row] = top
        top += max((tall[cell] for cell in cells if cell.row == row), default=0) + GAP
    found: dict[str, list[Box]] = {}
    for cell in cells:
        x = round(cell.lane * width + GUTTER, 1)
        box = Box(x, tops[cell.row], round(width - 2 * GUTTER, 1), tall[cell], cell.number, cell.words, cell.limits, cell.kind)
        found.setdefault(cell.phase, []).append(box)
    return found


def _arrows(steps: Sequence[Step], boxes: Mapping[str, list[Box]]) -> list[Arrow]:
    """One arrow for each way from a box to a box; the first step is reached from the filing."""
    pairs = [("", steps[0].phase.name), *((step.phase.name, to) for step in steps for to in dict.fromkeys(way.to for way in step.ways))]
    pairs += [(step.phase.name, f"{step.phase.name} {asked.role}") for step in steps for asked in step.opinions]
    return [_arrow(one, other, boxes) for start, end in pairs if start != end for one in boxes[start] for other in boxes[end]]


def _arrow(one: Box, other: Box, boxes: Mapping[str, list[Box]]) -> Arrow:
    if other.y > one.y:
        return _down(one, other, [box for found in boxes.values() for box in found])
    if other.x == one.x:
        side, y, target = one.x + one.width, one.y + one.height / 2, other.y + other.height / 2
        return Arrow(f"M{side} {y}h6V{target}h-6", f"M{side} {target}l8-4.5v9z", True)
    start, end, foot = one.middle + 30, other.middle + 30, other.y + other.height
    if end < start:
        end = other.middle + 50
    return Arrow(f"M{start} {one.y}V{foot + GAP - 6}H{end}V{foot}", f"M{end} {foot}l-4.5 8h9z", True)


def _down(one: Box, other: Box, boxes: Sequence[Box]) -> Arrow:
    """Straight down where nothing stands between, else through the gutter beside the lane of the target."""
    start, end, foot = one.middle, other.middle, one.y + one.height
    above = other.y - 10 - 4 * (round(other.x / (other.width + 2 * GUTTER)) % 5)  # each lane has a level of its own, so that lines stay apart
    between = [box for box in boxes if one.y < box.y < other.y and box.x == one.x]
    head = f"M{end} {other.y}l-4.5-8h9z"
    if not between:
        return Arrow(f"M{start} {foot}V{above}H{end}V{other.y}", head, False)
    gutter = other.x - GUTTER / 2 if one.x <= other.x else other.x + other.width + GUTTER / 2
    level = min(box.y for box in boxes if box.y > one.y) - GAP + 8
    return Arrow(f"M{start} {foot}V{max(level, foot + 5)}H{gutter}V{above}H{end}V{other.y}", head, False)
