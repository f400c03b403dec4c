"""Prints the longest files, functions and classes, and the deepest nesting, so that everyone sees the tail."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHOWN = 5
NESTS = (ast.If, ast.For, ast.While, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Found = tuple[int, str]


def main() -> int:
    """Print four short tables; nothing here fails: it is a mirror."""
    trees = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in sorted(_files())}
    parsed = {path: ast.parse(text) for path, text in trees.items()}
    _show("longest files (lines)", [(text.count("\n"), str(path)) for path, text in trees.items()])
    nodes = [(path, node) for path, tree in parsed.items() for node in ast.walk(tree)]
    functions = [(path, node) for path, node in nodes if isinstance(node, FUNCTIONS)]
    _show("longest functions (lines)", [(_length(node), f"{path}:{node.lineno} {node.name}") for path, node in functions])
    _show("deepest functions (levels)", [(_depth(node), f"{path}:{node.lineno} {node.name}") for path, node in functions])
    classes = [(path, node) for path, node in nodes if isinstance(node, ast.ClassDef)]
    _show("largest classes (methods)", [(_methods(node), f"{path}:{node.lineno} {node.name}") for path, node in classes])
    return 0


def _files() -> Iterator[Path]:
    for folder in ("guichet", "tests", "setup"):
        yield from (path for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _depth(node: ast.AST) -> int:
    below = max((_depth(child) for child in ast.iter_child_nodes(node) if not isinstance(child, FUNCTIONS)), default=0)
    return below + isinstance(node, NESTS)


def _methods(node: ast.ClassDef) -> int:
    return sum(isinstance(child, FUNCTIONS) for child in node.body)


def _show(title: str, found: list[Found]) -> None:
    print(f"{title}:")
    for size, where in sorted(found, reverse=True)[:SHOWN]:
        print(f"  {size:5}  {where}")


if __name__ == "__main__":
    sys.exit(main())
