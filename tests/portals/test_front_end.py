"""What is taken from npm wears no mark of another state's site."""

from pathlib import Path

import pytest

from guichet.portals.front_end import FRONT, build, without_foreign_marks


def test_the_reserved_font_the_crest_and_their_addresses_are_gone() -> None:
    css = (
        "/*! (c) */@font-face{font-family:GDS Transport;src:url(/assets/fonts/a.woff2)}.a{font-family:GDS Transport,arial,sans-serif;color:red}"
        ".crest{background:url(/assets/images/govuk-crest.svg);width:9px}.b{color:blue}"
    )
    assert without_foreign_marks(css) == ".a{font-family:var(--g-sans,sans-serif);color:red}.b{color:blue}"


@pytest.mark.parametrize("name", ["govuk-frontend.min.css", "fonts.css"])
def test_the_styles_that_are_served_ask_nothing_of_addresses_that_are_not_there(name: str) -> None:
    css = (FRONT / "vendor" / name).read_text(encoding="utf-8")
    assert "GDS" not in css
    assert "/assets/" not in css
    assert "sourceMappingURL" not in css


def test_building_again_gives_the_same_files(tmp_path: Path) -> None:
    written = {path.relative_to(tmp_path): path.read_bytes() for path in build(front=tmp_path)}
    again = {path.relative_to(tmp_path): path.read_bytes() for path in build(front=tmp_path)}
    assert written == again
    assert len(written) == 7
