"""Each hour the heads of all cases are sealed in one signed root, chained to the one before and copied elsewhere."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guichet.journal import roots, store
from guichet.journal.models import Root
from guichet.journal.stand_alone_verifier import Tree, is_signed
from tests.journal.conftest import AT, case, told


def merkle(leaves: list[bytes]) -> bytes:
    """Count the tree hash word for word as RFC 9162, section 2.1.1, defines it."""
    if len(leaves) < 2:
        return sha256(b"\0" + leaves[0]).digest() if leaves else sha256().digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\1" + merkle(leaves[:half]) + merkle(leaves[half:])).digest()


@given(st.lists(st.lists(st.integers(0, 40), max_size=15), max_size=6))
def test_a_tree_that_changes_step_by_step_has_the_root_of_the_rfc(rounds):
    tree, heads = Tree(), {}
    for number, changed in enumerate(rounds, 1):
        for name in changed:
            tree.put(f"case-{name}", number, "d")
            heads[f"case-{name}"] = number
        assert tree.root() == merkle([f"{name} {number} d".encode() for name, number in heads.items()]).hex()


def test_a_root_names_the_heads_that_changed_and_follows_from_the_one_before(journal):
    first, second = (json.loads(row.text) for row in Root.objects.order_by("number"))
    assert [head[:2] for head in first["heads"]] == [[str(one), 2] for one in journal]
    assert [head[:2] for head in second["heads"]] == [[str(journal[0]), 4]]
    assert second["previous"] == Root.objects.get(number=1).digest and first["previous"] == store.START
    assert first["cases"] == second["cases"] == 3
    heads = [f"{case} {number} {digest}".encode() for case, number, digest in (second["heads"][0], *first["heads"][1:])]
    assert second["root"] == merkle(heads).hex()


def test_both_verifiers_accept_the_signature_and_neither_that_of_a_changed_text(journal):
    root = Root.objects.get(number=2)
    for verify in (roots.is_signed, is_signed):
        assert verify(roots.public_key(), root.signature, root.text)
        assert not verify(roots.public_key(), root.signature, root.text.replace('"cases":3', '"cases":4'))
        assert not verify("00" * 32, root.signature, root.text)
        assert not verify(roots.public_key(), root.signature[:-2], root.text)


def test_a_root_is_due_an_hour_after_the_last(journal):
    last = AT + timedelta(hours=1)
    assert not roots.is_due(last + timedelta(minutes=59))
    assert roots.is_due(last + timedelta(hours=1))


@pytest.mark.django_db
def test_the_first_root_is_due_at_once():
    assert roots.is_due(AT)


def test_an_hour_without_news_is_sealed_too_and_many_heads_make_several_roots(journal, monkeypatch):
    monkeypatch.setattr(roots, "HEADS", 2)
    assert roots.seal(AT) == 1  # the withdrawal
    assert roots.seal(AT) == 1  # nothing
    for number in range(10, 15):
        store.append(case(number), 0, [told("application_submitted")], AT, "a" * 64)
    assert roots.seal(AT) == 3
    assert [len(json.loads(row.text)["heads"]) for row in Root.objects.order_by("number")] == [3, 1, 1, 0, 2, 2, 1]


def test_copies_lie_elsewhere_and_are_never_written_over(journal, settings):
    copies = sorted(settings.ROOTS_COPY.iterdir())
    assert [copy.name for copy in copies] == ["root-000000001.json", "root-000000002.json"]
    assert json.loads(copies[1].read_text())["root"] == next(root for root in roots.roots() if root["number"] == 2)
    copies[0].write_text("left as it is")
    copies[1].unlink()  # as if the process was killed before it copied
    assert roots.copy_elsewhere(settings.ROOTS_COPY) == 1
    assert copies[0].read_text() == "left as it is" and copies[1].exists()


def test_without_a_key_nothing_is_sealed_and_the_sentence_says_what_to_do(journal, settings):
    settings.JOURNAL_KEY = ""
    with pytest.raises(ValueError, match="GUICHET_JOURNAL_KEY"):
        roots.seal(AT)
