"""Another employer applies for a worker who is here: in each region the form asks what that region does not count as a renewal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.conf import settings

from guichet.law.bundles import read_law
from tests.journeys.conftest import Cast
from tests.journeys.counter import at_the_counter, somebody
from tests.portals.test_single_permit import COMMUNES, TODAY, begun

Casting = Callable[[str, bool], Cast]
KIND = "single-permit-change-of-employer"
FIRST = {"wallonia", "german_community"}  # the others count the same function, begun the day after, as a renewal
LANGUAGES = {"flanders": "nl", "brussels": "fr", "wallonia": "en", "german_community": "de"}


@pytest.mark.parametrize("region", COMMUNES)
def test_a_new_employer_applies_and_the_region_that_decides_finds_what_it_asks(region: str, cast: Casting) -> None:
    play = cast(LANGUAGES[region], script=False)
    rules = read_law(settings.LAW_FOLDER).rules(KIND, region, TODAY)
    draft = begun(at_the_counter(somebody("employer")), KIND, region)
    employer = replace(play.enter("employer"), rules=rules)
    employer.go(f"{draft}/documents")
    asked = employer.page.locator("main").inner_text()
    fee, card = (rules.evidence[name].title[play.language] for name in ("fee", "diploma"))
    assert card in asked and (fee in asked) is (region in FIRST)
    employer.gives(f"{draft}/documents")
    employer.go(f"{draft}/check")
    number = employer.files(draft)
    desk = replace(play.enter("work_authority", f"authority:{region}"), rules=rules)
    assert rules.phases["completeness"].status[play.language] in desk.opens(number)
    assert rules.checks[0].title[play.language] in desk.page.locator("main").inner_text()
