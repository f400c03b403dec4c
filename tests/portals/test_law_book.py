"""The law book shows one procedure as in force on a chosen day: its steps drawn and listed, its lines by region, its sources."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from guichet.law.bundles import read_law
from guichet.law.steps import steps
from guichet.portals import law_regions
from guichet.portals.law_drawing import Box, steps_drawing
from guichet.portals.law_names import names_of
from guichet.portals.speech import LANGUAGES, speech
from tests.law.pens import signed_copy
from tests.portals import sample_case

RULES = sample_case.rules()
ACTS = [str(act["act"]) for act in read_law(Path(__file__).parents[2] / "law").folder.shared["acts"]["acts"]]
ADDRESS = f"/law/{RULES.procedure}"


def book(client: Client, **asked: object) -> str:
    answer = client.get(ADDRESS, {"lang": "en", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def boxes(language: str) -> tuple[Box, ...]:
    return steps_drawing(RULES, steps(RULES), names_of(RULES), speech(language)).boxes


def apart(one: Box, other: Box) -> bool:
    return one.x + one.width <= other.x or other.x + other.width <= one.x or one.y + one.height <= other.y or other.y + other.height <= one.y


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_box_covers_another_and_words_stay_in_their_box(language: str) -> None:
    found = boxes(language)
    assert all(apart(one, other) for n, one in enumerate(found) for other in found[:n])
    assert all(len(line) * 6.6 < box.width - 30 for box in found for line in box.words if " " in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_has_every_number_of_the_drawing(language: str, client: Client, db: None) -> None:
    html = client.get(ADDRESS, {"lang": language}).content.decode()
    listed = html[html.index('<ol class="g-steps">') : html.index("</ol>", html.index('<ol class="g-steps">'))]
    assert listed.count("<li>") == max(box.number for box in boxes(language))
    for phase in RULES.phases.values():
        assert speech(language).law(phase.status).replace("'", "&#39;") in listed


def test_a_source_is_cited_by_its_number_in_the_list(client: Client, db: None) -> None:
    html = book(client)
    cited, listed = set(re.findall(r'href="#source-([^"]+)"', html)), re.findall(r'id="source-([^"]+)"', html)
    assert cited and cited <= set(listed) and listed == [name for name in ACTS if name in listed]
    assert set(re.findall(r'href="#doubt-([^"]+)"', html)) <= set(re.findall(r'id="doubt-([^"]+)"', html))


def test_what_a_region_says_stands_beside_the_federal_text(settings: object) -> None:
    found = {(row.table, row.part, row.title["en"]): row for row in law_regions.rows(settings.LAW_FOLDER, RULES.procedure, date(2026, 4, 7))}
    row = next(row for (table, part, _), row in found.items() if (table, part) == ("time_limits", "length") and row.cells["flanders"].own)
    assert str(row.cells[law_regions.TRUNK].value) != str(row.cells["flanders"].value)
    assert not row.cells["german_community"].own and str(row.cells["german_community"].value) == str(row.cells[law_regions.TRUNK].value)
    added = next(row for (table, _, _), row in found.items() if table == "evidence")
    assert added.verbs == ("add",) and added.cells[law_regions.TRUNK].value is None


def test_a_day_before_a_region_spoke_shows_what_held_then(settings: object) -> None:
    rows = law_regions.rows(settings.LAW_FOLDER, RULES.procedure, date(2022, 1, 1))
    assert not any(row.table == "checks" for row in rows)


def test_the_day_is_in_the_address_and_the_days_of_change_are_links(client: Client, db: None) -> None:
    html = book(client, region="brussels", **{"on-day": 1, "on-month": 3, "on-year": 2024})
    assert "Friday 1 March 2024: Brussels-Capital Region" in html
    assert "region=brussels&amp;on-day=1&amp;on-month=10&amp;on-year=2024" in html


@pytest.mark.parametrize(
    ("day", "says"), [((31, 9, 2026), "September has 30 days"), ((1, 1, 2001), "in force"), (("x", "", ""), "day"), ((1, 1, 26), "four digits")]
)
def test_a_day_that_cannot_be_is_answered_by_a_sentence_and_what_was_typed_stays(
    client: Client, db: None, day: tuple[object, ...], says: str
) -> None:
    answer = client.get(ADDRESS, {"lang": "en", **dict(zip(("on-day", "on-month", "on-year"), day, strict=True))})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert says in html and f'value="{day[0]}"' in html


def test_a_procedure_that_is_not_there_is_not_found(client: Client, db: None) -> None:
    assert client.get("/law/nothing").status_code == 404


def test_the_book_says_who_signed_each_layer_or_that_nobody_did(client: Client, settings: object, tmp_path: Path) -> None:
    assert "This text bears no signature" in book(client)
    _, keys, _ = signed_copy(tmp_path, settings.LAW_FOLDER)
    settings.LAW_FOLDER, settings.LAW_KEYS = tmp_path / "law", str(keys)
    region, *others = law_regions.read_law(settings.LAW_FOLDER).folder.regions(RULES.procedure)
    page = book(client, region=region)
    shared, own = (re.search(f"{words}(.*?)</p>", page)[1] for words in ("What all regions share:", "The part of this region:"))
    assert shared.count(" on 22 November 2026") == len(others) + 2  # the regions and the Immigration Office
    assert own.count(" on 22 November 2026") == 1


def test_the_amounts_of_a_year_stand_side_by_side_with_their_sources(client: Client, db: None) -> None:
    html = client.get("/law/pay", {"lang": "en", "year": "2024"}).content.decode()
    assert "€60,621.60 a year" in html and "from 1 May 2024 to 31 December 2024" in html and "€3,591.12 a month" in html
    assert "the source names no year" in html and "computed by the formula" not in html
    for number in set(re.findall(r'class="g-cite" href="#(source-[^"]+)"', html)):
        assert f'id="{number}"' in html
    assert "last checked on 21 November 2026" in html


def test_a_year_of_which_nothing_is_known_says_so_and_shows_no_amount_of_another(client: Client, db: None) -> None:
    html = client.get("/law/pay", {"lang": "en", "year": "2027"}).content.decode()
    assert "No amount is known for 2027 yet." in html and "€" not in html
    answer = client.get("/law/pay", {"lang": "en", "year": "20x6"})
    assert answer.status_code == 422 and "“20x6” is not a year" in answer.content.decode()


def test_the_amounts_as_a_file_have_a_line_and_an_address_for_each(client: Client, db: None) -> None:
    lines = client.get("/law/pay.csv").content.decode().splitlines()
    assert len(lines) == 119 and lines[0].startswith("region,category,amount,unit,from,last_day,known_until")
    assert all("https://" in line or "http://" in line for line in lines[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_categories_of_a_day_are_told_for_every_region(language: str, client: Client, db: None) -> None:
    before, after = ({"on-day": 31, "on-month": 12, "on-year": 2025}, {"on-day": 1, "on-month": 1, "on-year": 2026})
    old, new = (client.get("/law/categories", {"lang": language, **day}).content.decode() for day in (before, after))
    assert old.count("<tr>") > 20 and old != new and "21" in new


def test_a_procedure_that_is_not_in_force_yet_is_read_as_on_its_first_day(client: Client, db: None, clock: object) -> None:
    clock.set_today(date(2021, 12, 1))
    assert "As in force on Thursday 16 December 2021" in book(client)
    assert f'href="{ADDRESS}"' in client.get("/law", {"lang": "en"}).content.decode().partition("Not in force yet")[2]
    early = client.get(ADDRESS, {"lang": "en", "on-day": "1", "on-month": "12", "on-year": "2021"})
    assert early.status_code == 422 and "As in force on Thursday 16 December 2021" in early.content.decode()


@pytest.mark.parametrize("procedure", sorted(read_law(Path(__file__).parents[2] / "law").folder.trunks))
def test_no_page_of_the_law_speaks_in_names_of_the_machine(procedure: str, client: Client, db: None) -> None:
    html = client.get(f"/law/{procedure}", {"lang": "de"}).content.decode()
    said = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html.partition("<main")[2].partition("</main>")[0], flags=re.S)
    assert not re.findall(r"(?:: |, |\()(?:yes|no|silence|lapse|annulled|reformed|decisions)[).;]|\b(?:track|phase|days_from|document|limit) \w+:|\b[a-z]+_[a-z]+\b", said)
