"""The employer's way in a browser: the passport's lines, an answer changed while reading over, the receipt, and the next application begun with it."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.conftest import Cast

Casting = Callable[[str, bool], Cast]
MRZ = "P<INDRAMESHWARAPU<<KAVINDRA<SUJAY<<<<<<<<<<<\nZ9400127<2IND9103177M3209044<<<<<<<<<<<<<<<6"


def test_lines_of_a_passport_a_change_a_receipt_and_a_copy(cast: Casting) -> None:
    play = cast("de", script=False)
    employer = play.enter("employer")
    draft = play.applied()
    lines = next(one for one in play.rules.fields.values() if one.type == "mrz")
    email = next(one for one in play.rules.fields.values() if one.type == "email")
    employer.go(f"{draft}/part/{lines.section}/{lines.name}")
    employer.fill({lines.name: MRZ})
    employer.press()
    assert "/part/" in employer.page.url, "the next page follows, to be read over"
    employer.go(f"{draft}/check")
    employer.page.locator(f"main a[href*='/{email.name}?back=check']").first.click()
    employer.fill({email.name: "neu@example.org"})
    employer.press()
    assert employer.page.url.partition("?")[0].endswith("/check") and "neu@example.org" in employer.page.locator("main").inner_text()
    number = employer.files(draft)
    assert employer.page.url.endswith(f"/files/{number}/receipt")
    shown = "".join(employer.page.locator(".g-print span").all_inner_texts())
    entry = employer.page.request.get(f"{play.address}/files/{number}/receipt/entry").text()
    assert len(shown) == 64 and shown in entry
    employer.go("/applications")
    with employer.page.expect_navigation():
        employer.page.locator("main button[name=worker][value=same]").first.click()
    employer.looks()
    assert number[:4] in employer.page.locator("main").inner_text()
