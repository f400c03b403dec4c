"""One contract for every seal; and the real one under the eyes of a validator that knows nothing of Guichet."""

import io
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

from guichet.letters.render import render
from guichet.letters.seal import NotSealed, Seal
from guichet.site import seals
from guichet.sources.fake_seal import FailingSeal, FakeSeal
from guichet.sources.seal import PadesSeal
from tests.letters.examples import FIELDS, LAW, ON
from tests.letters.reading import spoken

AT = datetime(2026, 3, 9, 10, 30, tzinfo=UTC)


@cache
def letter() -> bytes:
    return render("annex_46", "fr", FIELDS, ON, LAW)


@pytest.fixture
def own_seal(settings, tmp_path) -> Seal:
    settings.VAR = tmp_path
    return seals.seal()


def seals_of(own: Seal) -> dict[str, Seal]:
    return {"real": own, "fake": FakeSeal(), "failing": FailingSeal(FakeSeal(), ("works",))}


@pytest.mark.parametrize("name", ["real", "fake", "failing"])
def test_a_seal_is_added_at_the_end_and_the_letter_stays_as_it_was_rendered(own_seal, name):
    sealed = seals_of(own_seal)[name].seal(letter(), AT)
    assert sealed.startswith(letter()) and len(sealed) > len(letter())


@pytest.mark.parametrize(("word", "retry"), [("fails", True), ("refuses", False)])
def test_a_seal_on_a_bad_day_gives_nothing_and_says_whether_to_try_again(word, retry):
    seal = FailingSeal(FakeSeal(), (word,))
    with pytest.raises(NotSealed) as refused:
        seal.seal(letter(), AT)
    assert refused.value.retry is retry and seal.seal(letter(), AT)


def judged(sealed: bytes, seal: PadesSeal) -> PdfSignatureStatus:
    [signature] = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=[seal.certificate], moment=AT))


def test_a_validator_finds_the_seal_whole_trusted_and_over_the_whole_letter(own_seal):
    status = judged(own_seal.seal(letter(), AT), own_seal)
    assert status.bottom_line and status.summary() == "INTACT:TRUSTED,UNTOUCHED" and status.coverage.name == "ENTIRE_FILE"


def test_the_seal_says_that_nothing_may_be_changed_and_when_it_was_set(own_seal):
    [signature] = PdfFileReader(io.BytesIO(own_seal.seal(letter(), AT))).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached" and signature.sig_object["/M"] == "D:20260309103000Z"
    assert signature.docmdp_level.name == "NO_CHANGES"


@pytest.mark.parametrize("place", [0.1, 0.5, 0.7])
def test_one_changed_byte_is_found(own_seal, place):
    sealed = bytearray(own_seal.seal(letter(), AT))
    spot = sealed.index(b"stream", int(len(letter()) * place)) + 12
    sealed[spot] ^= 1
    assert not judged(bytes(sealed), own_seal).intact


def test_a_page_appended_after_the_seal_is_found(own_seal):
    forged = io.BytesIO()
    with pikepdf.open(io.BytesIO(own_seal.seal(letter(), AT))) as document:
        document.add_blank_page()
        document.save(forged)
    assert not judged(forged.getvalue(), own_seal).bottom_line


def test_the_seal_of_somebody_else_is_not_trusted(own_seal, settings, tmp_path):
    settings.VAR = tmp_path / "other"
    assert not judged(own_seal.seal(letter(), AT), seals.seal()).trusted


def test_a_sealed_letter_is_still_archival_and_read_aloud_the_same(own_seal):
    sealed = own_seal.seal(letter(), AT)
    with pikepdf.open(io.BytesIO(sealed)) as after, pikepdf.open(io.BytesIO(letter())) as before:
        assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert after.Root.MarkInfo.Marked and str(after.Root.Lang) == "fr-BE" and "/OutputIntents" in after.Root
        [widget] = [note for page in after.pages for note in page.obj.get("/Annots", []) if note.Subtype == "/Widget"]
        outside = all(float(side) < 0 for side in widget.Rect)  # nothing to see, nothing for a screen reader to stop at
        assert outside and int(widget.F) & 4 and not int(widget.F) & 2 and str(widget.TU)
    assert spoken(sealed) == spoken(letter())


def test_what_is_no_letter_is_not_sealed(own_seal):
    with pytest.raises(NotSealed):
        own_seal.seal(b"no PDF", AT)


@pytest.mark.parametrize("text", [b"", b"no key", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_key_file_that_cannot_be_used_is_refused_when_it_is_opened(text):
    with pytest.raises(ValueError):
        PadesSeal(text)


def test_the_key_made_here_lies_in_the_folder_of_the_demo_for_its_owner_only(own_seal, settings):
    path = settings.VAR / seals.OWN
    assert path.stat().st_mode & 0o777 == 0o600 and b"PRIVATE KEY" in path.read_bytes()
    assert seals.seal() is own_seal


def test_a_production_without_a_key_file_has_no_seal(settings):
    settings.OPEN_KEYS, settings.SEAL_FILE = False, ""
    with pytest.raises(OSError):
        seals.seal()
