"""Several at once, each with a connection and a transaction of their own: one wins, the others are told, nothing is lost."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from threading import Barrier, BrokenBarrierError, Thread, get_ident
from uuid import uuid4

import pytest
from django.db import connection

from guichet.desk import handle as desk
from guichet.desk import rebuild
from guichet.desk.handle import handle
from guichet.engine.refusals import NotAllowedNow, Overtaken, Refusal
from guichet.engine.words import Command
from guichet.journal.verify import verify
from guichet.people import demo
from guichet.vault import store as vault
from tests.desk.life import COLLEAGUE, EMPLOYER, FILED, OFFICE, REGION, WORK_UNTIL, Life, at, day


@pytest.fixture
def life(own_database, settings, tmp_path: Path) -> Callable[..., Life]:
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()
    return Life


@pytest.fixture
def meeting(monkeypatch) -> Callable[[int], None]:
    """Lets so many commands read the file before the first of them writes, where the database lets more than one read to write."""

    def meet(number: int) -> None:
        barrier, decide, waited = Barrier(number), desk.decide, set()

        def decide_together(case, command, entries, today):
            if connection.vendor == "postgresql" and get_ident() not in waited:
                waited.add(get_ident())
                with suppress(BrokenBarrierError):
                    barrier.wait(timeout=0.5)
            return decide(case, command, entries, today)

        monkeypatch.setattr(desk, "decide", decide_together)

    return meet


def at_once(commands: list[Command]) -> list[object]:
    """What each command was answered: an Answer, or the refusal."""

    def one(command: Command) -> object:
        try:
            return handle(command)
        except Refusal as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(commands)) as threads:
        return list(threads.map(one, commands))


def test_of_two_agents_who_decide_at_once_one_does_and_the_other_learns_what_changed(life, meeting):
    one = life().admissible()
    seen = one.entries[-1].number
    meeting(2)
    yes = one.command("grant_work", REGION, day(4, 1), work_authorised_until=WORK_UNTIL)
    no = one.command("refuse_work", COLLEAGUE, day(4, 1), ground="pay_too_low", reason="Le salaire est trop bas.")
    answers = at_once([yes, no])
    [overtaken] = [a for a in answers if isinstance(a, Refusal)]
    assert isinstance(overtaken, Overtaken) and overtaken.values["seen"] == seen and overtaken.values["numbers"][0] == seen + 1
    assert one.kinds.count("track_decided") == 1 and verify().whole


def test_two_authorities_who_say_no_at_once_refuse_once(life, meeting):
    one = life().admissible()
    meeting(2)
    answers = at_once([
        one.command("refuse_work", REGION, day(4, 1), ground="pay_too_low", reason="Le salaire est trop bas."),
        one.command("refuse_stay", OFFICE, day(4, 1), ground="public_order", reason="Ordre public."),
    ])  # fmt: skip
    assert sum(isinstance(a, Overtaken) for a in answers) == 1 and one.kinds.count("refused") == 1


def test_messages_written_at_once_are_all_kept(life, meeting):
    one = life().admissible()
    meeting(3)
    commands = [one.command("write_message", by, day(4, 1), message=f"De {by.role}.") for by in (EMPLOYER, REGION, OFFICE)]
    answers = at_once(commands)
    assert not [a for a in answers if isinstance(a, Refusal)]
    assert [e.number for e in one.entries] == list(range(1, len(one.entries) + 1)) and one.kinds.count("message_written") == 3
    assert verify().whole


def test_one_application_sent_five_times_at_once_is_one_file_with_one_answer(life, meeting):
    one = life()
    meeting(5)
    command = one.command("submit_application", EMPLOYER, FILED, **one.application())
    answers = at_once([command] * 5)
    assert {a.numbers for a in answers} == {(1,)} and sorted(a.repeated for a in answers) == [False, True, True, True, True]
    assert one.kinds == ["application_submitted"]


def test_one_draft_filed_from_two_windows_at_once_is_one_file(life, meeting):
    one = life()
    meeting(2)
    answers = at_once([one.command("submit_application", EMPLOYER, FILED, id=uuid4(), **one.application()) for _ in range(2)])
    [refused] = [a for a in answers if isinstance(a, Refusal)]
    assert isinstance(refused, NotAllowedNow) and refused.name == "already_submitted" and one.kinds == ["application_submitted"]


def test_two_clocks_that_knock_at_once_write_silence_once(life, meeting):
    from guichet.engine.words import CLOCK

    one = life().admissible()
    meeting(2)
    tick = Command(uuid4(), one.case, 0, "tick", CLOCK, day(6, 9), at(day(6, 9)))
    answers = at_once([tick, tick])
    assert {a.numbers for a in answers} == {(3, 4)} and one.kinds.count("granted") == 1
    nothing = Command(uuid4(), one.case, 0, "tick", CLOCK, day(6, 10), at(day(6, 10)))
    assert {a.numbers for a in at_once([nothing, nothing])} == {()}


def test_different_files_do_not_wait_for_each_other_to_be_right(life):
    lives = [life() for _ in range(4)]
    answers = at_once([one.command("submit_application", EMPLOYER, FILED, **one.application()) for one in lives])
    assert not [a for a in answers if isinstance(a, Refusal)] and all(one.kinds == ["application_submitted"] for one in lives)


def test_a_letter_told_at_the_moment_of_an_act_is_told_once_and_kept_once(life, meeting, monkeypatch):
    monkeypatch.setattr("guichet.letters.render.render", lambda letter, *_: letter.encode())
    one = life().submit()
    meeting(2)
    working = Thread(target=lambda: (one.works(FILED), connection.close()))
    working.start()
    answers = at_once([one.command("write_message", EMPLOYER, FILED, message="Au même moment.")])
    working.join()
    assert not [a for a in answers if isinstance(a, Refusal)]
    assert sorted(one.kinds) == ["application_submitted", "letter_made", "message_written", "notified", "notified"]
    assert len(vault.refs(one.case, "letter")) == 1 and verify().whole


def test_an_act_waits_while_the_views_are_told_again_and_is_not_lost(life):
    lives = [life().admissible() for _ in range(3)]
    acts = [one.command("write_message", EMPLOYER, day(4, 1), message="Pendant la reconstruction.") for one in lives]
    answered: list[object] = []
    writer = Thread(target=lambda: answered.extend(at_once(acts)))

    def meanwhile(cases: list) -> Iterator:
        for number, case in enumerate(cases):
            if number == 1:
                writer.start()
                writer.join(timeout=0.5)
                assert answered == []
            yield case

    assert rebuild.rebuild(meanwhile) == 3
    writer.join()
    assert not [a for a in answered if isinstance(a, Refusal)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM casefile_entry WHERE kind = 'message_written'")
        assert cursor.fetchone()[0] == 3
        cursor.execute("SELECT last FROM casefile_header")
        assert {last for (last,) in cursor.fetchall()} == {3}
