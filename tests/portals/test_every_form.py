"""The form of every procedure opens, from the first question to the check, whatever the law folder holds."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from guichet.law.bundles import read_law
from guichet.people.store import Viewer
from tests.portals.filling import TODAY, hidden
from tests.words.source import ROOT


def test_every_procedure_opens_its_questions_its_list_and_its_check(
    visitor_as: Callable[..., Client], folk: list[Viewer], clock: object, settings: object, tmp_path: Path
) -> None:
    settings.VAULT_FOLDER = tmp_path
    clock.set_today(TODAY)
    law, roles, opened = read_law(ROOT / "law"), {one.role for one in folk}, []
    for name in law.procedures():
        rules = law.rules(name, law.folder.regions(name)[0], TODAY)
        if rules.applicant not in roles:
            continue
        browser = visitor_as(rules.applicant, "de")
        answer = browser.post("/applications", {"command": hidden(browser.get("/applications").content.decode(), "command"), "procedure": name})
        draft = answer.headers["Location"]
        parts = [f"{draft}/part/{section.name}" for section in rules.sections.values() if section.filled_by == rules.applicant]
        opened += [(path, browser.get(path).status_code) for path in (draft, *parts, f"{draft}/documents", f"{draft}/list", f"{draft}/check")]
    assert opened
    assert [one for one in opened if one[1] not in (200, 302)] == []
