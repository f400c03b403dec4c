"""What is personal is kept under the key of its case, read back as it was, and gone for ever once the key is destroyed."""

from hashlib import sha256
from uuid import UUID

import pytest
from django.db import connection, transaction

from guichet.transactions import Transaction
from guichet.vault import cipher, disk, store
from guichet.vault.cipher import Damaged
from guichet.vault.models import CaseKey, Item
from tests.vault.conftest import CASE, OTHER

pytestmark = pytest.mark.django_db

NOWHERE = "01990000-0000-7000-8000-00000000ffff"
PASSPORT = ("evidence:passport", b"%PDF-1.7 Abebe", "passeport de ማሪያም.pdf", "application/pdf")


def change(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def everything_in_the_database() -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM vault_item")
        return b"".join(bytes(content) for (content,) in cursor.fetchall() if content is not None)


ANSWERS = {"family_name": "李", "b": [1, 2.5, None, True]}


@pytest.mark.parametrize("content", [ANSWERS, "half a \ud800 character", [], b"", b"\0\xff", 7, None, "x" * 70_000])
def test_what_is_kept_comes_back_as_it_was(content):
    kept = store.keep(CASE, "answers", content)
    assert store.read(CASE, kept.ref) == content
    assert str(UUID(kept.ref)) == kept.ref and len(kept.digest) == 64


def test_answers_come_back_in_the_order_in_which_they_were_given():
    kept = store.keep(CASE, "answers", {"z": 1, "a": 2})
    assert list(store.read(CASE, kept.ref)) == ["z", "a"]


def test_a_file_comes_back_with_its_name_and_lies_on_disk_encrypted(folder):
    kept = store.keep_file(CASE, *PASSPORT)
    assert store.read_file(CASE, kept.ref) == store.KeptFile(*PASSPORT[1:])
    (path,) = folder.glob("*/*")
    assert path.name == kept.ref and path.parent.name == str(CASE)
    assert b"Abebe" not in path.read_bytes() and b"pdf" not in path.read_bytes()


def test_several_contents_are_kept_and_read_by_few_statements(django_assert_num_queries):
    store.keep(CASE, "note", "first")
    with django_assert_num_queries(2):
        kept = store.keep_many(CASE, [("note", "second"), ("reason", "third")])
    with django_assert_num_queries(1):
        assert store.read_many(CASE, [one.ref for one in kept]) == {kept[0].ref: "second", kept[1].ref: "third"}
    assert store.keep_many(CASE, []) == [] and store.read_many(CASE, []) == {}


def test_nothing_that_was_typed_can_be_found_in_the_tables():
    store.keep(CASE, "answers", {"name": "Canary Waters", "number": "85073003328"})
    found = everything_in_the_database()
    assert found and b"Canary" not in found and b"850730" not in found


def test_the_digest_is_salted_so_that_the_same_words_never_look_the_same():
    first, second = store.keep(CASE, "note", "yes"), store.keep(CASE, "note", "yes")
    assert first.digest != second.digest and sha256(b'"yes"').hexdigest() not in (first.digest, second.digest)
    assert store.is_as_kept(CASE, first.ref, first.digest) and not store.is_as_kept(CASE, first.ref, second.digest)


def test_what_is_not_there_is_not_there():
    store.keep(CASE, "note", "mine")
    file = store.keep_file(CASE, *PASSPORT)
    note = store.keep(OTHER, "note", "yours")
    for ref in (NOWHERE, note.ref, file.ref, "not a reference"):
        with pytest.raises(store.NoSuchItem):
            store.read(CASE, ref)
    with pytest.raises(store.NoSuchItem):
        store.read_file(OTHER, note.ref)
    with pytest.raises(store.NoSuchItem):
        store.read(UUID(NOWHERE), note.ref)


def test_items_are_listed_by_kind_without_opening_them():
    note, file = store.keep(CASE, "note", "long"), store.keep_file(CASE, *PASSPORT)
    assert store.refs(CASE) == [
        store.KeptItem(file.ref, "evidence:passport", len(PASSPORT[1]), True), store.KeptItem(note.ref, "note", len('"long"'), False),
    ]
    assert [item.ref for item in store.refs(CASE, "note")] == [note.ref]
    assert store.refs(OTHER) == []


def test_a_piece_of_a_draft_can_be_taken_out(folder, django_capture_on_commit_callbacks):
    file, note = store.keep_file(CASE, *PASSPORT), store.keep(CASE, "note", "stays")
    with django_capture_on_commit_callbacks(execute=True):
        store.drop(CASE, file.ref)
    assert [item.ref for item in store.refs(CASE)] == [note.ref] and not list(folder.glob("*/*"))


def test_erasing_destroys_key_and_files_and_nothing_can_be_read_or_kept_again(folder, django_capture_on_commit_callbacks):
    note, file, other = store.keep(CASE, "note", "secret"), store.keep_file(CASE, *PASSPORT), store.keep(OTHER, "note", "stays")
    assert not store.is_erased(CASE)
    with django_capture_on_commit_callbacks(execute=True):
        store.erase(CASE)
    assert store.is_erased(CASE) and not list(folder.glob("*/*"))
    for act in (
        lambda: store.read(CASE, note.ref), lambda: store.read_file(CASE, file.ref), lambda: store.keep(CASE, "note", "again"),
        lambda: store.keep_file(CASE, *PASSPORT), lambda: store.is_as_kept(CASE, note.ref, note.digest),
    ):
        with pytest.raises(store.Erased):
            act()
    assert [item.kind for item in store.refs(CASE)] == ["evidence:passport", "note"], "what there was is known, not what it said"
    assert bytes(CaseKey.objects.get(case=CASE).wrapped) == b"" and bytes(Item.objects.get(case=CASE, ref=note.ref).content) == b""
    assert store.read(OTHER, other.ref) == "stays"


def test_an_erasure_that_was_rolled_back_erased_nothing(folder):
    file = store.keep_file(CASE, *PASSPORT)
    with pytest.raises(RuntimeError), transaction.atomic():
        store.erase(CASE)
        raise RuntimeError
    assert store.read_file(CASE, file.ref).content == PASSPORT[1]


def test_a_case_in_which_nothing_was_kept_can_be_erased_too():
    store.erase(OTHER)
    assert store.is_erased(OTHER)
    with pytest.raises(store.Erased):
        store.keep(OTHER, "note", "too late")


def test_no_item_can_be_moved_renamed_or_changed():
    kept, victim = store.keep(CASE, "note", "yes"), store.keep(CASE, "note", "no")
    sealed = bytes(Item.objects.get(case=CASE, ref=kept.ref).content)
    for statement, values in (
        ("UPDATE vault_item SET content = %s WHERE ref = %s", (sealed, UUID(victim.ref).hex)),
        ("UPDATE vault_item SET content = %s WHERE ref = %s", (sealed[:-1] + bytes([sealed[-1] ^ 1]), UUID(victim.ref).hex)),
        ("UPDATE vault_item SET content = %s WHERE ref = %s", (b"", UUID(victim.ref).hex)),
    ):
        change(statement, *values)
        with pytest.raises(Damaged):
            store.read(CASE, victim.ref)
    change("UPDATE vault_item SET kind = 'reason' WHERE ref = %s", UUID(kept.ref).hex)
    with pytest.raises(Damaged):
        store.read(CASE, kept.ref)


def test_a_file_that_was_changed_or_lost_is_told(folder):
    kept = store.keep_file(CASE, *PASSPORT)
    path = folder / str(CASE) / kept.ref
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged, match="was changed"):
        store.read_file(CASE, kept.ref)
    path.unlink()
    with pytest.raises(Damaged, match="is gone"):
        store.read_file(CASE, kept.ref)


