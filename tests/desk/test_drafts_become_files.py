"""A draft and its file share one id and one key: once filed, nothing that is done to the draft reaches the file."""

from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from guichet.desk.handle import handle
from guichet.engine.case_number import number_of
from guichet.engine.refusals import BadAnswer, NotAllowedNow, NotYours, Refusal
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.people import demo
from guichet.people import store as people
from guichet.site.demo_papers import paper
from guichet.vault import store as vault
from tests.desk.life import EMPLOYER, FILED, PROCEDURE, Life, at

NOW = at(FILED)


def draft_of(one: Life) -> tuple[Draft, str]:
    """A draft under the id of the file to be, with one document; the reference of the document."""
    viewer = people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body)
    draft = intake.start(viewer, PROCEDURE, "first", NOW, one.case)
    draft = intake.save_answers(draft, viewer, one.answers, NOW)
    return draft, intake.add_file(draft, viewer, "passport", "passport.pdf", paper("passport"), NOW)


def filing(one: Life, ref: str):
    return one.command("submit_application", EMPLOYER, FILED, **one.application() | {"evidence": {"passport": [ref]}})


def test_once_filed_a_draft_is_a_file_whatever_became_of_the_answer_to_the_browser(life):
    """The server dies after the commit and before it answers: the draft knows already that it was filed."""
    viewer = people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body)
    one = life()
    draft, ref = draft_of(one)
    handle(filing(one, ref))
    assert intake.open_draft(one.case, viewer).submitted and intake.drafts(viewer) == []
    for change in (
        lambda: intake.forget(draft, viewer),
        lambda: intake.remove_file(draft, viewer, "passport", ref, NOW),
        lambda: intake.add_file(draft, viewer, "fee", "fee.pdf", paper("fee"), NOW),
        lambda: intake.save_answers(draft, viewer, {"company_name": "Another"}, NOW),
    ):
        with pytest.raises(NotAllowedNow, match="already_submitted"):
            change()
    assert not vault.is_erased(one.case) and vault.read_file(one.case, ref).media_type == "application/pdf"


def test_a_filing_that_is_refused_leaves_the_draft_open(life):
    one = life({"worker_nationality": "FRA"})
    draft, _ = draft_of(one)
    viewer = people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body)
    with pytest.raises(BadAnswer):
        one.does("submit_application", EMPLOYER, FILED, **one.application() | {"evidence": {}})
    assert not intake.open_draft(draft.id, viewer).submitted and len(intake.drafts(viewer)) == 1


def test_an_id_made_up_to_have_the_number_of_another_file_files_nothing(life):
    first, second = life(), life()
    handle(filing(first, draft_of(first)[1]))
    second.case = UUID(int=first.case.int ^ 1 << 70)  # number_of looks at the last 62 bits only
    assert number_of(second.case) == number_of(first.case) and second.case != first.case
    _, ref = draft_of(second)
    with pytest.raises(NotYours):
        handle(filing(second, ref))


def test_a_document_taken_out_is_not_filed(life):
    one = life()
    draft, ref = draft_of(one)
    intake.remove_file(draft, people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body), "passport", ref, NOW)
    with pytest.raises(BadAnswer, match="no_file"):
        handle(filing(one, ref))


@pytest.mark.parametrize("what", ["forget", "remove_file"])
def test_filed_and_thrown_away_at_the_same_moment_one_of_the_two_happens(own_database, settings, tmp_path, what):
    settings.VAULT_FOLDER = tmp_path / "vault"
    settings.VAULT_FOLDER.mkdir()
    demo.load()
    viewer = people.viewer(EMPLOYER.person, EMPLOYER.role, EMPLOYER.body)
    for _ in range(6):
        one = Life(case=uuid4())
        draft, ref = draft_of(one)
        command = filing(one, ref)
        connections.close_all()
        other = (lambda d=draft: intake.forget(d, viewer)) if what == "forget" else (lambda d=draft, r=ref: intake.remove_file(d, viewer, "passport", r, NOW))
        both_at_once(lambda c=command: handle(c), other)
        filed = one.kinds == ["application_submitted"]
        assert filed is not vault.is_erased(one.case) if what == "forget" else filed is has_file(one.case, ref)


def has_file(case: UUID, ref: str) -> bool:
    return ref in {item.ref for item in vault.refs(case)}


def both_at_once(*doings) -> None:
    """Each in a thread of its own; what is refused is refused."""
    barrier = Barrier(len(doings))

    def do(doing) -> None:
        barrier.wait()
        try:
            doing()
        except Refusal:
            pass
        finally:
            connection.close()

    threads = [Thread(target=do, args=(doing,)) for doing in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
