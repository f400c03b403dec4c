"""A template that misspells a name fails at once; a macro may leave its keys out."""

from dataclasses import dataclass

import pytest
from jinja2.exceptions import UndefinedError

from guichet.portals.jinja import environment


@dataclass
class Thing:
    name: str = "thing"


def rendered(text: str, **values: object) -> str:
    return environment().from_string(text).render(**values)


@pytest.mark.parametrize("text", ["{{ nmae }}", "{% if nmae %}x{% endif %}", "{% for n in nmae %}x{% endfor %}", "{{ nmae.part }}", "{{ thing.nmae }}"])
def test_a_name_nobody_gave_is_refused(text: str) -> None:
    with pytest.raises(UndefinedError):
        rendered(text, thing=Thing())


@pytest.mark.parametrize("text", ["{{ params.hint }}", "{% if params.hint.text %}x{% endif %}", "{{ params.hint.text.deeper }}"])
def test_a_missing_key_of_a_parameter_is_empty(text: str) -> None:
    assert rendered(text, params={"label": "x"}) == ""


def test_a_component_is_rendered_with_few_parameters() -> None:
    html = rendered('{% from "govuk_frontend_jinja/components/input/macro.html" import govukInput %}{{ govukInput({"id": "a", "name": "a", "label": {"text": "<b>"}}) }}')
    assert 'name="a"' in html
    assert "&lt;b&gt;" in html


def test_a_capital_begins_and_the_rest_stays() -> None:
    assert rendered("{{ said | opening }}", said="die Region Brüssel-Hauptstadt") == "Die Region Brüssel-Hauptstadt"
