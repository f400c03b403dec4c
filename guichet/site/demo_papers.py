"""Pages of paper for the demo: small, true PDF files that say which piece of evidence they stand for."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf


@cache
def paper(evidence: str) -> bytes:
    """One A4 page with the name of the evidence, always the same bytes."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    words = evidence.replace("_", " ").capitalize()
    page.Contents = pdf.make_stream(f"BT /F1 24 Tf 72 740 Td ({words}) Tj /F1 12 Tf 0 -40 Td (Specimen of the demo, about nobody.) Tj ET".encode())
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
