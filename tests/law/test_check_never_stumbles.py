"""Whatever stands in a law file, the check answers with sentences and never stumbles."""

import shutil
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guichet.engine.vocabulary import VOCABULARY
from guichet.law.check import mistakes

MADE_UP, MORE = (Path(__file__).parent / name for name in ("made_up", "made_up_more"))
PLACE = {p.relative_to(root).as_posix(): p for root in (MADE_UP, MORE) for p in sorted(root.rglob("*.*")) if p.is_file()}
FILES = sorted(name for name in PLACE if name.endswith(".yaml"))
TEXTS = {name: path.read_text() for name, path in PLACE.items()}
TREES = {name: yaml.load(TEXTS[name], yaml.CSafeLoader) for name in FILES}
KEYS = ["from", "is", "line", "when", "source", "all", "x", "part", "uses", "region", "with", "before"]
JUNK = st.recursive(
    st.sampled_from(["", "x", "open", "2026-01-01", "-1", "true", "~", "90 days", "filed", "a.b.c", "\u200b", "[", "é", "$what", "counting"])
    | st.integers(-5, 5)
    | st.booleans()
    | st.none(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
    max_leaves=4,
)
STRANGE = ["", "[]", "x", "- 1", "a: &x {b: *x}", "{" * 2000, "a: " + "9" * 5000, "? [1, 2]\n: 3", "a: !!python/object:os.system {}", "\0"]
MANY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def places(tree, path=()):
    """Every place in a tree, as the way to it."""
    yield path
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from places(value, (*path, key))
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from places(value, (*path, number))


PLACES = {name: list(places(tree)) for name, tree in TREES.items()}
DEEP = {name: [one for one in found if one] for name, found in PLACES.items()}


def at(tree, path):
    for step in path:
        tree = tree[step]
    return tree


def put(tree, path, value):
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = put(copy[path[0]], path[1:], value)
    return copy


def without(tree, path):
    rest = at(tree, path[:-1])
    kept = {k: v for k, v in rest.items() if k != path[-1]} if isinstance(rest, dict) else [v for n, v in enumerate(rest) if n != path[-1]]
    return put(tree, path[:-1], kept)


def renamed(tree, path, name):
    rest = at(tree, path[:-1])
    return put(tree, path[:-1], {name if k == path[-1] else k: v for k, v in rest.items()} if isinstance(rest, dict) else [*rest, rest[path[-1]]])


def judged(folder, name, text):
    """Something is written into one file; the check says what it has to say, and the file is as before."""
    try:
        (folder / name).write_text(text)
        found = mistakes(folder, VOCABULARY)
        assert all(m.what and m.file for m in found)
        return found
    finally:
        (folder / name).write_text(TEXTS[name])


def written(tree):
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("junk") / "law"))
    return Path(shutil.copytree(MORE, made, dirs_exist_ok=True))


@MANY
@given(st.data())
def test_junk_in_any_place_of_any_file_gets_sentences(folder, data):
    name = data.draw(st.sampled_from(FILES))
    judged(folder, name, written(put(TREES[name], data.draw(st.sampled_from(PLACES[name])), data.draw(JUNK))))


@MANY
@given(st.data())
def test_what_is_taken_out_renamed_doubled_or_changed_for_another_gets_sentences(folder, data):
    name = data.draw(st.sampled_from(FILES))
    tree, one = TREES[name], data.draw(st.sampled_from(DEEP[name]))
    other = data.draw(st.sampled_from(FILES))
    changes = {
        "taken out": lambda: without(tree, one),
        "renamed or doubled": lambda: renamed(tree, one, data.draw(st.sampled_from(KEYS))),
        "a list": lambda: put(tree, one, [at(tree, one)]),
        "a text": lambda: put(tree, one, str(at(tree, one))),
        "from elsewhere": lambda: put(tree, one, at(TREES[other], data.draw(st.sampled_from(PLACES[other])))),
    }
    judged(folder, name, written(changes[data.draw(st.sampled_from(sorted(changes)))]()))


@MANY
@given(st.data())
def test_lines_cut_out_or_turned_around_get_sentences(folder, data):
    name = data.draw(st.sampled_from(sorted(TEXTS)))
    lines = TEXTS[name].splitlines()
    first = data.draw(st.integers(0, len(lines) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(lines))))
    more = data.draw(st.sampled_from([[], lines[first:last], ["\t", "x"], [": :"]]))
    judged(folder, name, "\n".join(lines[:first] + lines[last:] + more))


def test_a_list_where_a_region_says_what_it_changes_in_a_renewal_is_told(folder):
    [wrong] = judged(folder, "procedures/counting-anew/north.yaml", "[]\n")
    assert (wrong.file, wrong.line) == ("procedures/counting-anew/north.yaml", 1)


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("name", ["procedures/counting/procedure.yaml", "procedures/counting/examples.yaml", "calendar.yaml", "parts/week.yaml"])
def test_strange_files_get_sentences(folder, name, text):
    assert judged(folder, name, text) or name.endswith("examples.yaml")
    (folder / name).write_text(text)
    assert isinstance(mistakes(folder / name, VOCABULARY), list)
    (folder / name).write_text(TEXTS[name])
