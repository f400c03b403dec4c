"""The reference tables and the law folder name the same bodies and the same places."""

from datetime import date

import yaml
from django.conf import settings

from guichet.people import store
from guichet.people.places import municipalities

TODAY = date(2026, 11, 21)


def law(name: str) -> dict[str, list[dict[str, object]]]:
    """One file of the law folder, as it is written."""
    return yaml.safe_load((settings.LAW_FOLDER / f"{name}.yaml").read_text("utf-8"))


def test_every_authority_of_the_law_is_a_body_with_the_same_languages(places: None) -> None:
    for one in law("authorities")["authorities"]:
        assert list(store.body_languages(one["authority"])) == one["languages"]
        assert {word: store.body_name(one["authority"], word) for word in one["title"]} == one["title"]


def test_every_municipality_has_the_authority_that_the_competence_table_gives_it(places: None) -> None:
    by_code = {nis: place["authority"] for place in law("competence")["places"] for nis in place.get("municipalities", ())}
    by_territory = {place["territory"]: place["authority"] for place in law("competence")["places"] if "territory" in place}
    for place in municipalities(TODAY):
        assert place.region == by_code.get(place.nis, by_territory[place.territory]), place.nis
