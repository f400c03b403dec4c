"""Questions drawn by chance from everybody, every object and every way: `pytest tests/matrix --draws 20000`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.matrix.asking import ask, wrong
from tests.matrix.draws import Draw, addresses, draws
from tests.matrix.world import World


@pytest.fixture(scope="module")
def everything(world: World) -> dict[str, list[Draw]]:
    """All that can be drawn, by address."""
    return {name: list(draws(world, name)) for name in sorted(addresses())}


def test_whatever_is_drawn_answers_as_the_matrix_says(everything: dict[str, list[Draw]], request: pytest.FixtureRequest) -> None:
    asked: set[str] = set()
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]

    @settings(max_examples=int(request.config.getoption("--draws")), deadline=None, database=None, suppress_health_check=quiet)
    @given(st.data())
    def drawn(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(everything)))
        draw = data.draw(st.sampled_from(everything[name]))
        asked.add(str(draw))
        mistake = wrong(draw, ask(draw.person, draw.way, draw.path, draw.body))
        assert not mistake, mistake

    drawn()
    print(f"\n{len(asked)} different questions of {sum(len(some) for some in everything.values())}")
