"""The form of an application as the law folder tells it: sections, questions, evidence."""

from __future__ import annotations

from collections.abc import Mapping

from guichet.law.form import Evidence, Field, Option, Section
from guichet.law.reading import Reading, Tree

FIELD_TYPES = frozenset(
    """text long_text name latin_name email day country municipality post choice yes_no whole money enterprise_number
    stays workplaces hours occupation sector joint_committee category region code ssn mrz colleague entry check act case_number""".split()
)


UNITS = ("month", "year", "hour")
ZONE_PARTS = ("number", "family_name", "given_names", "nationality", "birth_on", "valid_until")  # as in engine/mrz.py
BOUNDS, TEXTS = ("at_least", "at_most"), ("section", "fact", "begins_with", "changes", "doubt")
FLAGS = ("same_page", "personal", "asked_anew", "remembered")
REGISTERED = ("name", "enterprise_number", "family_name", "given_names", "email")  # the last three of a person who applies for themselves
FIELD_KEYS = (
    *"field type title hint fills required derive known_from from_register unit only options categories when source".split(), *BOUNDS, *TEXTS, *FLAGS,
)  # fmt: skip


EVIDENCE_KEYS = tuple(
    """evidence title part given_by secret_from when maximum_age with_acts serves_again hint source doubt languages translation blocks""".split()
)
LANGUAGES_OF_PAPERS = ("fr", "nl", "de", "en")


def read_field(r: Reading, tree: Tree, where: str, filled_by: str = "") -> Field:
    """One question, of the form or of an act."""
    r.keys(tree, where, FIELD_KEYS)
    kind = r.choice(tree, "type", where, FIELD_TYPES)
    return Field(
        name=r.text(tree, "field", where),
        type=kind,
        title=r.words_in_four(tree, "title", where),
        filled_by=filled_by,
        hint=r.words_in_four(tree, "hint", where, needed=False),
        fills=_fills(r, tree, where, kind),
        required=r.flag(tree, "required", where, True),
        derive=r.choice(tree, "derive", where, ("age_on_filing", "shown_year", "main_place"), ""),
        known_from=r.names(tree, "known_from", where),
        from_register=r.choice(tree, "from_register", where, REGISTERED, ""),
        unit=_unit(r, tree, where, kind),
        only=r.choice(tree, "only", where, ("third_country", "member_state"), ""),
        options=_options(r, tree, where, kind),
        categories=r.names(tree, "categories", where),
        when=r.condition(tree, "when", where),
        source=r.sources(tree, where, needed=False),
        **{name: str(tree.get(name, "")) for name in BOUNDS},
        **{name: r.text(tree, name, where, "") for name in TEXTS},
        **{name: r.flag(tree, name, where, False) for name in FLAGS},
    )


def _options(r: Reading, tree: Tree, where: str, kind: str) -> tuple[Option, ...]:
    """What a choice offers; each ground with the article it rests on."""
    options = [option for option in tree.get("options", ()) if isinstance(option, Mapping)]
    if kind == "choice" and not options:
        r.wrong(tree, "options", where, "a choice has no options.", 'Write "options: [{value: ..., title: {...}}]".')
    return tuple(
        Option(r.text(one, "value", where), r.words_in_four(one, "title", where), r.sources(one, where, needed=False)) for one in options
    )


def _unit(r: Reading, tree: Tree, where: str, kind: str) -> str:
    """Of an amount: for a month where nothing is said."""
    if kind != "money" and "unit" in tree:
        r.wrong(tree, "unit", where, "only an amount has a unit.", 'Take it out, or write "type: money".')
    return r.choice(tree, "unit", where, UNITS, "month") if kind == "money" else ""


def _fills(r: Reading, tree: Tree, where: str, kind: str) -> tuple[tuple[str, str], ...]:
    """Which part of the lines of a passport answers which other question."""
    told = tree.get("fills", {})
    if not isinstance(told, Mapping) or (told and kind != "mrz") or set(told) - set(ZONE_PARTS):
        cure = f'Write "fills: {{part: field}}" with parts of: {", ".join(ZONE_PARTS)}.'
        r.wrong(tree, "fills", where, "only the lines of a passport fill other fields.", cure)
        return ()
    return tuple((str(part), str(field)) for part, field in told.items())


def read_sections(r: Reading, tree: Tree) -> dict[str, Section]:
    """The sections of the form, by name."""
    return {
        name: Section(name, r.words_in_four(e, "title", where), r.text(e, "filled_by", where))
        for e, name, where in r.table(tree, "sections", "section")
    }


def read_fields(r: Reading, tree: Tree, sections: Mapping[str, Section]) -> dict[str, Field]:
    """The questions of the form, by name; what goes without saying is not asked."""
    found, given = {}, tree.get("given")
    for entry, name, where in r.table(tree, "fields", "field"):
        section = r.choice(entry, "section", where, tuple(sections))
        found[name] = read_field(r, entry, where, sections[section].filled_by if section in sections else "")
    for entry, name, where in r.table(tree, "fields", "field"):
        for _, filled in found[name].fills:
            if filled not in found:
                r.wrong(entry, "fills", where, f'there is no field "{filled}".', "Write the name of a field of this form.")
    return {name: field for name, field in found.items() if not (isinstance(given, Mapping) and field.fact in given)}


def read_evidence(r: Reading, tree: Tree) -> dict[str, Evidence]:
    """The pieces of evidence, by name."""
    found = {}
    for e, name, where in r.table(tree, "evidence", "evidence"):
        r.keys(e, where, EVIDENCE_KEYS)
        found[name] = Evidence(
            name,
            r.words_in_four(e, "title", where),
            r.choice(e, "part", where, ("work", "residence")),
            r.text(e, "given_by", where),
            r.names(e, "secret_from", where),
            r.condition(e, "when", where),
            r.length(e, "maximum_age", where, needed=False)[0],
            r.names(e, "with_acts", where),
            r.condition(e, "serves_again", where),
            r.words_in_four(e, "hint", where, needed=False),
            r.sources(e, where),
            r.text(e, "doubt", where, ""),
            *_translation(r, e, where),
            r.flag(e, "blocks", where, False),
        )
    return found


def _translation(r: Reading, e: Tree, where: str) -> tuple[tuple[str, ...], str]:
    """In which languages a document may be written, and what sort of translation helps where it is in another one."""
    languages = r.names(e, "languages", where, LANGUAGES_OF_PAPERS)
    translation = r.choice(e, "translation", where, ("sworn", "plain"), "")
    if bool(languages) != bool(translation):
        cure = 'Write "languages: [fr, nl, de, en]" and "translation: sworn" (or plain).'
        r.wrong(e, "evidence", where, "languages and translation belong together.", cure)
    return languages, translation
