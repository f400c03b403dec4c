"""Persons, what they hold for whom on which day, mandates, and what is left of the erased."""

from datetime import date
from uuid import uuid4

import pytest

from guichet.engine.words import CLOCK, Actor
from guichet.people import demo, memberships, models, store

TODAY = date(2026, 11, 21)
ROBOTICS = "company:91c64c05-cead-5336-ad00-44e6ce16d961"
CABINET = "company:5cb44b61-6768-5075-9c52-1e307d2331b5"


def person_called(family: str) -> str:
    """The reference of a demo person."""
    return str(models.Person.objects.get(family=family).ref)


def test_loading_the_demo_people_twice_changes_nothing(people: None) -> None:
    tables = (models.Person, models.Membership, models.Mandate, models.Body)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    demo.load()
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_the_demo_has_somebody_for_every_role_and_body(people: None) -> None:
    choices = store.sign_in_choices(TODAY)
    held = [(one.role, one.body) for one in choices]
    assert [role for role, _ in held].count("employer") == 4, "three of a company of their own, one under a mandate"
    for body in ("authority:brussels", "authority:flanders", "authority:wallonia", "authority:german_community", "authority:stay"):
        assert [there for _, there in held].count(body) == 2
    assert {there for role, there in held if role == "post"} == {"post:IN-DEL", "post:CN-BJS"}
    assert {there for role, there in held if role == "municipality"} == {"municipality:21001", "municipality:44021", "municipality:63023"}
    assert ("inspector", "inspection:social") in held
    assert {role for role, body in held if not body} == {"worker", "host_family"}, "who acts for themselves"
    assert all(one.name and (one.body_name or not one.body) for one in choices)


