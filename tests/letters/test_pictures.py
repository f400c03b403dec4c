"""Every letter in every language, as an eye sees its first page: small grey pictures, compared with a little tolerance.

Look at them and write them again with: GUICHET_SNAPSHOTS=write pytest tests/letters/test_pictures.py
"""

import io
import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from guichet.law.letters import letter_paths
from guichet.letters.render import compile_letter
from tests.letters.examples import CHECK, FIELDS, LAW, ON

PICTURES = Path(__file__).parent / "pictures"
LETTERS = [tuple(path.stem.rsplit(".", 1)) for path in letter_paths(LAW)]
SIZE, GREYS = (420, 594), 16
SAME = 1.5  # mean difference of a pixel, of 255: the edge of a glyph may fall otherwise on another machine, a moved line may not
TOTAL = 3 * 1024 * 1024


def seen(letter: str, language: str, fields: dict = FIELDS) -> Image.Image:
    page = compile_letter(letter, language, fields, ON, LAW, "png", CHECK)
    return Image.open(io.BytesIO(page)).convert("L").resize(SIZE, Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other.convert("L"))).mean[0]


@pytest.mark.parametrize(("letter", "language"), LETTERS, ids=[".".join(pair) for pair in LETTERS])
def test_a_letter_looks_as_agreed(letter: str, language: str) -> None:
    now, kept = seen(letter, language), PICTURES / f"{letter}.{language}.png"
    if os.environ.get("GUICHET_SNAPSHOTS") == "write":
        PICTURES.mkdir(exist_ok=True)
        now.quantize(GREYS).save(kept, optimize=True)
    with Image.open(kept) as before:
        assert difference(now, before) < SAME, f"Look at {kept.name} and at the letter of today."


def test_the_tolerance_finds_a_line_that_moved_and_another_language() -> None:
    with Image.open(PICTURES / "annex_48.fr.png") as kept:
        assert difference(seen("annex_48", "fr", {**FIELDS, "note": "x", "worker_name": "Anjali Raman " * 9}), kept) > SAME
        assert difference(seen("annex_48", "nl"), kept) > SAME


def test_no_picture_is_left_of_a_letter_that_is_gone_and_they_stay_small() -> None:
    kept = list(PICTURES.glob("*.png"))
    assert {path.stem for path in kept} == {".".join(pair) for pair in LETTERS}
    assert sum(path.stat().st_size for path in kept) < TOTAL
