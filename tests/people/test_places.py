"""Countries, municipalities, posts and postal codes: loaded from their files, asked by code and by day."""

import csv
from datetime import date

import pytest

from guichet.people import models, reference
from guichet.people.places import countries, country, ended, localities, look_up, municipalities, municipalities_meant, municipality, post, posts
from guichet.people.terms import terms

TODAY = date(2026, 11, 21)


def contents() -> dict[str, list[dict[str, object]]]:
    """Every row of the reference tables."""
    tables = (models.Body, models.Country, models.Municipality, models.Post)
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}


def test_loading_twice_changes_nothing(places: None) -> None:
    before = contents()
    models.ReferenceTable.objects.all().delete()
    told: dict[str, int] = {}
    reference.load(told.__setitem__)
    assert contents() == before
    assert told["municipalities"] == models.Municipality.objects.count() == 620
    assert told["postal codes"] == models.PostalCode.objects.count()


def test_a_second_load_writes_nothing(places: None, django_assert_max_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_max_num_queries(5):
        reference.load()


def test_a_line_that_left_the_file_leaves_the_table(places: None, tmp_path: pytest.TempPathFactory) -> None:
    for file in reference.data_folder().glob("*.csv"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (tmp_path / file.name).write_text("".join(lines[:-1] if file.stem == "countries" else lines), "utf-8")
    reference.load(folder=tmp_path)
    assert models.Country.objects.count() == 271


def test_a_municipality_has_names_in_four_languages_and_an_authority(places: None) -> None:
    place = municipality("21004", TODAY)
    assert dict(place.names) == {"fr": "Bruxelles", "nl": "Brussel", "de": "Brüssel", "en": "Brussels"}
    assert (place.body, place.languages, place.territory) == ("municipality:21004", ("fr", "nl"), "BRU")
    assert place.authority == "authority:brussels" and place.region == "brussels"


def test_the_nine_german_speaking_municipalities_have_their_own_authority(places: None) -> None:
    german = [place for place in municipalities(TODAY) if place.authority == "authority:german_community"]
    assert sorted(place.names["de"] for place in german) == [
        "Amel", "Burg-Reuland", "Büllingen", "Bütgenbach", "Eupen", "Kelmis", "Lontzen", "Raeren", "Sankt Vith",
    ]  # fmt: skip
    assert {place.territory for place in german} == {"WAL"}


def test_a_merged_municipality_leads_to_the_one_that_followed(places: None) -> None:
    assert municipality("82003", date(2024, 12, 1)).nis == "82003"
    assert municipality("82003", date(2024, 12, 2)).nis == "82039"
    assert municipality("82039", date(2024, 12, 1)) is None, "a code that did not exist yet"
    assert municipality("99999", TODAY) is None


def test_the_municipalities_of_a_day(places: None) -> None:
    assert [len(municipalities(day)) for day in (date(2018, 12, 31), date(2020, 1, 1), date(2024, 12, 31), TODAY)] == [589, 581, 580, 565]


def test_every_successor_exists_and_ends_somewhere(places: None) -> None:
    for row in models.Municipality.objects.exclude(valid_to=None):
        assert municipality(row.nis, TODAY) is not None, row.nis


def test_countries_are_found_by_each_of_their_codes(places: None) -> None:
    assert country("IND").names["de"] == "Indien"
    assert country("IN") == country("IND") and country("D") == country("DEU") and country("RKS") == country("XK") == country("XKX")
    assert (country("IND").third_country, country("FRA").third_country, country("ABW").third_country) == (True, False, None)
    assert country("") is None and country("QQQ") is None
    assert len(countries()) == 272


def test_posts_in_service_can_be_chosen_and_the_others_are_still_known(places: None) -> None:
    codes = {there.code for there in posts()}
    assert {"IN-DEL", "CN-BJS"} <= codes and "AL-TIR" not in codes
    assert post("AL-TIR").in_service is False and post("IN-DEL").country == "IND" and post("XX-XXX") is None


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("country", "IN", "IND"), ("country", "nowhere", ""), ("third_country", "IND", "IND"),
        ("third_country", "FRA", ""), ("third_country", "ABW", ""), ("member_state", "FRA", "FRA"),
        ("member_state", "IND", ""), ("member_state", "ABW", ""),
        ("post", "IN-DEL", "IN-DEL"), ("post", "AL-TIR", ""),
        ("municipality", "63023", "63023"), ("municipality", "82003", "82039"), ("municipality", "4700", "63023"),
        ("municipality", "Brussel", "21004"), ("municipality", "1050", ""), ("municipality", "0000", ""),
        ("municipality", "Nowhere", ""), ("elsewhere", "IN", ""), ("region", "flanders", "flanders"), ("region", "atlantis", ""),
    ],
)  # fmt: skip
def test_what_somebody_typed_leads_to_a_code_or_to_nothing(places: None, kind: str, typed: str, code: str) -> None:
    assert look_up(kind, typed, TODAY) == code


def test_a_postal_code_lists_its_places(places: None) -> None:
    assert {place.nis for place in localities("4700")} == {"63023"}
    assert localities("0001") == []


def test_every_post_and_authority_of_the_files_is_complete() -> None:
    for name in ("authorities", "diplomatic_posts", "municipalities", "countries", "body_kinds"):
        for row in csv.DictReader((reference.data_folder() / f"{name}.csv").open(encoding="utf-8")):
            empty = [key for key, value in row.items() if key.startswith(("name_", "city_")) and not value]
            assert not empty, (name, row)


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        ("occupation", "2512", "2512"), ("occupation", "software developers", "2512"), ("occupation", "Concepteurs de logiciels (2512)", "2512"),
        ("occupation", "nobody", ""), ("sector", "Gastronomie", "56"), ("joint_committee", "200", "200"), ("joint_committee", "", ""),
    ],
)  # fmt: skip
def test_an_occupation_a_sector_and_a_joint_committee_are_found_by_code_and_by_name(kind: str, typed: str, code: str, places: None) -> None:
    assert look_up(kind, typed, TODAY) == code


def test_a_term_has_a_name_in_every_language(places: None) -> None:
    for kind, most in (("occupation", 436), ("sector", 87), ("joint_committee", 120)):
        found = terms(kind)
        assert len(found) == most
        assert all(all(one.names.values()) for one in found.values())


def test_a_merged_commune_is_meant_by_its_old_name_and_known_as_what_it_was(places: None) -> None:
    assert [place.nis for place in municipalities_meant("Borsbeek", TODAY)] == ["11007"]
    assert look_up("municipality", "Borsbeek", TODAY) == "11002" == look_up("municipality", "11007", TODAY)
    assert look_up("municipality", "Borsbeek", date(2024, 12, 31)) == "11007"
    assert ended("11007", TODAY).names["nl"] == "Borsbeek" and ended("11007", date(2024, 12, 31)) is None and ended("11002", TODAY) is None


def test_a_name_that_a_new_commune_kept_means_the_new_one(places: None) -> None:
    assert [place.nis for place in municipalities_meant("Tielt", TODAY)] == ["37022"]
    assert [place.nis for place in municipalities_meant("tielt", date(2024, 6, 1))] == ["37015"]
