"""What a procedure really uses of the files that all share."""

from datetime import date
from pathlib import Path

import pytest

from guichet.law.bundles import read_law
from guichet.law.rules import Rules
from guichet.law.used import used_of

LAW = read_law(Path(__file__).parents[2] / "law")


def rules(name: str, region: str = "brussels") -> Rules:
    return LAW.rules(name, region, date(2026, 11, 1))


@pytest.mark.parametrize("name", LAW.procedures())
def test_every_line_finds_its_doubt_and_its_sources_among_what_is_used(name):
    law, found = rules(name), used_of(rules(name))
    lines = [*law.rights, *law.acts.values(), *law.time_limits.values(), *law.evidence.values(), *law.checks, *law.tracks.values()]
    assert {line.doubt for line in lines if line.doubt} <= set(found.doubts)
    assert {source.partition(" ")[0] for line in lines for source in line.source} <= set(found.cited)


def test_a_renewal_does_not_show_the_doubts_of_a_visa():
    doubts = set(used_of(rules("ict-long-term-mobility-renewal")).doubts)
    assert "renewal_gap" in doubts and "criminal_record_age" not in doubts and "work_before_annex_49" not in doubts


def test_the_doubt_of_a_dated_length_is_shown():
    assert "decision_length" in used_of(rules("ict-long-term-mobility")).doubts


def test_a_document_that_no_line_names_is_left_out():
    assert "running_card" not in used_of(rules("ict-long-term-mobility")).documents
    assert "running_card" in used_of(rules("ict-long-term-mobility-renewal")).documents
