"""Reads one YAML file of the law folder, strictly and with line numbers."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import yaml

from guichet.law.mistakes import BadLaw, Mistake

LONGEST_NUMBER = 18  # longer digits are a text, not a number of anything
_INT = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")


class Lines(dict):
    """A mapping of a law file that remembers its own line and the line of each key; `origins`: keys that come from another file.

    `bounds` and `words` are what dated.py and narrowing.py found in it; so it is no longer changed once they looked.
    """

    __slots__ = ("line", "lines", "file", "origins", "bounds", "words")


class Listed(list):
    """A list of a law file that remembers its line, and its days once they were looked for (dated.py)."""

    __slots__ = ("line", "file", "bounds")


def read_file(path: Path, shown: str = "") -> Lines:
    """The tree of one law file; raises BadLaw with the line of what cannot be read."""
    tree, mistakes = read_tree(path, shown)
    if mistakes:
        raise BadLaw(mistakes)
    return tree


def read_tree(path: Path, shown: str = "") -> tuple[Lines | Listed, list[Mistake]]:
    """The tree of one law file, as far as it can be read, and what is wrong with it. Never raises for what a file holds."""
    shown = shown or path.name
    mistakes: list[Mistake] = []
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        tree = _value(node, shown, "", mistakes) if node else empty(shown)
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark or error.context_mark).line + 1
        return empty(shown), [Mistake(shown, line, "file", f"this is not YAML: {error.problem}.", "Mend the indentation or the quotes.")]
    except (UnicodeDecodeError, yaml.YAMLError):
        return empty(shown), [Mistake(shown, 0, "file", "this is not text in UTF-8.", "Save the file as UTF-8.")]
    except OSError as error:
        return empty(shown), [Mistake(shown, 0, "file", f"this file cannot be opened ({error.strerror}).", "Give a file that can be read.")]
    except RecursionError:
        return empty(shown), [Mistake(shown, 0, "file", "lists stand in lists without end.", "Write every line out, without & and *.")]
    if not isinstance(tree, (Lines, Listed)):
        mistakes.append(Mistake(shown, 1, "file", "a law file is a list of keys with values.", 'Write "procedure: ..." first.'))
        return empty(shown), mistakes
    return tree, mistakes


def empty(shown: str) -> Lines:
    """The tree of a file that cannot be read: nothing, on its first line."""
    tree = Lines()
    tree.line, tree.lines, tree.file = 1, {}, shown
    return tree


def _value(node: yaml.Node, file: str, where: str, mistakes: list[Mistake]) -> object:
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node, file, where, mistakes)
    if getattr(node, "read", False):  # an alias: the same lines, reached a second time, perhaps from inside themselves
        mistakes.append(Mistake(file, node.start_mark.line + 1, where, "these lines are used in two places with & and *.", "Write them out in both."))
        return ""
    node.read = True
    if isinstance(node, yaml.SequenceNode):
        items = Listed(_value(item, file, f"{where}[{n}]", mistakes) for n, item in enumerate(node.value, 1))
        items.line, items.file = node.start_mark.line + 1, file
        return items
    return _mapping(node, file, where, mistakes)


def _mapping(node: yaml.MappingNode, file: str, where: str, mistakes: list[Mistake]) -> Lines:
    tree = Lines()
    tree.line, tree.lines, tree.file = node.start_mark.line + 1, {}, file
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        key = sys.intern(str(key_node.value))  # one object in all files, and so in their compiled copy
        here = f"{where}.{key}" if where else key
        if key in tree:
            mistakes.append(Mistake(file, line, here, f"this key was already given on line {tree.lines[key]}.", "Keep one of the two."))
        tree.lines[key] = line
        tree[key] = _value(value_node, file, here, mistakes)
    return tree


def _scalar(node: yaml.ScalarNode, file: str, where: str, mistakes: list[Mistake]) -> object:
    text = sys.intern(node.value)
    if node.style in ("'", '"', "|", ">"):
        return text
    if text in ("true", "false"):
        return text == "true"
    if _INT.match(text) and len(text) <= LONGEST_NUMBER:
        return int(text)
    if _DECIMAL.match(text):
        return Decimal(text)
    if _DAY.match(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            mistakes.append(Mistake(file, node.start_mark.line + 1, where, f"{text} is not a day of the calendar.", "Write a day as 2026-05-21."))
            return text
    if text == "":
        mistakes.append(Mistake(file, node.start_mark.line + 1, where, "nothing is written here.", "Write a value or delete the line."))
    return text


def plain(tree: object) -> object:
    """The same tree as JSON would hold it: days and decimals as text. One text for one law, whoever reads it."""
    if isinstance(tree, Mapping):
        return {str(k): plain(v) for k, v in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [plain(v) for v in tree]
    if isinstance(tree, date):
        return tree.isoformat()
    return str(tree) if isinstance(tree, Decimal) else tree
