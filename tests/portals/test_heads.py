"""The page of the heads of a desk, and the queue of what ends within two weeks, in every language and for heads alone."""

import pytest

from guichet.engine.case_number import number_of, spaced
from tests.desk.life import COLLEAGUE, REGION, Life, day
from tests.journeys.counter import at_the_counter

pytestmark = pytest.mark.usefixtures("demo_people")
LAST = day(6, 8)  # the decision of a file declared admissible on 9 March


@pytest.fixture
def demo_people(db, settings, tmp_path, clock):
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()
    clock.set_today(day(5, 25))


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_a_head_names_a_colleague_and_ends_it(language):
    head = at_the_counter(REGION, language)
    assert head.post("/work/heads", {"person": COLLEAGUE.person}).headers["Location"] == "/work/heads?done=1"
    html = head.get("/work/heads?done=1").content.decode()
    assert html.count("/work/heads/end") == 2 and "…" not in html
    assert head.post("/work/heads/end", {"person": REGION.person}).status_code == 302
    assert head.post("/work/heads/end", {"person": COLLEAGUE.person}).status_code == 403, "who ended their own time names nobody"
    assert at_the_counter(COLLEAGUE, language).post("/work/heads/end", {"person": COLLEAGUE.person}).status_code == 409


def test_who_is_no_head_reads_who_is_and_changes_nothing():
    plain = at_the_counter(COLLEAGUE)
    html = plain.get("/work/heads").content.decode()
    assert "Only a head names another one" in html and "<select" not in html.partition("<main")[2]
    assert plain.post("/work/heads", {"person": COLLEAGUE.person}).status_code == 403
    assert "Ends within 14 days" not in plain.get("/work?tab=ends").content.decode()


@pytest.mark.parametrize(("on", "group"), [
    (day(5, 24), ""), (day(5, 25), "Ends in 8 to 14 days"), (day(6, 1), "Ends in 4 to 7 days"), (day(6, 5), "Ends in 2 or 3 days"),
    (day(6, 7), "Passed, or ends today or tomorrow"),
])  # fmt: skip
def test_a_head_sees_what_ends_in_the_group_of_its_day(clock, on, group):
    number = number_of(Life().admissible().case)
    clock.set_today(on)
    html = at_the_counter(REGION).get("/work?tab=ends").content.decode()
    assert (number in html.replace(" ", "") or spaced(number) in html) is bool(group)
    assert not group or f"{group} " in html
