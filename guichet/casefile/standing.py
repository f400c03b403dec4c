"""Where a case stands on one day: its stretches as limits, holders, rights and acts of a page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from guichet.casefile.known import Header, day_or_none
from guichet.casefile.life_views import GapView
from guichet.casefile.naming import Naming
from guichet.casefile.sight import Seen
from guichet.casefile.views import ActView, HolderView, LimitView, RightView, Words
from guichet.engine.facts import DAY_FACTS
from guichet.engine.picture import Stretch, Why
from guichet.law.rules import Act, Right, Rules

NO_WORDS: Words = dict.fromkeys(("fr", "nl", "de", "en"), "")
_HOLDS = ("now", "waits", "next", "done")


def limits(found: Sequence[Stretch], rules: Rules, day: date) -> tuple[LimitView, ...]:
    """The time limits, those that run first, by the day they end."""
    views = [limit(one, rules, day) for one in found if one.kind == "limit"]
    return tuple(sorted(views, key=lambda view: (view.due_on or date.max, view.started_on, view.name)))


def limit(one: Stretch, rules: Rules, day: date) -> LimitView:
    """One time limit on one day; a running one counts the days that are left."""
    value, law = one.value, rules.time_limits.get(str(one.value["limit"]))
    due_on = day_or_none(value.get("due_on"))
    left = (due_on - day).days if value["state"] == "running" and due_on else value.get("days_left")
    return LimitView(
        name=str(value["limit"]), title=law.title if law else NO_WORDS, state=str(value["state"]), due_on=due_on,
        safe_on=day_or_none(value.get("safe_on")), paused_since=day_or_none(value.get("paused_since")), days_left=left,
        started_on=date.fromisoformat(str(value["started_on"])), responsible=str(value["responsible"]), why=one.why,
    )  # fmt: skip


def gaps(found: Sequence[Stretch], rules: Rules) -> tuple[GapView, ...]:
    """The days ahead that nothing will cover, as far as is known on the day."""
    return tuple(_gap(one, rules) for one in found if one.kind == "gap")


def _gap(one: Stretch, rules: Rules) -> GapView:
    value, act = one.value, rules.acts.get(str(one.value["act"]))
    title = next((cover.title for cover in rules.covers if cover.name == one.name), NO_WORDS)
    covered, begins, last = (date.fromisoformat(str(value[name])) for name in ("covered_until", "from", "last_day"))
    return GapView(title, covered, begins, day_or_none(value.get("to")), act.title if act else None, tuple(value["role"]), last, one.why)


def days_known(found: Sequence[Stretch], header: Header) -> dict[str, date]:
    """Every day that the file knows by name: facts, and the last day of each document that was issued."""
    days = {name: day for name in DAY_FACTS if (day := day_or_none(header.facts.get(name)))}
    for one in found:
        ends = day_or_none(one.value.get("safe_until") or one.value.get("valid_until")) if one.kind == "document" else None
        if ends:
            name = str(one.value["document"])
            days[name] = max(ends, days.get(name, ends))
    return days


def holders(found: Sequence[Stretch], names: Naming) -> tuple[HolderView, ...]:
    """Who has the file, who waits, who is done; who has it comes first."""
    order = list(names.rules.roles)
    rows = [one for one in found if one.kind == "holder"]
    rows.sort(key=lambda one: (_HOLDS.index(str(one.value["state"])), order.index(one.name) if one.name in order else len(order)))
    return tuple(_holder(one, names) for one in rows)


def _holder(one: Stretch, names: Naming) -> HolderView:
    value = one.value
    return HolderView(one.name, names.role(one.name), str(value["state"]), day_or_none(value.get("since")), str(value.get("waits_for") or ""))


def rights(found: Sequence[Stretch], rules: Rules, used: int | None = None) -> tuple[RightView, ...]:
    """May the worker stay, may the worker work: each with the line of the law that says so. `used`: days spent here, of the last 180."""
    rows = {right.name: right for right in rules.rights}
    views = []
    for one in (one for one in found if one.kind == "right"):
        law, document = rows.get(str(one.value.get("row"))), rules.documents.get(str(one.value.get("document")))
        views.append(
            RightView(
                one.name, str(one.value["answer"]), day_or_none(one.value.get("until")), document.title if document else None,
                law.title if law else NO_WORDS, _why(law, one), law.source if law else (), law.doubt if law else "",
                used if any(why.name == "ninetieth_day" for why in one.why) else None,
            )
        )  # fmt: skip
    return tuple(views)


def _why(law: Right | None, one: Stretch) -> tuple[Why, ...]:
    return (Why("right_row", {"row": law.name}, law.source, law.doubt), *one.why) if law else one.why


def acts(found: Sequence[Stretch], seen: Seen, header: Header) -> tuple[ActView, ...]:
    """What the viewer may do today; who has taken the file over need not do it again."""
    names = next((one.value["acts"].get(seen.role, ()) for one in found if one.kind == "may"), ())
    laws = [seen.rules.acts[name] for name in names if name in seen.rules.acts]
    laws.sort(key=lambda law: law.says == "fee_recorded")  # what moves the file comes before what is only written down
    return tuple(_act(law, seen, header) for law in laws if not (_takes(law) and header.bodies.get(seen.role) == seen.body))


def _takes(law: Act) -> bool:
    """Is it the act by which a body takes the file, and not one by which it passes it on?"""
    return law.says == "assigned" and not any(field.type == "municipality" for field in law.asks)


def _act(law: Act, seen: Seen, header: Header) -> ActView:
    choices = tuple((name, seen.rules.evidence[name].title) for name in _choices(law, seen, header))
    return ActView(law.name, law.title, law.hint, law.asks, law.evidence, choices, seen.role, law.earlier_day)


def _choices(law: Act, seen: Seen, header: Header) -> list[str]:
    """To ask for: everything the law asks. To give: what it asks of the viewer's role. To answer: what was asked of it and is outstanding.

    To bring along: what the law lets come with this act.
    """
    told = {name: piece for name, piece in header.evidence.items() if name in seen.rules.evidence}
    mine = [name for name in told if seen.rules.evidence[name].given_by == seen.role]
    wanted = {
        "choose": [name for name, piece in told.items() if piece["needed"]],
        "give": [name for name in mine if told[name]["needed"]],
        "open_request": [name for name in mine if told[name]["state"] == "requested"],
        "attach": [name for name, piece in seen.rules.evidence.items() if law.name in piece.with_acts and piece.given_by == seen.role],
    }.get(law.evidence, [])
    return [name for name in seen.rules.evidence if name in wanted]