def test_another_master_key_opens_nothing_and_a_missing_one_is_named(settings):
    kept = store.keep(CASE, "note", "yes")
    settings.VAULT_MASTER_KEY = "B" * 43 + "="
    with pytest.raises(Damaged, match="GUICHET_VAULT_KEY"):
        store.read(CASE, kept.ref)
    settings.VAULT_MASTER_KEY = ""
    with pytest.raises(ValueError, match="GUICHET_VAULT_KEY"):
        store.keep(OTHER, "note", "yes")


def test_models_and_store_mean_the_same_case_and_item(settings):
    kept = store.keep(CASE, "note", "yes")
    item = Item.objects.get(case=CASE)
    assert (item.case, str(item.ref), item.kind) == (CASE, kept.ref, "note")
    key = cipher.opened_key(settings.VAULT_MASTER_KEY, CASE, bytes(CaseKey.objects.get(case=CASE).wrapped))
    assert cipher.unlocked(key, CASE, item.ref, "note", bytes(item.content)).content == b'"yes"'


def test_a_file_is_on_disk_for_good_before_its_row(monkeypatch):
    order: list[str] = []
    fsync, insert = disk.os.fsync, store._insert
    monkeypatch.setattr(disk.os, "fsync", lambda handle: order.append("fsync") or fsync(handle))
    monkeypatch.setattr(disk.Path, "replace", _told(order, "rename", disk.Path.replace))
    monkeypatch.setattr(store, "_insert", _told(order, "row", insert))
    store.keep_file(CASE, *PASSPORT)
    assert order == ["fsync", "fsync", "rename", "fsync", "row"]  # new folder, file, rename, folder, row


def _told(order, word, act):
    def told(*values):
        order.append(word)
        return act(*values)

    return told


def test_in_one_transaction_a_label_is_opened_once_and_only_for_its_case(monkeypatch):
    kept, asked = store.keep_file(CASE, *PASSPORT), []
    unlocked = store._unlocked
    monkeypatch.setattr(store, "_unlocked", lambda case, wanted: (asked.extend(wanted), unlocked(case, wanted))[1])
    with Transaction():
        found = store.labels(CASE, [kept.ref, NOWHERE])
        assert store.labels(CASE, [kept.ref]) == found == {kept.ref: (PASSPORT[2], PASSPORT[3], len(PASSPORT[1]), kept.digest)}
        assert store.labels(OTHER, [kept.ref]) == {}
    assert len(asked) == 3  # two of the first case, one of the other
    assert store.labels(CASE, [kept.ref]) == found and len(asked) == 4
