"""The views are told again to the same content, byte by byte, and the pages are the same."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection, transaction

from guichet.casefile import reading
from guichet.casefile import store as casefile
from guichet.casefile.views import CaseFilter
from guichet.desk import rebuild, tick
from guichet.desk.law_of import rules_of_digest
from guichet.engine.case_number import number_of
from guichet.journal import store as journal
from guichet.people import store as people
from guichet.registry import store as registry
from guichet.site import clock
from guichet.vault import store as vault
from tests.desk.life import REGION, Life, day

pytestmark = pytest.mark.database
VIEWS = (*casefile.TABLES, *registry.TABLES)


def columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return sorted(column.name for column in connection.introspection.get_table_description(cursor, table))


def dump() -> dict[str, list[bytes]]:
    """Every column of every row of every view table, as bytes, in an order of its own."""
    found = {}
    with connection.cursor() as cursor:
        for table in VIEWS:
            names = ", ".join(f'"{name}"' for name in columns(table))
            cursor.execute(f"SELECT {names} FROM {table}")
            found[table] = sorted(repr(row).encode() for row in cursor.fetchall())
    return found


def digest(told: dict[str, list[bytes]]) -> str:
    return sha256(b"\n".join(line for table in sorted(told) for line in (table.encode(), *told[table]))).hexdigest()


def pages() -> dict[str, object]:
    """What each person of the demo sees: every file that is theirs, and their lists."""
    reading.configure(rules_of_digest)
    day, found = clock.today(), {}
    for viewer in people.sign_in_choices(day):
        found[f"{viewer.actor}"] = reading.list_cases(viewer, CaseFilter(), day)
        for case in journal.cases():
            found[f"{viewer.actor} {case}"] = reading.open_case(number_of(case), viewer, day)
    return found


def test_every_table_of_the_views_is_told_again_or_kept_by_name():
    import guichet.casefile.models as casefile_models
    import guichet.registry.models as registry_models

    tables = {m._meta.db_table for module in (casefile_models, registry_models) for m in vars(module).values() if hasattr(m, "_meta")}
    assert {table for table in tables if not table.startswith("kept_")} == set(VIEWS)


def test_the_demo_world_told_again_is_the_same_byte_by_byte(demo_world):
    before, seen = dump(), pages()
    assert all(before[table] for table in VIEWS), {table: len(rows) for table, rows in before.items()}
    kinds = [{e.kind for e in journal.read(case)} for case in demo_world]
    assert any("sent_on" in one for one in kinds) and any(vault.is_erased(case) for case in demo_world)
    assert rebuild.rebuild() == len(demo_world)
    after = dump()
    assert {t: [*zip(after[t], before[t], strict=False)] for t in VIEWS if after[t] != before[t]} == {}
    assert digest(after) == digest(before) and pages() == seen


def test_after_time_has_passed_and_silence_spoke_it_is_still_the_same(demo_world):
    later = clock.today() + timedelta(days=120)
    assert tick.knock(tick.due(later), later, clock.now() + timedelta(days=120)) > 0
    before = digest(dump())
    rebuild.rebuild()
    assert digest(dump()) == before


def test_the_pages_keep_the_old_views_until_the_new_ones_are_whole(demo_world):
    before = digest(dump())

    def broken(cases):
        yield next(iter(cases))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild(broken)
    assert digest(dump()) == before


def test_a_file_sent_on_while_something_was_asked_is_told_under_the_law_of_the_other_region(demo_world):
    """There the time to complete counts working days: also the days before are told so, at once as later."""
    one = Life().submit(without=["fee"]).does("declare_incomplete", REGION, day(3, 3), asked=["fee"], reason="Il manque la preuve.")
    assert one.holds("limit", "completion#1", day(3, 4))["due_on"] == "2026-03-18"
    one.does("send_on", REGION, day(3, 6), to_region="wallonia", reason="Le siège est à Namur.")
    before = dump()
    with transaction.atomic():
        rebuild.tell_again(one.case)
    assert dump() == before and one.holds("limit", "completion#1", day(3, 4))["due_on"] == "2026-03-24"


def test_one_case_told_again_leaves_the_others_alone(demo_world):
    before = digest(dump())
    with transaction.atomic():
        rebuild.tell_again(demo_world[3])
    assert digest(dump()) == before
