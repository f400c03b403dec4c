"""A renewal is a file of its own: linked to the permit it renews, which learns of it once; one life answers, whichever file is opened."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from guichet.casefile import reading
from guichet.desk import renewals
from guichet.desk.erase import erase
from guichet.desk.law_of import rules_of, the_law
from guichet.engine.case_number import number_of
from guichet.engine.refusals import BadAnswer, NotAllowedNow, Refusal
from guichet.law.rules import Field
from guichet.people import store as people
from guichet.people.store import Viewer
from guichet.registry import reading as registry
from tests.desk.life import COMMUNE, EMPLOYER, LAWYER, OFFICE, OTHER_EMPLOYER, PROCEDURE, REGION, Life, at
from tests.desk.renewal import CARD_UNTIL, RENEWAL, Renewal, with_card

FILED = date(2027, 5, 31)


@pytest.fixture
def permit(life: Callable[..., Life]) -> Life:
    return with_card(life())


def viewer(one: object) -> Viewer:
    return Viewer(one.person, "Somebody", one.role, one.body, "", "en")


def inspector() -> Viewer:
    return next(one for one in people.sign_in_choices() if one.role == "inspector")


def refused(renewal: Renewal, on: date = FILED, by: object = EMPLOYER) -> tuple[type, str]:
    with pytest.raises(Refusal) as why:
        renewal.filed(on, by)
    return type(why.value), why.value.name


def test_what_the_running_permit_knows_is_taken_over_and_not_what_was_typed(permit: Life) -> None:
    renewal = Renewal(permit, running_card_until="2029-01-01").filed()
    facts = renewal.entries[0].data["facts"]
    assert (facts["running_card_until"], facts["running_work_until"], facts["transfer_since"]) == ("2027-08-31", "2027-08-31", "2026-08-03")
    assert renewal.entries[0].data["renews"] == str(permit.case)


def test_the_file_before_learns_of_it_once_however_often_the_worker_process_runs(permit: Life) -> None:
    renewal = Renewal(permit).filed()
    assert permit.kinds[-1] != "facts_changed"
    renewal.works(FILED)
    renewal.works(FILED)
    told = [one for one in permit.entries if one.data.get("about") == "renewal_filed"]
    assert [(one.by.role, one.data["renewal"], one.data["filed_on"]) for one in told] == [("guichet", str(renewal.case), "2027-05-31")]


def test_a_permit_from_paper_has_no_file_before(known_people: None) -> None:
    renewal = Renewal(None).filed()
    assert renewal.entries[0].data["renews"] == ""
    assert renewal.entries[0].data["facts"]["running_card_until"] == "2027-08-31"


def test_a_second_renewal_waits_for_the_first(permit: Life) -> None:
    first = Renewal(permit).filed()
    assert refused(Renewal(permit)) == (NotAllowedNow, "renewal_pending")
    first.does("withdraw", EMPLOYER, FILED)
    Renewal(permit).filed()


def test_a_renewal_is_of_ones_own_permit_and_worker(permit: Life, life: Callable[..., Life]) -> None:
    assert refused(Renewal(permit), by=OTHER_EMPLOYER) == (BadAnswer, "no_such_permit")
    other = Renewal(permit)
    other.worker = life({"worker_family_name": "Else", "worker_email": "else@guichet.example"}).worker
    assert refused(other) == (BadAnswer, "not_the_same_worker")
    assert refused(Renewal(permit, running_file=number_of(uuid4()))) == (BadAnswer, "no_such_permit")
    Renewal(permit).filed(by=LAWYER)


def test_without_a_card_there_is_nothing_to_renew(life: Callable[..., Life]) -> None:
    granted = life().granted()
    assert refused(Renewal(granted)) == (NotAllowedNow, "no_permit_yet")


def test_a_permit_that_was_ended_is_not_renewed(permit: Life) -> None:
    acts = the_law().rules(PROCEDURE, "brussels", FILED).acts
    announced = next(one for one in acts.values() if one.fixed.get("about") == "end_announced")
    ended = next(one for one in acts.values() if (one.says, one.fixed.get("track")) == ("ended", "work"))
    for act, by in ((announced, EMPLOYER), (ended, REGION)):
        permit.does(act.name, by, FILED, **{one.name: answer(one) for one in act.asks if one.required})
    assert refused(Renewal(permit)) == (NotAllowedNow, "permit_over")


def test_a_card_that_is_taken_while_its_renewal_is_pending_covers_nobody_in_either_file(permit: Life) -> None:
    renewal = Renewal(permit).pending()
    acts = the_law().rules(PROCEDURE, "brussels", FILED).acts
    announced = next(one for one in acts.values() if one.fixed.get("about") == "end_announced")
    ended = next(one for one in acts.values() if (one.says, one.fixed.get("track")) == ("ended", "work"))
    on = date(2027, 6, 14)
    for act, by in ((announced, EMPLOYER), (ended, REGION)):
        permit.does(act.name, by, on, **{one.name: answer(one) for one in act.asks if one.required})
    day = date(2027, 6, 20)
    views = [reading.open_case(number_of(one.case), viewer(EMPLOYER), day) for one in (permit, renewal)]
    answers = [{right.question: right.answer for right in view.rights} for view in views]
    asked = [registry.consult(inspector(), "desk_enquiry", "INS-2027-2", number_of(one.case), day, at(day)) for one in (permit, renewal)]
    assert answers[0] == answers[1] and answers[0]["work"] == "no" and {one.answer for one in asked} == {"no"}


def answer(field: Field) -> str:
    """Something that fits a question of an act."""
    return FILED.isoformat() if field.type == "day" else field.options[0].value if field.options else "The contract ends."


def test_late_is_filed_all_the_same(permit: Life) -> None:
    assert Renewal(permit).filed(date(2027, 9, 15)).phase(date(2027, 9, 15)) == "completeness"


def test_before_its_time_it_is_turned_back_with_the_day_from_which_it_can_be_filed(known_people: None) -> None:
    early = Renewal(None, host_municipality="44021")
    with pytest.raises(NotAllowedNow) as why:
        early.filed(date(2027, 2, 1))
    assert (why.value.name, why.value.values["on"]) == ("too_early", "2027-02-28"), "Flanders: six months before 31 August"
    Renewal(None, host_municipality="44021").filed(date(2027, 3, 1))
    Renewal(None).filed(date(2027, 2, 1))


def test_a_renewed_permit_is_renewed_by_its_own_file(permit: Life) -> None:
    renewal = Renewal(permit).renewed().does("renew_card", COMMUNE, date(2027, 7, 27))
    assert refused(Renewal(permit), date(2028, 5, 2)) == (NotAllowedNow, "renewed_since")
    rules = the_law().rules(RENEWAL, "brussels", date(2028, 5, 2))
    found = renewals.running(number_of(renewal.case), rules, EMPLOYER)
    known = found.known(rules, date(2028, 5, 2))
    assert (known["running_card_until"], known["transfer_since"]) == ("2028-08-31", "2026-08-03")


def test_answers_stand_as_they_are_now_and_the_new_period_is_asked(permit: Life) -> None:
    rules = the_law().rules(RENEWAL, "brussels", FILED)
    found = renewals.running(number_of(permit.case), rules, EMPLOYER)
    answers = found.answers(rules, FILED)
    assert answers["worker_given_names"] == "Meera" and answers["permit_known"] is True and answers["running_card_until"] == "2027-08-31"
    assert not {"employment_from", "employment_until", "post", "planned_arrival_on"} & answers.keys()
    assert set(found.pieces(rules, "employer")) == {"passport", "first_state_permit"}


@pytest.mark.parametrize(("on", "work", "stay"), [(FILED, "yes", "yes"), (CARD_UNTIL, "yes", "yes"), (date(2027, 9, 1), "no", "no")])
def test_everybody_reads_the_same_answer_in_both_files(permit: Life, on: date, work: str, stay: str) -> None:
    renewal = Renewal(permit).pending(date(2027, 8, 2))
    renewal.works(date(2027, 8, 2))
    asked = [registry.consult(inspector(), "desk_enquiry", "INS-2027-1", number_of(one.case), on, at(on)) for one in (permit, renewal)]
    holds = permit if on <= CARD_UNTIL else renewal  # whose document covers the day
    assert [(one.answer, one.case_number) for one in asked] == [(work, number_of(holds.case))] * 2, "whichever number an inspector types"
    found = set()
    for who in (EMPLOYER, permit.worker, COMMUNE, REGION, OFFICE):
        for one in (permit, renewal):
            view = reading.open_case(number_of(one.case), viewer(who), on)
            if view:
                found.add(tuple((right.question, right.answer, right.until, right.title["en"]) for right in view.rights))
    assert len(found) == 1 and [answer for _, answer, *_ in found.pop()] == [stay, work]


def test_each_file_leads_to_the_other(permit: Life) -> None:
    renewal = Renewal(permit).filed()
    before, after = (reading.open_case(number_of(one.case), viewer(EMPLOYER), FILED) for one in (permit, renewal))
    assert [(one.number, one.earlier, one.counts) for one in before.linked] == [(number_of(renewal.case), False, False)]
    assert [(one.number, one.earlier, one.counts) for one in after.linked] == [(number_of(permit.case), True, True)]
    assert before.rights_rules is None and after.rights_rules.application == "first", "the card is of the first file, and it says how it stands"
    later = reading.open_case(number_of(permit.case), viewer(EMPLOYER), date(2027, 9, 1))
    assert later.rights_rules.application == "renewal"
    eve = reading.open_case(number_of(permit.case), viewer(EMPLOYER), date(2027, 5, 30))
    assert eve.linked == () and eve.rights_rules is None, "what was filed later is not known the day before"


def test_a_permit_that_is_erased_leaves_its_renewal_whole_and_the_last_one_takes_the_name_along(permit: Life) -> None:
    renewal = Renewal(permit).filed()
    erase(permit.case)
    assert reading.open_case(number_of(renewal.case), viewer(EMPLOYER), FILED).worker_name == "Meera Narayanan"
    assert reading.open_case(number_of(permit.case), viewer(EMPLOYER), FILED).worker_name == ""
    erase(renewal.case)
    assert people.name_of(permit.worker.person) == ""


def test_a_renewal_filed_meanwhile_stops_only_an_act_that_asks_about_it(life):
    """A page open on the file before, while the renewal is told to it: who ends the work is not sent back; who files is."""
    permit = with_card(life())
    seen = permit.entries[-1].number
    Renewal(permit).filed(date(2027, 5, 20)).works(date(2027, 5, 20))
    assert permit.kinds[-1] == "facts_changed" or "facts_changed" in permit.kinds[seen:]
    permit.does("announce_end", EMPLOYER, date(2027, 5, 20), seen=seen, employment_ends_on="2027-06-30", reason="Le projet s'arrête.")
    assert permit.last("facts_changed").by == EMPLOYER


def test_annex_51_is_listed_while_it_can_be_issued_and_no_longer(life):
    permit = with_card(life()).does("announce_end", EMPLOYER, date(2027, 7, 12), employment_ends_on="2027-07-15", reason="Fin.")
    permit.does("end_work", REGION, date(2027, 7, 15), work_ended_on="2027-07-15", ground="contract_ended", reason="Fin.")
    commune = people.viewer(COMMUNE.person, COMMUNE.role, COMMUNE.body)

    def listed(on):
        found = reading.list_queues(commune, [rules_of(permit.entries)], "annex_51_to_issue", 1, on)
        return [name for line in found.lines for name, _ in line.acts], found.counts["annex_51_to_issue"]

    assert listed(date(2027, 8, 16)) == ([], 0), "the card covers the stay for more than two weeks"
    assert listed(date(2027, 8, 31))[1] == 1, "the last day of the card"
    assert listed(date(2027, 9, 1)) == (["issue_annex_51"], 1)
    own = reading.open_case(number_of(permit.case), commune, date(2027, 9, 1))
    assert own.due.queue == "annex_51_to_issue" and own.due.due_on == CARD_UNTIL
    permit.does("issue_annex_51", COMMUNE, date(2027, 9, 1))
    assert listed(date(2027, 9, 2)) == ([], 0)
