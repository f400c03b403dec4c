"""Which files are kept, and by which name the others are refused."""

import io
import struct
import zlib

import pikepdf
import pytest
from PIL import Image

from guichet.intake.uploads import REASONS, BadFile, receive, shown_name

LIMIT = 50 * 1024 * 1024


def a_pdf(pages: int = 1, password: str = "", owner: str = "") -> bytes:
    """A PDF with so many blank pages."""
    out = io.BytesIO()
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(user=password, owner=owner or password) if password or owner else False)
    return out.getvalue()


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB") -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


def huge_png(side: int) -> bytes:
    """A PNG whose header says so many pixels a side; there is little behind it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    parts = [header, b"IDAT" + zlib.compress(b"\0" * 1000), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(p) - 4) + p + struct.pack(">I", zlib.crc32(p)) for p in parts)


def check(name: str, content: bytes, limit: int) -> str:
    """The media type under which this file is kept."""
    return receive(name, content, limit).media_type


def refusal(name: str, content: bytes, limit: int = LIMIT) -> tuple[str, dict[str, object]]:
    """By which name, with which values, is this file refused?"""
    with pytest.raises(BadFile) as caught:
        check(name, content, limit)
    assert set(REASONS[caught.value.reason]) == set(caught.value.values)
    return caught.value.reason, dict(caught.value.values)


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("contract.pdf", a_pdf(), "application/pdf"), ("CONTRACT.PDF", a_pdf(3), "application/pdf"),
        ("scan.jpg", a_picture("JPEG"), "image/jpeg"), ("scan.jpeg", a_picture("JPEG", mode="CMYK"), "image/jpeg"),
        ("scan.png", a_picture("PNG"), "image/png"),
        ("scan", a_pdf(), "application/pdf"),
        ("contract.2026", a_pdf(), "application/pdf"), ("", a_pdf(), "application/pdf"),
        ("locked for changes.pdf", a_pdf(owner="x"), "application/pdf"),
    ],
)  # fmt: skip
def test_pdf_jpeg_and_png_that_open_are_kept(name: str, content: bytes, media_type: str) -> None:
    assert check(name, content, LIMIT) == media_type


def test_an_empty_file() -> None:
    assert refusal("a.pdf", b"") == ("file_empty", {})


def test_exactly_the_limit_is_accepted_and_one_byte_more_is_not() -> None:
    content = a_pdf()
    assert check("a.pdf", content, len(content)) == "application/pdf"
    assert refusal("a.pdf", content, len(content) - 1)[0] == "file_too_large"
    assert refusal("a.pdf", b"%PDF-" + b" " * LIMIT) == ("file_too_large", {"megabytes": 50})


def test_a_renamed_file_names_both_types() -> None:
    assert refusal("a.pdf", b"MZ" + b"\0" * 100) == ("file_renamed", {"says": "pdf", "is": "exe"})
    assert refusal("a.jpg", b"PK\x03\x04" + b"\0" * 40)[0] == "file_renamed"
    assert refusal("a.pdf", b"hello") == ("file_not_what_it_says", {"says": "pdf"})
    assert refusal("a.pdf", b"junk before" + a_pdf())[0] == "file_not_what_it_says"


def test_other_types_are_named() -> None:
    assert refusal("a.gif", a_picture("GIF")) == ("file_wrong_type", {"is": "gif"})
    assert refusal("a.svg", b"<svg/>") == ("file_of_the_web", {"is": "svg"})
    assert refusal("a", b"hello") == ("file_unknown_type", {})


def test_a_pdf_that_nobody_can_open() -> None:
    assert refusal("a.pdf", a_pdf(password="secret"))[0] == "file_with_password"
    assert refusal("a.pdf", a_pdf(pages=0))[0] == "file_without_pages"
    assert refusal("a.pdf", b"%PDF-1.7\nnothing that follows is one")[0] == "file_damaged"


def test_a_damaged_picture() -> None:
    whole = a_picture("JPEG", (400, 400))
    assert refusal("a.jpg", whole[: len(whole) // 2])[0] == "file_damaged"
    png = a_picture("PNG", (400, 400))
    assert refusal("a.png", png[: len(png) // 2])[0] == "file_damaged"


def test_pixels_are_counted_before_any_is_decoded() -> None:
    assert refusal("a.png", huge_png(60_000)) == ("file_too_many_pixels", {"megapixels": 120})


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../x.pdf", "x.pdf"), ("C:\\scans\\x.pdf", "x.pdf"), ("a\0.pdf", "a.pdf"), ("a\r\nb.pdf", "ab.pdf"), ("\u202efdp.exe", "fdp.exe"),
        ("   ", ""), (".htaccess", "htaccess"), ("permis de séjour.pdf", "permis de séjour.pdf"), ("护照.pdf", "护照.pdf"), ("a\ud800.pdf", "a.pdf"),
    ],
)  # fmt: skip
def test_names_are_made_harmless(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_a_very_long_name_keeps_its_ending() -> None:
    assert shown_name("a" * 300 + ".pdf").endswith("a.pdf") and len(shown_name("a" * 300 + ".pdf")) <= 150
