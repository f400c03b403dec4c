"""The whole file as one bundle: numbered, paged, with proofs; only what its reader may read; the same bytes each time."""

import hashlib
import io
import re
import zipfile

import pytest

from guichet.engine.case_number import number_of
from tests.desk.life import EMPLOYER, OFFICE, REGION, Life, day
from tests.journeys.counter import at_the_counter


@pytest.fixture
def granted(db: None, clock: object, settings: object, tmp_path: object) -> Life:
    """Granted by both, and the letters have gone out."""
    from guichet.people import demo

    settings.VAULT_FOLDER = tmp_path
    demo.load()
    one = Life().granted()
    one.works(day(4, 10))
    clock.set_today(day(4, 13))
    return one


def bundle_of(one: Life, actor: object, language: str = "en") -> zipfile.ZipFile:
    answer = at_the_counter(actor, language).get(f"/files/{number_of(one.case)}/bundle.zip")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


@pytest.mark.parametrize("language", ["fr", "nl", "de", "en"])
def test_the_index_names_every_piece_with_its_pages_and_its_fingerprint(granted: Life, language: str) -> None:
    packed = bundle_of(granted, OFFICE, language)
    names = packed.namelist()
    index = packed.read("index.html").decode()
    assert names[0] == "index.html" and f'<html lang="{language}"' in index and "…" not in index
    assert [name[:4] for name in names[1:]] == [f"{n:03}_" for n in range(1, len(names))]
    for name in names[1:]:
        assert f'href="{name}"' in index and hashlib.sha256(packed.read(name)).hexdigest() in index


def test_pages_are_counted_through_and_proofs_of_notification_stand_there(granted: Life) -> None:
    index = bundle_of(granted, OFFICE).read("index.html").decode()
    spans = [(int(first), int(last or first)) for first, last in re.findall(r"<td>(\d+)(?:–(\d+))?</td><td><code>", index)]
    assert spans and spans[0][0] == 1 and all(later[0] == one[1] + 1 for one, later in zip(spans, spans[1:], strict=False))
    receipts = [e.data["receipt"] for e in granted.entries if e.kind == "notified" and e.data["letter"] == "annex_46"]
    assert receipts and all(receipt in index for receipt in receipts)


def test_nobody_gets_what_they_may_not_read(granted: Life) -> None:
    of_region, of_office = (bundle_of(granted, actor).namelist() for actor in (REGION, OFFICE))
    assert any("Medical" in name for name in of_office) and not any("Medical" in name or "criminal" in name for name in of_region)
    own = bundle_of(granted, EMPLOYER).read("index.html").decode()
    assert "Medical certificate" not in re.sub(r"<ol>.*?</ol>", "", own, flags=re.S)
    assert at_the_counter(OFFICE).get("/files/AAAAAAAAAA/bundle.zip").status_code == 404


def test_asked_twice_it_is_the_same_to_the_byte(granted: Life) -> None:
    first, second = (at_the_counter(OFFICE).get(f"/files/{number_of(granted.case)}/bundle.zip").content for _ in range(2))
    assert first == second


def test_it_costs_few_questions_for_each_piece(granted: Life, django_assert_max_num_queries) -> None:
    client = at_the_counter(OFFICE)
    with django_assert_max_num_queries(60):
        client.get(f"/files/{number_of(granted.case)}/bundle.zip")
