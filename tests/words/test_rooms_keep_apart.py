"""What imports cannot show: no room names another room's model in a text, listens to signals or wraps a request in a transaction."""

import ast
import re
import tomllib
from pathlib import Path

from tests.words.source import ROOMS, sources

MODEL = re.compile(rf"({'|'.join(ROOMS)})\.[A-Z]\w*$")
SIGNALS = ("django.dispatch", "django.core.signals", "django.db.models.signals", "django.db.backends.signals", "django.contrib.auth.signals")


def test_no_text_names_the_model_of_another_room():
    wrong = [
        f"{source.at(node.lineno)} {node.value}"
        for source in sources(migrations=True)
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if MODEL.match(node.value) and MODEL.match(node.value)[1] != source.room
    ]
    assert not wrong


def test_a_migration_waits_for_no_room_but_those_below():
    contracts = tomllib.loads(Path("pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(one["layers"] for one in contracts if one["type"] == "layers")
    floor = {room.removeprefix("guichet."): -number for number, layer in enumerate(layers) for room in layer.split(" | ")}
    wrong = [
        source.at(node.lineno)
        for source in sources(migrations=True)
        for node in source.nodes
        if source.is_migration and isinstance(node, ast.Tuple) and len(node.elts) == 2
        if isinstance(node.elts[0], ast.Constant) and node.elts[0].value in ROOMS and node.elts[0].value != source.room
        if floor[node.elts[0].value] >= floor[source.room]
        if isinstance(node.elts[1], ast.Constant) and re.match(r"\d{4}_", str(node.elts[1].value))
    ]
    assert not wrong


def test_models_are_imported_never_looked_up_by_name():
    wrong = [
        source.at(node.lineno)
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_models"}
    ]
    assert not wrong


def test_nobody_listens_to_signals_but_the_journal_after_a_migration():
    heard = {
        (source.room, name.name)
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS
        for name in node.names
    }
    assert heard <= {("journal", "post_migrate")}


def test_no_request_is_one_transaction(settings):
    assert not any(values.get("ATOMIC_REQUESTS") for values in settings.DATABASES.values())
    named = [
        source.at(token.start[0])
        for source in sources()
        for token in source.tokens()
        if "ATOMIC_REQUESTS" in token.string and source.path.name != "checks.py"
    ]
    assert not named


def test_only_the_desk_holds_the_journal_in_a_transaction():
    may = {"desk", "journal", "intake", "delivery", "registry", "people", "vault", "casefile"}
    opened = {source.room for source in sources() for node in source.nodes if isinstance(node, ast.Attribute) and node.attr == "atomic"}
    assert opened <= may
