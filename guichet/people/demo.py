"""The people of the demo: invented employers, agents, posts, communes and an inspector; loading them again changes nothing."""

from pathlib import Path
from uuid import UUID

import yaml

from guichet.people import models
from guichet.people.heads import make_head
from guichet.people.memberships import give_mandate, join
from guichet.people.reference import data_folder


def load(folder: Path | None = None) -> None:
    """Make the people of `demo_people.yaml` known. The reference tables must be loaded: a body that nobody knows is an error."""
    told = yaml.load((folder or data_folder()).joinpath("demo_people.yaml").read_text("utf-8"), Loader=yaml.CSafeLoader)  # noqa: S506
    for company in told["companies"]:
        _company(company)
    for person in told["people"]:
        _person(person)
    for citizen in told["citizens"]:
        _citizen(citizen)
    for mandate in told["mandates"]:
        give_mandate(mandate["grantor"], mandate["holder"], mandate["role"], mandate["from"], mandate.get("until"))


def _company(told: dict[str, str]) -> None:
    names = dict.fromkeys(("name_fr", "name_nl", "name_de", "name_en"), told["name"])
    plain = {"kind": "company", "enterprise_number": told["enterprise_number"], "languages": told["languages"]}
    models.Body.objects.update_or_create(code=told["code"], defaults=names | plain)


def _person(told: dict[str, str]) -> None:
    if not models.Body.objects.filter(pk=told["body"]).exists():
        raise UnknownBody(told["body"])
    known = {key: told[key] for key in ("family", "given", "language", "email")}
    models.Person.objects.update_or_create(ref=UUID(told["ref"]), defaults=known)
    join(told["ref"], told["role"], told["body"])
    if told.get("head"):
        make_head(told["ref"], told["role"], told["body"])


def _citizen(told: dict[str, str]) -> None:
    """Somebody who acts for themselves: no body stands behind them."""
    names = {key: told[key] for key in ("family", "given", "language", "email")}
    latin = {f"latin_{key}": told[key] for key in ("family", "given")}
    models.Person.objects.update_or_create(ref=UUID(told["ref"]), defaults=names | latin)
    join(told["ref"], told["role"], "")


class UnknownBody(LookupError):
    """A demo person belongs to a body that no reference table knows; load the reference tables first."""
