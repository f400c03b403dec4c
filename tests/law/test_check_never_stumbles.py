"""Whatever stands in a law file, the check answers with sentences and never stumbles."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import mistakes

MADE_UP = Path(__file__).parent / "made_up"
FILES = sorted(p.relative_to(MADE_UP).as_posix() for p in MADE_UP.rglob("*.yaml"))
KEYS = ["from", "is", "line", "when", "source", "all", "x"]
JUNK = st.recursive(
    st.sampled_from(["", "x", "open", "2026-01-01", "-1", "true", "~", "90 days", "filed", "a.b.c", "\u200b", "[", "é"])
    | st.integers(-5, 5)
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
    max_leaves=4,
)


def places(tree, path=()):
    """Every place in a tree, as the way to it."""
    yield path
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from places(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from places(value, (*path, number))


def put(tree, path, value):
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = put(copy[path[0]], path[1:], value)
    return copy


STRANGE = ["", "[]", "x", "- 1", "a: &x {b: *x}", "{" * 2000, "a: " + "9" * 5000, "? [1, 2]\n: 3", "a: !!python/object:os.system {}", "\0"]
TREES = {name: yaml.load((MADE_UP / name).read_text(), yaml.CSafeLoader) for name in FILES}
PLACES = {name: list(places(tree)) for name, tree in TREES.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("junk") / "law"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_junk_in_any_place_of_any_file_gets_sentences(folder, data):
    name = data.draw(st.sampled_from(FILES))
    place = data.draw(st.sampled_from(PLACES[name]))
    tree = put(TREES[name], place, data.draw(JUNK))
    try:
        (folder / name).write_text(yaml.safe_dump(tree, allow_unicode=True))
        assert all(m.what and m.file for m in mistakes(folder, VOCABULARY))
    finally:
        shutil.copy(MADE_UP / name, folder / name)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_lines_cut_out_or_turned_around_get_sentences(folder, data):
    name = data.draw(st.sampled_from(FILES))
    lines = (MADE_UP / name).read_text().splitlines()
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(lines))))
    try:
        more = data.draw(st.sampled_from([[], lines[first:last], ["\t", "x"], [": :"]]))
        (folder / name).write_text("\n".join(lines[:first] + lines[last:] + more))
        assert all(m.what and m.file for m in mistakes(folder, VOCABULARY))
    finally:
        shutil.copy(MADE_UP / name, folder / name)


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("name", ["procedures/counting/procedure.yaml", "procedures/counting/examples.yaml", "calendar.yaml"])
def test_strange_files_get_sentences(folder, name, text):
    try:
        (folder / name).write_text(text)
        assert mistakes(folder, VOCABULARY) or name.endswith("examples.yaml")
        assert isinstance(mistakes(folder / name, VOCABULARY), list)
    finally:
        shutil.copy(MADE_UP / name, folder / name)
