"""What happened, line by line, as one viewer may read it: names and values that the pages put into sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from guichet.casefile.naming import Naming
from guichet.casefile.sight import Seen
from guichet.casefile.views import HistoryLine, Words
from guichet.casefile.work_rows import is_internal
from guichet.engine.corrected import UNDOES
from guichet.engine.words import Entry
from guichet.law.rules import Act, Rules

Values = dict[str, object]
_PLAIN = frozenset(
    """track outcome how limit letter language channel document valid_from valid_until region from_region late complete about copy
    check prepares prepared""".split()
)


def text_refs(found: Sequence[Entry], seen: Seen) -> list[str]:
    """References of all free text that the viewer may read."""
    return [ref for one in found if seen.history and seen.reads_text(one.data) and may_know(one, seen) for ref in _refs(one)]


def may_know(one: Entry, seen: Seen) -> bool:
    """What an authority does among its own agents is known to nobody else."""
    return not is_internal(one, seen.rules) or (one.by.role, one.by.body) == (seen.role, seen.body)


def history(found: Sequence[Entry], seen: Seen, names: Naming, texts: Mapping[str, object]) -> tuple[HistoryLine, ...]:
    """The lines in the order of their days; `texts` is the free text by reference, without what the viewer may not read."""
    if not seen.history:
        return ()
    undone = {int(number): one.number for one in found if one.kind in UNDOES for number in one.data.get("falls") or ()}
    return tuple(_line(one, seen, names, texts, undone.get(one.number, 0)) for one in found if may_know(one, seen))


def _line(one: Entry, seen: Seen, names: Naming, texts: Mapping[str, object], undone_by: int) -> HistoryLine:
    written = {name: str(texts[ref]) for name, ref in _named_refs(one) if ref in texts}
    short = {field.name for act in seen.rules.acts.values() if act.says == "message_written" for field in act.asks if field.type != "long_text"}
    text = "\n\n".join(words for name, words in written.items() if name not in short)
    mine = (one.by.role, one.by.body) == (seen.role, seen.body)
    title, values = _title(one, seen.rules), _values(one, seen, names)
    by = names.actor(one.by)
    return HistoryLine(
        one.number, one.on, one.at, one.kind, by, title, values, text, mine, by_role=one.by.role, texts=written, undone_by=undone_by,
        person=one.by.person if mine else "",
    )


def _values(one: Entry, seen: Seen, names: Naming) -> Values:
    data = one.data
    values: Values = {name: value for name, value in data.items() if name in _PLAIN}
    if isinstance(data.get("evidence"), Mapping):  # of a secret piece, not even the day it came
        values["evidence"] = [name for name in (*seen.rules.evidence, *seen.earlier) if name in (data.get("evidence") or {}) and seen.opens(name)]
    if "asked" in data:
        values["evidence"] = [name for name in data["asked"] if seen.knows(str(name))]
    if one.kind == "application_submitted":
        return values
    if one.kind == "assigned":
        values |= {"role": str(data.get("role", "")), "body": names.holder(str(data.get("role", "")), str(data.get("body", "")))}
    if one.kind == "notified":
        values["role"] = data.get("to", "")
    return values | dict(data.get("facts") or {})


def _title(one: Entry, rules: Rules) -> Words | None:
    """What the entry is about, as the law calls it; for what is only named by its act, the title of the act."""
    found = _TITLES.get(one.kind)
    title = found(rules, one.data) if found else None
    if title:
        return title
    act = next((act for act in rules.acts.values() if _said(act, one)), None)
    return act.title if act else None


def _said(act: Act, one: Entry) -> bool:
    return act.says == one.kind and one.by.role in act.by and all(one.data.get(name) == value for name, value in act.fixed.items())


def _refs(one: Entry) -> list[str]:
    return [ref for _, ref in _named_refs(one)]


def _named_refs(one: Entry) -> list[tuple[str, str]]:
    texts = [*dict(one.data.get("texts") or {}).items(), ("late_reason", one.data.get("late_reason"))]
    return [(name, str(text["ref"])) for name, text in texts if isinstance(text, Mapping) and text.get("ref")]


def _of(table: str, key: str) -> Callable[[Rules, Mapping[str, object]], Words | None]:
    def find(rules: Rules, data: Mapping[str, object]) -> Words | None:
        found = getattr(rules, table).get(str(data.get(key, "")))
        return found.title if found else None

    return find


def _letter(rules: Rules, data: Mapping[str, object]) -> Words | None:
    return next((rule.title for rule in rules.letters if rule.letter == data.get("letter")), None)


_TITLES: Mapping[str, Callable[[Rules, Mapping[str, object]], Words | None]] = {
    "application_submitted": lambda rules, data: rules.title,
    "track_decided": _of("tracks", "track"),
    **dict.fromkeys(("ended", "revoked", "annulled", "heard", "appeal_lodged", "appeal_decided"), _of("tracks", "track")),
    "limit_passed": _of("time_limits", "limit"),
    "limit_extended": _of("time_limits", "limit"),
    "document_issued": _of("documents", "document"),
    "document_delivered": _of("documents", "document"),
    "letter_made": _letter,
    "notified": _letter,
    "assigned": lambda rules, data: rules.roles.get(str(data.get("role", ""))),
    "law_corrected": lambda rules, data: next((rules.corrected[name].reason for name in data["corrections"] if name in rules.corrected), None),
    "sent_on": lambda rules, data: rules.authorities.get(f"authority:{data.get('region', '')}"),
}
