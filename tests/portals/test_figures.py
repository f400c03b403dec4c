"""The public figures tell of all files together: a plot, the same as a table, the same as a file; few files are held back with the reason."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from guichet.casefile import store
from guichet.casefile.figures import ENOUGH
from guichet.portals.speech import LANGUAGES
from guichet.site import clock as the_clock


def told(step: str, who: str, files: int, outcome: str = "track_decided") -> None:
    today = the_clock.today().isoformat()
    rows = [(f"{abs(hash((step, who, n))):032x}"[-32:], 1, step, who, outcome, today, 24 * n, 0, 1) for n in range(1, files + 1)]
    store._insert("casefile_step", store.steps.STEP, rows)


def figures(client: Client, **asked: str) -> str:
    answer = client.get("/figures", {"lang": "en", **asked})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_plot_and_the_table_say_the_same(client: Client, db: None) -> None:
    told("track", "authority:stay", 100)
    html = figures(client)
    plot, table = (
        html[html.index('<svg class="g-plot') : html.index("</svg>", html.index('<svg class="g-plot'))],
        html[html.index('id="pace-table"') :],
    )
    assert "50 days / 80 days" in plot and ">50 days</td>" in table and ">80 days</td>" in table
    assert "Immigration Office" in plot and "Immigration Office" in table


def test_few_files_are_held_back_with_the_reason(client: Client, db: None) -> None:
    told("track", "authority:stay", ENOUGH - 1)
    html = figures(client)
    assert '<svg class="g-plot' not in html
    assert f"fewer than {ENOUGH} files ended this step" in html and "Immigration Office" in html


def test_the_file_for_machines_holds_back_the_same(client: Client, db: None) -> None:
    told("track", "authority:stay", 100)
    told("visa", "post", 3, "visa_issued")
    answer = client.get("/figures.csv")
    lines = {(line["kind"], line["name"]): line for line in csv.DictReader(io.StringIO(answer.content.decode()))}
    assert lines["step", "track"]["hours_half"] == "1200" and lines["step", "track"]["files"] == "100"
    assert lines["step", "visa"]["hours_half"] == "" and lines["outcome", "visa_issued"]["files"] == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_words_in_every_language(language: str, client: Client, db: None) -> None:
    for step in ("completeness", "completion", "track", "decision", "visa", "arrival"):
        told(step, "post", 30)
    html = client.get("/figures", {"lang": language}).content.decode()
    assert html.count('class="half"') == 6


def test_a_period_that_does_not_exist_is_the_last_ninety_days(client: Client, db: None) -> None:
    assert "All days</a>" in figures(client, days="seven")


def test_what_was_counted_is_told_again_for_a_while(client: Client, db: None, settings: object, clock: object) -> None:
    settings.FIGURES_KEPT = 600
    clock.set_today(date(2031, 3, 3))
    assert "No step was finished" in figures(client)
    told("track", "authority:stay", 100)
    assert "No step was finished" in figures(client)
    settings.FIGURES_KEPT = 0
    assert "50 days / 80 days" in figures(client)


def test_the_page_asks_the_database_little(client: Client, db: None, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(6):
        figures(client)
