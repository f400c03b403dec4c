"""Viruses: found at once, found later, or nobody there to look; whoever waits, nobody opens the file meanwhile."""

import io
import socketserver
import threading
import zlib
from collections.abc import Iterator

import pikepdf
import pytest
from PIL import Image

from guichet.intake import scanning
from guichet.intake import store as intake
from guichet.intake.store import Draft
from guichet.intake.uploads import BadFile
from guichet.people.store import Viewer
from guichet.sources.scanner import EICAR, Clamd, FailingScanner, FakeScanner, NotScanned
from guichet.vault import held
from guichet.vault import store as vault

from .conftest import AT, CASE


@pytest.fixture
def scanner() -> Iterator[object]:
    """Hands the room another scanner; the one before comes back."""
    before = scanning.use(FakeScanner())
    yield scanning.use
    scanning.use(before)


def infected_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(zlib.compress(b"q " + EICAR + b" Q"), Filter=pikepdf.Name.FlateDecode)
    pdf.save(out)
    return out.getvalue()


def infected_picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "JPEG", comment=EICAR)
    return out.getvalue()


@pytest.mark.parametrize(("name", "content"), [("a.pdf", infected_pdf()), ("a.jpg", infected_picture())], ids=["in a packed stream", "in a comment"])
def test_a_virus_is_refused_with_a_reason_and_nothing_of_it_is_kept(name: str, content: bytes, draft: Draft, employer: Viewer, scanner: object) -> None:
    with pytest.raises(BadFile) as caught:
        intake.add_file(draft, employer, "passport", name, content, AT)
    assert caught.value.reason == "file_infected" and vault.refs(CASE) == []


@pytest.mark.parametrize("how", ["down", "hangs", "nonsense"])
def test_a_scanner_that_fails_lets_the_file_wait_and_nobody_opens_it(how: str, draft: Draft, employer: Viewer, a_pdf: bytes, scanner: object) -> None:
    scanner(FailingScanner(how))
    ref = intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    (given,) = intake.contents(draft).evidence["passport"]
    assert given.held == "waiting" and intake.open_file(draft, employer, ref) is None
    with pytest.raises(held.Held):
        vault.read_file(CASE, ref)
    assert scanning.scan_again() == 0, "it still fails: the file still waits"
    scanner(FakeScanner())
    assert scanning.scan_again() == 1
    assert intake.open_file(draft, employer, ref).content == a_pdf


def test_no_scanner_at_all_is_a_scanner_that_is_down(draft: Draft, employer: Viewer, a_pdf: bytes, scanner: object) -> None:
    scanner(None)
    intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    assert intake.contents(draft).evidence["passport"][0].held == "waiting"


def test_a_virus_found_later_is_destroyed_and_the_one_who_gave_it_is_told(draft: Draft, employer: Viewer, scanner: object, django_capture_on_commit_callbacks: object) -> None:
    scanner(FailingScanner())
    ref = intake.add_file(draft, employer, "passport", "a.pdf", infected_pdf(), AT)
    scanner(FakeScanner())
    with django_capture_on_commit_callbacks(execute=True):
        assert scanning.scan_again() == 1
    assert intake.contents(draft).evidence["passport"][0].held == "infected"
    with pytest.raises(held.Held):
        vault.read_file(CASE, ref)
    with pytest.raises(vault_damaged()):
        vault.opened(CASE, ref)
    intake.remove_file(draft, employer, "passport", ref, AT)
    assert held.held(CASE) == {} and intake.contents(draft).evidence == {}


def vault_damaged() -> type[Exception]:
    from guichet.vault.cipher import Damaged

    return Damaged


def test_what_waits_in_an_erased_case_is_let_go(draft: Draft, employer: Viewer, a_pdf: bytes, scanner: object) -> None:
    scanner(FailingScanner())
    intake.add_file(draft, employer, "passport", "a.pdf", a_pdf, AT)
    vault.erase(CASE)
    assert scanning.scan_again() == 1 and held.waiting(9) == []


class Daemon(socketserver.BaseRequestHandler):
    """Speaks as clamd does: reads INSTREAM, looks with the fake, answers."""

    def handle(self) -> None:
        line = self.request.makefile("rb")
        assert line.read(10) == b"zINSTREAM\0"
        content = b""
        while size := int.from_bytes(line.read(4), "big"):
            content += line.read(size)
        if b"nonsense" in content:
            self.request.sendall(b"what?\0")
        else:
            self.request.sendall(b"stream: Eicar-Test-Signature FOUND\0" if EICAR in content else b"stream: OK\0")


def test_the_scanner_of_clamav_is_spoken_to_in_its_own_words() -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Daemon) as daemon:
        threading.Thread(target=daemon.serve_forever, daemon=True).start()
        asked = Clamd(f"127.0.0.1:{daemon.server_address[1]}", 5)
        assert asked.scan(b"clean" * 1_000_000) == ""
        assert asked.scan(EICAR) == "Eicar-Test-Signature"
        with pytest.raises(NotScanned):
            asked.scan(b"nonsense")
        daemon.shutdown()
    with pytest.raises(NotScanned):
        Clamd("/nowhere/clamd.ctl").scan(b"x")
