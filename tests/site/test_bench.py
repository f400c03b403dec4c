"""The measures run on a database of their own, and count what they say. Speed itself is read in `guichet bench`, not asserted."""

import json
import os
import subprocess
import sys


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


def test_letters_are_written_and_sealed():
    found = bench("letters", "--cases", "3")["letters"]
    assert found["letters"] == 3 and found["rendered_ms"] > 0 and found["sealed_ms"] > 0


def test_the_check_before_filing_and_the_list_of_documents_are_timed_in_every_region():
    found = bench("filing", "--cases", "20")["filing"]
    assert found["laws"] >= 8 and found["list_ms"] > 0 and found["check_ms"] > 0


def test_a_law_folder_is_read_from_its_files_and_from_its_copy():
    found = bench("law", "--cases", "4")["law"]
    assert found["procedures"] >= 4
    assert 0 < found["from compiled copy s"] < found["from files s"]


def test_a_real_web_process_is_weighed_after_it_showed_pages():
    found = bench("memory", "--cases", "40")["memory"]
    assert found["pages"] >= 40
    assert 0 < found["web_process_mb"] <= found["highest_mb"]
