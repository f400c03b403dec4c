"""Documents in a browser with a script: each file has its line, a cut connection costs one part, a mistake stands beside its file."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
from django.contrib.sessions.models import Session
from playwright.sync_api import Route, expect

from tests.journeys.conftest import Cast

Casting = Callable[[str, bool], Cast]


def heavy(path: Path) -> Path:
    """A PDF of some three megabytes: several parts."""
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(os.urandom(3_000_000))
    pdf.save(out)
    path.write_bytes(out.getvalue())
    return path


def test_a_cut_connection_costs_one_part_and_each_failure_stands_beside_its_file(cast: Casting, tmp_path: Path) -> None:
    play = cast("en", script=True)
    if not play.script:
        return
    employer = play.enter("employer")
    draft = play.applied()
    cuts: list[str] = []

    def cut_once(route: Route) -> None:
        if "start=1048576" in route.request.url and not cuts:
            cuts.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    employer.page.route("**/parcels/**", cut_once)
    employer.go(f"{draft}/documents")
    (tmp_path / "empty.pdf").write_bytes(b"")
    employer.page.locator("main input[type=file]").nth(1).set_input_files([heavy(tmp_path / "heavy.pdf"), tmp_path / "empty.pdf"])
    lines = employer.page.locator(".g-upload")
    expect(lines).to_have_count(2)
    expect(employer.page.locator(".g-upload progress")).to_have_count(0, timeout=60_000)
    assert cuts and employer.page.locator(".g-upload--refused").count() == 1
    employer.looks()
    employer.page.locator("form[data-parcels] button.govuk-button").last.click()  # what was refused keeps the page until it was seen
    taken_away = employer.page.locator(".g-upload--refused button")
    expect(taken_away).to_be_focused()
    assert "empty.pdf" in employer.page.locator(".g-upload--refused").inner_text()
    taken_away.click()
    with employer.page.expect_navigation():
        employer.page.locator("form[data-parcels] button.govuk-button").last.click()
    assert "heavy.pdf" in employer.page.locator("main .g-rows").first.inner_text() and employer.page.locator("main .g-rows form").count() == 1


def test_typed_words_survive_the_end_of_the_session_and_the_warning_is_one_key(cast: Casting, settings: object) -> None:
    play = cast("fr", script=True)
    employer = play.enter("employer")
    draft = play.applied()
    field = next(one for one in play.rules.fields.values() if one.type == "email")
    employer.go(f"{draft}/part/{field.section}/{field.name}")
    if play.script:
        employer.page.evaluate("document.getElementById('session').showModal()")
        employer.looks()
        with employer.page.expect_response("**/session") as answer:
            employer.page.keyboard.press("Enter")
        assert answer.value.status == 204
        expect(employer.page.locator("#session")).not_to_be_visible()
    employer.fill({field.name: "écrit avant la fin"})
    Session.objects.all().delete()
    employer.page.locator("main form button[type=submit]").last.click()
    assert "/sign-in" in employer.page.url
    employer.page.locator(f"input[name=who][value='{employer.key}']").check(force=True)
    employer.page.locator("main form button[type=submit]").click()
    expect(employer.page.locator(f"main [name={field.name}]")).to_have_value("écrit avant la fin")
    expect(employer.page.locator(".g-again")).to_be_visible()
    employer.looks()
