"""Time is an argument: the clock is read in site/clock.py and nowhere else."""

import ast

from tests.words.source import Source, sources

READS_CLOCK = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime"),
    *("timezone.now", "timezone.localtime", "timezone.localdate", "uuid.uuid1", "uuid1", "time.strftime", "time.ctime"),
}
FROM_TIME = {"time", "time_ns", "localtime", "gmtime", "strftime", "ctime"}  # how long something took is not what time it is
BY_ITSELF = {"auto_now", "auto_now_add", "Now", "CURRENT_TIMESTAMP"}


def reads(source: Source) -> list[str]:
    found = []
    for node in source.nodes:
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        if called in READS_CLOCK or called.split(".", 1)[-1] in READS_CLOCK:
            found.append(f"{source.at(node.lineno)} {called}")
        if isinstance(node, ast.ImportFrom) and node.module == "time" and FROM_TIME & {name.name for name in node.names}:
            found.append(f"{source.at(node.lineno)} from time import")
        if isinstance(node, ast.keyword) and node.arg in BY_ITSELF:
            found.append(f"{source.at(node.value.lineno)} {node.arg}")
    return found


def test_the_clock_is_read_in_one_place():
    found = {source.path.name: reads(source) for source in sources() if reads(source)}
    assert set(found) == {"clock.py"}, found


def test_only_those_who_act_now_import_the_clock():
    wrong = [
        source.at(node.lineno)
        for source in sources()
        for node in source.nodes
        if isinstance(node, ast.ImportFrom) and (node.module, "clock") in {(node.module, name.name) for name in node.names}
        if node.module == "guichet.site" and source.room not in {"site", "portals", "desk"}
    ]
    assert not wrong
