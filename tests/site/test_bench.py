"""The measures run on a database of their own, and hold what Guichet promises of its speed."""

import json
import os
import subprocess
import sys

import pytest


def bench(*words: str) -> dict[str, dict[str, float]]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GUICHET_")}
    command = [sys.executable, "-m", "guichet.site.cli", "bench", *words, "--json"]
    return json.loads(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)


def test_lives_are_told_beside_another_engine():
    found = bench("lives", "--cases", "5")["lives"]
    assert found["commands in a life"] == found["steps of the other engine"] == 12
    assert found["ratio"] > 0


def test_every_time_limit_of_open_cases_is_counted():
    assert bench("time-limits", "--cases", "200")["time-limits"]["limits"] >= 200


@pytest.mark.thorough
def test_twice_as_many_lives_as_the_other_engine():
    assert bench("lives")["lives"]["ratio"] >= 2


@pytest.mark.thorough
def test_the_limits_of_a_hundred_thousand_cases_in_fifteen_seconds():
    assert bench("time-limits")["time-limits"]["seconds"] <= 15
