"""A large file in parts: continued where it was cut, kept once, refused before its first byte where it cannot be kept."""

from datetime import timedelta
from uuid import UUID

import pytest

from guichet.engine.refusals import NotAllowedNow, NotYours
from guichet.intake import models, parcels
from guichet.intake.store import Draft
from guichet.intake.uploads import BadFile
from guichet.people.store import Viewer
from guichet.vault import store as vault

from .conftest import AT, CASE

ID = UUID(int=5)


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parcels, "PART", 200)


def begun(draft: Draft, who: Viewer, content: bytes, id: UUID = ID) -> parcels.Parcel:
    return parcels.begin(draft, who, "passport", "a.pdf", len(content), "1", AT, id)


def test_a_file_sent_in_parts_is_the_same_file(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    parcel = begun(draft, employer, a_pdf)
    while parcel.here < parcel.size:
        parcel = parcels.add_part(draft, employer, ID, parcel.here, a_pdf[parcel.here : parcel.here + 200])
    ref = parcels.finish(draft, employer, ID, AT)
    assert vault.read_file(CASE, ref).content == a_pdf
    assert models.Parcel.objects.count() == 0 and [item.kind for item in vault.refs(CASE)] == ["evidence:passport", "file_label"]


def test_after_a_cut_it_goes_on_where_it_stopped_and_a_part_sent_twice_counts_once(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    begun(draft, employer, a_pdf)
    for _ in range(2):
        assert parcels.add_part(draft, employer, ID, 0, a_pdf[:200]).here == 200
    assert begun(draft, employer, a_pdf, UUID(int=6)) == parcels.Parcel(ID, "passport", len(a_pdf), 200), "chosen again, it is the same parcel"
    for start, content in ((100, b"x" * 200), (200, b"x" * 201), (200, b""), (200, b"x" * 200 if len(a_pdf) < 400 else b"")):
        assert parcels.add_part(draft, employer, ID, start, content).here == 200


def test_an_unfinished_file_is_not_put_together(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    begun(draft, employer, a_pdf)
    with pytest.raises(NotAllowedNow):
        parcels.finish(draft, employer, ID, AT)


def test_exactly_the_limit_may_come_and_one_byte_more_is_refused_before_it_is_sent(draft: Draft, employer: Viewer, settings: object) -> None:
    settings.UPLOAD_LIMIT = 1024 * 1024
    assert parcels.begin(draft, employer, "passport", "a.pdf", 1024 * 1024, "1", AT, ID).here == 0
    for size, reason in ((1024 * 1024 + 1, "file_too_large"), (0, "file_empty")):
        with pytest.raises(BadFile) as caught:
            parcels.begin(draft, employer, "passport", "b.pdf", size, "1", AT, UUID(int=8))
        assert caught.value.reason == reason


def test_a_file_that_cannot_be_kept_leaves_nothing(draft: Draft, employer: Viewer) -> None:
    begun(draft, employer, b"MZ nothing")
    parcels.add_part(draft, employer, ID, 0, b"MZ nothing")
    with pytest.raises(BadFile):
        parcels.finish(draft, employer, ID, AT)
    assert models.Parcel.objects.count() == 0 and vault.refs(CASE) == []


def test_nobody_else_adds_to_it(draft: Draft, employer: Viewer, worker: Viewer, strangers: list[Viewer], a_pdf: bytes) -> None:
    begun(draft, employer, a_pdf)
    assert parcels.add_part(draft, worker, ID, 0, b"x") is None and parcels.find(draft, worker, ID) is None
    with pytest.raises(NotYours):
        parcels.add_part(draft, strangers[0], ID, 0, b"x")


def test_what_is_not_finished_in_a_day_is_thrown_away(draft: Draft, employer: Viewer, a_pdf: bytes) -> None:
    begun(draft, employer, a_pdf)
    parcels.add_part(draft, employer, ID, 0, a_pdf[:200])
    assert parcels.sweep(AT + timedelta(hours=23)) == 0 and parcels.sweep(AT + timedelta(hours=25)) == 1
    assert vault.refs(CASE) == []
