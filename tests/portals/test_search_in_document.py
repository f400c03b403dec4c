"""Words are looked for in a document that holds text; what is looked for stands in no address, and a picture says that it holds none."""

import pytest

from guichet.casefile import reading
from guichet.casefile.pages import pages_with
from guichet.casefile.views import DocumentFile
from guichet.site.demo_papers import paper
from tests.portals.filling import pdf

ADDRESS = "/documents/01943f5e-7c00-7abc-8def-0123456789ab/view"


@pytest.fixture
def written() -> DocumentFile:
    return DocumentFile("contract.pdf", "application/pdf", paper("employment_contract"))


def test_words_are_found_whatever_their_capitals_and_a_scan_holds_none(written):
    assert pages_with(written, "SPECIMEN demo") == [1]
    assert pages_with(written, "specimen elephant") == [] and pages_with(written, "   ") == []
    assert pages_with(DocumentFile("blank.pdf", "application/pdf", pdf().read()), "specimen") is None


@pytest.mark.parametrize(("text", "said"), [("Specimen", "Found on 1 page:"), ("elephant", "Not found in this document.")])
def test_the_viewer_tells_on_which_pages_and_its_address_says_nothing(visitor_as, monkeypatch, written, text, said):
    monkeypatch.setattr(reading, "open_document", lambda viewer, identity: written)
    answer = visitor_as("stay_authority").post(ADDRESS, {"q": text})
    html = answer.content.decode()
    assert answer.status_code == 200 and said in html and f'value="{text}"' in html
    assert text not in html.replace(f'value="{text}"', "").split("g-doc__found")[0].split("action=")[1]
