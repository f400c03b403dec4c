"""One agent prepares a decision, another releases it: offered everywhere, demanded where the law says so, never both by the same person."""

from dataclasses import replace

import pytest

from guichet.desk import handle as desk
from guichet.engine.refusals import BadAnswer, NotAllowedNow
from tests.desk.life import OFFICE, OFFICE_COLLEAGUE, REGION, day

REASON = {"ground": "public_order", "reason": "Une raison."}


def prepare(one, by=OFFICE, act="refuse_stay"):
    return one.does("prepare_decision", by, day(4, 7), prepared_act=act, proposal='{"reason": "Une raison."}')


@pytest.fixture
def demanded(monkeypatch):
    """A law folder that asks for two agents for every decision that may be prepared."""
    known = desk.rules_of

    def strict(entries):
        rules = known(entries)
        acts = {name: replace(act, second_agent="required") if act.second_agent else act for name, act in rules.acts.items()}
        return replace(rules, acts=acts)

    monkeypatch.setattr(desk, "rules_of", strict)


def test_where_the_law_offers_it_a_decision_tells_who_prepared_it_and_needs_nobody(life):
    alone = life().admissible().does("refuse_stay", OFFICE, day(4, 8), **REASON)
    assert "prepared" not in alone.last("track_decided").data
    together = prepare(life().admissible())
    number = together.last("message_written").number
    together.does("refuse_stay", OFFICE_COLLEAGUE, day(4, 8), **REASON)
    assert together.last("track_decided").data["prepared"] == number


def test_where_the_law_demands_it_nobody_decides_alone(life, demanded):
    one = life().admissible()
    with pytest.raises(NotAllowedNow, match="second_agent_needed"):
        one.does("refuse_stay", OFFICE, day(4, 8), **REASON)
    prepare(one)
    with pytest.raises(NotAllowedNow, match="another_agent_releases"):
        one.does("refuse_stay", OFFICE, day(4, 8), **REASON)
    one.does("refuse_stay", OFFICE_COLLEAGUE, day(4, 8), **REASON)
    assert "track_decided" in one.kinds


def test_what_another_desk_or_for_another_act_was_prepared_releases_nothing(life, demanded):
    one = life().admissible()
    prepare(one, act="grant_stay")
    prepare(one, by=REGION, act="refuse_work")
    with pytest.raises(NotAllowedNow, match="second_agent_needed"):
        one.does("refuse_stay", OFFICE_COLLEAGUE, day(4, 8), **REASON)


def test_only_a_decision_of_ones_own_role_can_be_prepared(life):
    one = life().admissible()
    for act in ("refuse_work", "write_note", "nonsense", ""):
        with pytest.raises(BadAnswer):
            prepare(one, act=act)
