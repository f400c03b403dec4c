"""The heads of a desk are told before a time limit to decide ends: 14, 7, 3 and 1 days before, each once, also when the clock was off."""

from guichet.delivery import standing
from guichet.desk import heads
from guichet.people import heads as people_heads
from tests.desk.life import COLLEAGUE, OFFICE, REGION, WORK_UNTIL, Life, at, day

LAST = day(6, 8)  # 9 March + 90 days = Sunday 7 June: Monday 8 June


def told(one: Life) -> list[tuple[str, int]]:
    """Whom the waiting e-mails are for, and how many days they say."""
    return sorted((str(row.data["person"]), int(str(row.data["days"]))) for row in standing.waiting(one.case) if row.kind == heads.KIND)


def knock(*days) -> None:
    for on in days:
        heads.warn(on, at(on))


def test_each_mark_is_told_once_to_the_heads_of_those_who_still_decide(life):
    one = life().admissible()
    knock(day(5, 24))
    assert told(one) == []
    knock(day(5, 25), day(5, 25), day(5, 26))
    assert told(one) == sorted([(REGION.person, 14), (OFFICE.person, 14)])
    one.does("grant_work", REGION, day(5, 27), work_authorised_until=WORK_UNTIL)
    knock(*(day(5, n) for n in range(28, 32)), *(day(6, n) for n in range(1, 10)))
    assert [days for person, days in told(one) if person == OFFICE.person] == [1, 3, 7, 14]
    assert [days for person, days in told(one) if person == REGION.person] == [14], "who has decided is told no more"


def test_a_clock_that_was_off_tells_the_nearest_mark_and_nothing_twice(life):
    one = life().admissible()
    knock(day(6, 4), day(6, 5), day(6, 8))
    assert [days for person, days in told(one) if person == OFFICE.person] == [0, 3, 4]


def test_a_paused_limit_and_a_file_that_is_over_tell_nobody(life):
    paused = life().admissible().does("request_evidence", OFFICE, day(5, 20), asked=["means"], reason="Trop ancien.")
    over = life().admissible().does("refuse_stay", OFFICE, day(5, 20), ground="public_order", reason="Raison.")
    knock(day(5, 25), day(6, 1))
    assert told(paused) == told(over) == []


def test_only_who_holds_the_role_is_a_head(life):
    one = life()
    assert people_heads.heads_of("work_authority", "authority:brussels", day(5, 25)) == [(REGION.person, "fr")]
    people_heads.make_head(COLLEAGUE.person, "stay_authority", "authority:stay")
    assert [person for person, _ in people_heads.heads_of("stay_authority", "authority:stay", day(5, 25))] == [OFFICE.person] and one


def test_the_e_mail_names_no_file_and_no_person(life):
    from guichet.engine.messages import Receipt
    from guichet.site.channels import channels

    class Kept:
        sent: list = []

        def send(self, message):
            self.sent.append(message)
            return Receipt("mail", "x")

    one = life().admissible()
    knock(day(6, 1))
    one.works(day(6, 1), channels=channels(news=False) | {"mail": Kept()})
    assert not told(one) and len(Kept.sent) == 2 and all((m.case.int, m.case_number, m.code) == (0, "", "7") for m in Kept.sent)
