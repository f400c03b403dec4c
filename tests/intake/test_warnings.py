"""A blank page and a scan with too few dots are pointed out at once and kept all the same."""

import io

import pytest
from PIL import Image, ImageDraw

from guichet.intake.uploads import receive

MB = 1024 * 1024


def sheet(width: int, height: int, blank: bool = False) -> Image.Image:
    made = Image.new("RGB", (width, height), "white")
    if not blank:
        ImageDraw.Draw(made).text((width // 4, height // 4), "Contract of employment", fill="black")
    return made


def as_pdf(*sheets: Image.Image, dots: int) -> bytes:
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=dots)
    return out.getvalue()


def as_png(one: Image.Image) -> bytes:
    out = io.BytesIO()
    one.save(out, "PNG")
    return out.getvalue()


A4 = {200: (1654, 2339), 60: (496, 702)}


@pytest.mark.parametrize(("name", "content", "notes"), [
    ("clear.pdf", as_pdf(sheet(*A4[200]), dots=200), set()),
    ("blank.pdf", as_pdf(sheet(*A4[200]), sheet(*A4[200], blank=True), dots=200), {"blank_page"}),
    ("coarse.pdf", as_pdf(sheet(*A4[60]), dots=60), {"few_dots"}),
    ("clear.png", as_png(sheet(*A4[200])), set()),
    ("coarse.png", as_png(sheet(*A4[60])), {"few_dots"}),
    ("blank.png", as_png(sheet(*A4[200], blank=True)), {"blank_page"}),
])  # fmt: skip
def test_what_cannot_be_read_is_pointed_out_and_kept(name, content, notes):
    kept = receive(name, content, 50 * MB)
    assert set(kept.notes) & {"blank_page", "few_dots"} == notes and kept.content
