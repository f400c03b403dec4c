"""An applicant reads how long like files took lately; with too few of them, nothing."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from guichet.casefile import store
from guichet.casefile.figures import ENOUGH
from guichet.site import clock
from tests.portals import sample_case


def told(files: int) -> None:
    ended = (clock.today() - timedelta(days=3)).isoformat()
    rows = [(f"{n:032x}", 1, "decision", f"authority:{sample_case.rules().region}", "granted", ended, 24 * (40 + n), 0, 0) for n in range(files)]
    store._insert("casefile_step", store.steps.STEP, rows)


def page(browser: Client) -> str:
    return browser.get(f"/files/{sample_case.NUMBER}?lang=en").content.decode()


def test_the_range_of_like_files_names_its_sample_and_its_day(sample: str, visitor_as: Callable[..., Client]) -> None:
    told(30)
    html = page(visitor_as("employer"))
    assert "half of the files were decided within 54 days of filing, 80 of 100 within 63 days: about 30 files of the last 90 days" in html


def test_nothing_is_said_of_few_files(sample: str, visitor_as: Callable[..., Client]) -> None:
    told(ENOUGH - 1)
    assert "half of the files" not in page(visitor_as("employer"))


def test_an_agent_is_not_told_the_range(sample: str, visitor_as: Callable[..., Client]) -> None:
    told(30)
    assert "half of the files" not in page(visitor_as("stay_authority"))
