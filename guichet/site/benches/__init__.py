"""Measures of `guichet bench`: each module has `measure(cases) -> names and figures`, on a database of its own."""
