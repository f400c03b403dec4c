"""Files of a draft: checked, kept in the vault, and seen only by the role that gave them."""

import pytest

from guichet.intake import files as room
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.intake.uploads import BadFile
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE


def test_a_file_is_kept_under_the_key_of_the_future_case(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    ref = intake.add_file(draft, employer, "passport", "C:\\scans\\passport.pdf", a_pdf, AT)
    assert vault.read_file(CASE, ref) == vault.KeptFile(a_pdf, "passport.pdf", "application/pdf")
    (given,) = intake.contents(draft).evidence["passport"]
    assert (given.ref, given.name, given.media_type, given.size, given.given_by) == (ref, "passport.pdf", "application/pdf", len(a_pdf), "employer")
    assert vault.is_as_kept(CASE, ref, given.digest) and intake.contents(draft).refs == {"passport": [ref]}


def test_the_employer_sees_that_a_file_of_the_worker_came_and_nothing_more(draft: Draft, employer: Viewer, worker: Viewer, a_pdf: bytes) -> None:
    ref = intake.add_file(intake.open_draft(CASE, worker), worker, "medical_certificate", "diagnosis.pdf", a_pdf, AT)
    seen = intake.open_draft(CASE, employer)
    (given,) = intake.contents(seen).evidence["medical_certificate"]
    assert (given.given_by, given.name, given.media_type, given.size) == ("worker", "", "", 0)
    assert "diagnosis" not in repr(intake.contents(seen))
    assert intake.open_file(seen, employer, ref) is None
    intake.remove_file(seen, employer, "medical_certificate", ref, AT)
    own = intake.open_draft(CASE, worker)
    assert intake.contents(own).evidence["medical_certificate"][0].name == "diagnosis.pdf"
    assert intake.open_file(own, worker, ref).content == a_pdf
    assert intake.contents(intake.find(CASE)).evidence["medical_certificate"][0].name == "diagnosis.pdf", "the desk sees all"


def test_the_worker_sees_no_file_of_the_employer(draft: Draft, employer: Viewer, worker: Viewer, a_pdf: bytes) -> None:
    ref = intake.add_file(draft, employer, "contract", "contract.pdf", a_pdf, AT)
    own = intake.open_draft(CASE, worker)
    assert intake.contents(own).evidence["contract"][0].name == "" and intake.open_file(own, worker, ref) is None


def test_strangers_open_nothing(draft: Draft, employer: Viewer, strangers: list[Viewer], a_pdf: bytes) -> None:
    ref = intake.add_file(draft, employer, "contract", "contract.pdf", a_pdf, AT)
    assert [intake.open_file(draft, stranger, ref) for stranger in strangers] == [None] * len(strangers)
    assert intake.open_file(draft, employer, "no reference") is None and intake.open_file(draft, employer, str(CASE)) is None


def test_a_file_taken_out_is_gone_from_the_vault(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    ref = intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    intake.remove_file(draft, employer, "contract", ref, AT)
    assert intake.contents(draft).refs == {"passport": [ref]}, "it was given for another piece"
    intake.remove_file(draft, employer, "passport", ref, AT)
    intake.remove_file(draft, employer, "passport", ref, AT)
    assert intake.contents(draft).refs == {} and vault.refs(CASE) == []


def test_a_bad_file_leaves_nothing_behind(draft: Draft, employer: Viewer) -> None:
    for name, content in (("a.pdf", b""), ("a.pdf", b"MZ"), ("a.txt", b"hello")):
        with pytest.raises(BadFile):
            intake.add_file(draft, employer, "passport", name, content, AT)
    assert vault.refs(CASE) == [] and intake.contents(draft).evidence == {}


def test_one_piece_takes_only_so_many_files(draft: Draft, employer: Viewer, a_pdf: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 1)
    intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    with pytest.raises(BadFile) as caught:
        intake.add_file(draft, employer, "passport", "b.pdf", a_pdf + b"\n", AT)
    assert (caught.value.reason, caught.value.values) == ("too_many_files", {"most": 1})
    intake.add_file(draft, employer, "contract", "b.pdf", a_pdf, AT)


def test_the_files_of_a_case_are_no_longer_opened_here(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    ref = intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    intake.mark_submitted(CASE, "7KM42QX9B6", AT)
    assert intake.open_file(draft, employer, ref) is None


def test_the_same_file_given_twice_is_one_whatever_its_name(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    first = intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    assert intake.add_file(draft, employer, "passport", "again.pdf", a_pdf, AT) == first
    assert intake.contents(draft).refs == {"passport": [first]}
    assert intake.add_file(draft, employer, "contract", "a.pdf", a_pdf, AT) != first, "another piece has a file of its own"


def test_the_same_file_in_two_drafts_is_two_and_neither_tells_of_the_other(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    from uuid import UUID

    other = intake.start(employer, "a-procedure", "first", AT, UUID(int=77))
    first, second = (intake.add_file(one, employer, "passport", "a.pdf", a_pdf, AT) for one in (draft, other))
    marks = set(room.models.DraftFile.objects.values_list("mark", flat=True))
    assert first != second and len(marks) == 2