def test_signing_in_costs_six_questions_however_many_people(people: None, django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(6):
        store.sign_in_choices(TODAY)


def test_a_viewer_is_a_person_in_a_role_for_a_body(people: None) -> None:
    claire = store.viewer(person_called("Lambert"), "employer", ROBOTICS)
    assert (claire.name, claire.body_name, claire.language, claire.through) == ("Claire Lambert", "Delvaux Robotics SA", "fr", "")
    assert claire.actor == Actor("employer", ROBOTICS, claire.person)
    assert store.viewer(person_called("Lambert"), "employer", CABINET) is None
    assert store.viewer(person_called("Lambert"), "work_authority", "authority:brussels") is None
    assert store.viewer(str(uuid4()), "employer", ROBOTICS) is None
    assert store.viewer("not a reference", "employer", ROBOTICS) is None


def test_a_representative_acts_for_a_company_while_its_mandate_holds(people: None) -> None:
    ariane = person_called("Sorel")
    acting = Actor("employer", ROBOTICS, ariane)
    assert store.viewer(ariane, "employer", ROBOTICS, TODAY).through == CABINET
    assert store.holds(acting, TODAY) and not store.holds(acting, date(2024, 12, 31))
    assert not store.holds(Actor("work_authority", ROBOTICS, ariane), TODAY), "a mandate is for one role"
    assert not store.holds(Actor("representative", CABINET, ariane), TODAY), "no role of the law"
    memberships.revoke_mandate(ROBOTICS, CABINET, "employer", TODAY)
    assert not store.holds(acting, TODAY), "revoked today: not from today on"
    assert store.holds(acting, date(2026, 11, 20))
    assert store.viewer(ariane, "employer", ROBOTICS, TODAY) is None


def test_a_mandate_given_again_holds_again(people: None) -> None:
    acting = Actor("employer", ROBOTICS, person_called("Sorel"))
    memberships.revoke_mandate(ROBOTICS, CABINET, "employer", TODAY)
    memberships.give_mandate(ROBOTICS, CABINET, "employer", date(2026, 12, 1), date(2026, 12, 31))
    days = [date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [store.holds(acting, day) for day in days] == [False, True, True, False]


def test_an_agent_who_leaves_holds_nothing_the_day_after(people: None) -> None:
    myriam = Actor("work_authority", "authority:brussels", person_called("Claes"))
    memberships.leave(myriam.person, myriam.role, myriam.body, TODAY)
    assert store.holds(myriam, TODAY) and not store.holds(myriam, date(2026, 11, 22))
    assert myriam.person not in [one.person for one in store.sign_in_choices(date(2026, 11, 22))]


def test_only_the_clock_acts_for_itself(people: None) -> None:
    assert store.holds(CLOCK, TODAY)
    assert not store.holds(Actor("clock", "", str(uuid4())), TODAY)
    assert not store.holds(Actor("employer", ROBOTICS, ""), TODAY)


def test_a_worker_is_shown_in_latin_letters_and_as_written_at_home(db: None) -> None:
    mei = store.add_worker("王", "美", "Wang", "Mei", "en", "mei@example.org")
    almaz = store.add_worker("ተስፋዬ", "አልማዝ", "Tesfaye", "Almaz", "fr", "")
    anjali = store.add_worker("Nair", "Anjali", "", "", "en", "anjali@example.org")
    assert store.names_of([mei, almaz, anjali, str(uuid4()), "?"]) == {
        mei: "Mei Wang (王 美)", almaz: "Almaz Tesfaye (ተስፋዬ አልማዝ)", anjali: "Anjali Nair",
    }  # fmt: skip
    card = store.person_card(anjali)
    assert (card.latin_family, card.latin_given, card.email) == ("Nair", "Anjali", "anjali@example.org")
    assert store.holds(Actor("worker", "", mei), TODAY)
    assert [one.person for one in store.sign_in_choices()] == [anjali, almaz, mei], "the newest first"


def test_a_worker_without_a_family_name_is_accepted(db: None) -> None:
    suharto = store.add_worker("", "Suharto", "", "", "en", "")
    assert store.name_of(suharto) == "Suharto"
    assert store.name_of(store.add_worker("-", "Budi", "-", "Budi", "en", "")) == "Budi"
    assert store.name_of(store.add_worker("王美", "", "Wang", "Mei", "en", "")) == "Mei Wang (王美)", "the name in its own script in one piece"


def test_the_same_worker_again_is_one_worker(db: None) -> None:
    ref = store.add_worker("Nair", "Anjali", "", "", "en", "")
    assert store.add_worker("Nair", "Anjali Rose", "", "", "fr", "", ref=ref) == ref
    assert store.name_of(ref) == "Anjali Rose Nair" and models.Membership.objects.count() == 1


def test_an_erased_person_has_no_name_and_no_door(db: None) -> None:
    ref = store.add_worker("Nair", "Anjali", "", "", "en", "anjali@example.org")
    store.erase(ref)
    assert store.name_of(ref) == "" and store.viewer(ref, "worker", "") is None and store.sign_in_choices() == []
    card = store.person_card(ref)
    assert card.erased and not (card.family or card.given or card.latin_family or card.email)


def test_a_company_is_one_by_its_enterprise_number(db: None) -> None:
    code = store.add_company("Alpha SA", "0999000525")
    assert code.startswith("company:") and store.add_company("Alpha NV", "0999000525") == code
    assert store.body_name(code, "de") == "Alpha NV" and store.enterprise_number(code) == "0999000525"


def test_bodies_are_called_by_name_in_every_language(places: None) -> None:
    assert store.body_name("authority:stay", "nl") == "Dienst Vreemdelingenzaken"
    assert store.body_name("municipality:63023", "de") == "Eupen (Gemeinde)"
    assert store.body_names(["post:CN-BJS", "authority:nowhere"], "fr") == {"post:CN-BJS": "Ambassade de Belgique (Pékin)"}
    assert store.body_name("authority:nowhere", "fr") == ""
    assert store.body_languages("municipality:21001") == ("fr", "nl") and store.body_languages("x") == ()
