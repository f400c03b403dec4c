"""Whoever gets past the triggers is found out: each way of changing the tables is told in a sentence that says where."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection

from guichet.journal import export, roots, store, triggers, verify
from tests.journal.conftest import AT, LAW, case, told


def unprotect() -> None:
    """Take the triggers away, as a superuser could; the transaction of the test gives them back."""
    with connection.cursor() as cursor:
        for name in triggers.installed(connection):
            table = name.split("_refuses_")[0]
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def change(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def wrong_after(*statements: tuple[object, ...]) -> str:
    """Change the tables behind the back of the triggers and return what the verification says, without its words on triggers."""
    unprotect()
    for statement in statements:
        change(*statement)
    report = verify.verify()
    assert not report.whole
    return " ".join(sentence for sentence in report.wrong if "trigger" not in sentence)


def rewrite(one: object, words: tuple[str, str]) -> None:
    """Change every text of a case and make its chain fit again."""
    digest = bytes(32)
    with connection.cursor() as cursor:
        cursor.execute('SELECT number, text FROM journal_entry WHERE "case" = %s ORDER BY number', [one.hex])
        for number, text in cursor.fetchall():
            new = text.replace(*words)
            digest = sha256(digest + new.encode()).digest()
            change('UPDATE journal_entry SET text = %s, digest = %s WHERE "case" = %s AND number = %s', new, digest.hex(), one.hex, number)


ONE = f"\"case\" = '{case(1).hex}' AND number = 2"


def test_a_journal_that_nobody_touched_is_whole(journal):
    report = verify.verify()
    assert report.whole, report.wrong
    assert (report.cases, report.entries, report.roots, report.unsealed) == (3, 9, 2, 1)


@pytest.mark.django_db
def test_an_empty_journal_is_whole(settings, tmp_path):
    settings.ROOTS_COPY = tmp_path
    assert verify.verify().whole


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("kind", "'granted'", "Entry 2 of case {0} was changed: its column kind"),
        ('"by"', "'stay_authority||'", "its column by"),
        ('"on"', "'2026-03-03'", "its column on"),
        ('"at"', "'2026-03-02T09:30:00.000001Z'", "its column at"),
        ("text", "replace(text, 'completed', 'withdrawn')", "Entry 2 of case {0} was changed: its digest"),
        ("text", "'{{'", "Entry 2 of case {0} was changed: its digest"),
        ("digest", "'" + "0" * 64 + "'", "Entry 2 of case {0} was changed: its digest"),
        ("number", "7", "Entry 2 of case {0} is missing"),
        ('"case"', "'" + case(9).hex + "'", "Entry 2 of case {0} is missing"),
    ],
)
def test_a_changed_column_of_an_entry_is_found(journal, column, value, words):
    found = wrong_after((f"UPDATE journal_entry SET {column} = {value.replace('{{', '{')} WHERE {ONE}",))
    assert words.format(case(1)) in found


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("at", "'2026-03-02T09:30:00.000001Z'", "Root 1 does not follow"),
        ("text", "replace(text, '\"cases\":3', '\"cases\":4')", "Root 1 was changed"),
        ("signature", "'" + "ab" * 64 + "'", "Root 1 was changed"),
        ("digest", "'" + "ab" * 32 + "'", "Root 1 was changed"),
        ("number", "9", "Root 1 is missing"),
    ],
)
def test_a_changed_column_of_a_root_is_found_with_and_without_its_copy(journal, settings, tmp_path, column, value, words):
    statement = (f'UPDATE journal_root SET "{column}" = {value} WHERE number = 1',)
    assert "Root 1" in wrong_after(statement)
    settings.ROOTS_COPY = tmp_path / "none"
    assert words in " ".join(verify.verify().wrong)


def test_an_entry_taken_out_is_missed(journal):
    assert f"Entry 2 of case {case(1)} is missing" in wrong_after((f"DELETE FROM journal_entry WHERE {ONE}",))


def test_the_end_of_a_case_taken_away_is_missed_by_the_root_that_sealed_it(journal):
    found = wrong_after((f"DELETE FROM journal_entry WHERE \"case\" = '{case(1).hex}' AND number > 2",))
    assert found == f"Entry 4 of case {case(1)} is missing: root 2 sealed it."


def test_a_whole_case_taken_away_is_missed(journal):
    found = wrong_after((f"DELETE FROM journal_entry WHERE \"case\" = '{case(3).hex}'",))
    assert found == f"Entry 2 of case {case(3)} is missing: root 1 sealed it."


def test_an_end_taken_away_with_the_roots_over_it_is_missed_by_the_copies(journal, settings, tmp_path):
    found = wrong_after(
        (f"DELETE FROM journal_entry WHERE \"case\" = '{case(1).hex}' AND number > 2",), ("DELETE FROM journal_root WHERE number = 2",)
    )
    assert found == "Root 2 is missing: a copy of it was kept elsewhere."


def test_two_entries_that_changed_places_are_found(journal):
    found = wrong_after(
        (f"UPDATE journal_entry SET number = 99 WHERE {ONE}",),
        (f"UPDATE journal_entry SET number = 2 WHERE \"case\" = '{case(1).hex}' AND number = 3",),
        (f"UPDATE journal_entry SET number = 3 WHERE \"case\" = '{case(1).hex}' AND number = 99",),
    )
    assert f"Entry 2 of case {case(1)} was changed" in found


def test_an_entry_pushed_in_is_found(journal):
    columns = 'kind, "by", "on", "at", text, digest, command, mark FROM journal_entry'
    found = wrong_after((f"INSERT INTO journal_entry SELECT \"case\", 3, {columns} WHERE \"case\" = '{case(2).hex}' AND number = 2",))
    assert f"Entry 3 of case {case(2)} was changed" in found


def test_a_case_rewritten_with_a_chain_that_fits_is_found_by_its_root(journal):
    unprotect()
    rewrite(case(2), ("été", "hiver"))
    assert f"Case {case(2)} was rewritten: its entry 2 is not the one that root 1 sealed." in verify.verify().wrong


def test_everything_rewritten_and_signed_again_with_a_stolen_key_is_found_by_the_copies(journal, settings, tmp_path):
    unprotect()
    copies = settings.ROOTS_COPY
    rewrite(case(2), ("été", "hiver"))
    change("DELETE FROM journal_root")
    settings.ROOTS_COPY = tmp_path / "thief"
    roots.seal(AT + timedelta(hours=1))
    roots.seal(AT + timedelta(hours=1))
    assert "Root 1 differs from the copy that was kept elsewhere." in verify.verify(witness=copies).wrong
    assert not [sentence for sentence in verify.verify().wrong if "trigger" not in sentence], "the thief's own copies tell nothing"


def test_roots_signed_by_another_key_are_found_unless_that_key_is_trusted_too(journal, settings):
    old = roots.public_key()
    settings.JOURNAL_KEY = "A" * 43 + "="
    assert "Root 1 is not signed by the key you trust." in verify.verify().wrong
    assert verify.verify(keys=[old]).whole


def test_a_law_bundle_taken_away_is_missed(journal):
    assert wrong_after(("DELETE FROM journal_bundle",)) == f"The law bundle {LAW} is missing, and entries were decided under it."


def test_a_changed_law_bundle_is_found(journal):
    assert "was changed: its text has another digest" in wrong_after(("UPDATE journal_bundle SET text = '[]'",))


def test_a_missing_trigger_is_found(journal):
    unprotect()
    assert len([sentence for sentence in verify.verify().wrong if "Run the migrations" in sentence]) == 9


def test_every_broken_case_is_told_and_the_whole_ones_are_not(journal):
    unprotect()
    for one in (1, 3):
        change(f"UPDATE journal_entry SET kind = 'granted' WHERE \"case\" = '{case(one).hex}'")
    sentences = [sentence for sentence in verify.verify().wrong if "column kind" in sentence]
    assert [str(case(1)) in sentences[0], str(case(3)) in sentences[1], len(sentences)] == [True, True, 2]


def test_run_says_what_it_found_and_writes_an_export(journal, tmp_path):
    said: list[str] = []
    assert verify.run(tmp_path / "export.jsonl", say=said.append) == 0
    assert said[0] == "Read 9 entries of 3 cases and 2 roots; 1 entries are not sealed yet."
    assert said[1].startswith("Wrote 12 lines") and roots.public_key() in said[1] and said[2] == "The journal is whole."
    unprotect()
    change(f"UPDATE journal_entry SET kind = 'granted' WHERE {ONE}")
    assert verify.run(say=said.append) == 1
    assert said[-1] == "The journal is broken."


def test_pages_of_the_export_join_without_a_gap(journal, monkeypatch):
    monkeypatch.setattr(export, "PAGE", 2)
    assert verify.verify().whole and verify.verify().entries == 9
    store.append(case(2), 2, [told("withdrawn")], AT, LAW)  # now an even number of entries
    assert verify.verify().entries == 10
