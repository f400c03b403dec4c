"""A second copy on paper says that it is one: the words are printed over every page, and the seal, which a copy cannot carry, is taken off."""

from __future__ import annotations

import io
import subprocess
import sys

PATIENCE = 20  # seconds
LEFT, FROM_TOP, SIZE = 57, 26, 11  # where the words stand, in points


class CannotBeCopied(Exception):
    """The letter could not be read again."""


def marked(content: bytes, words: str) -> bytes:
    """The same PDF with these words at the head of every page; done by another process, so that pages need no PDF library."""
    try:
        run = subprocess.run(  # noqa: S603  our own script, no shell
            [sys.executable, "-I", __file__, words], input=content, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise CannotBeCopied from None
    if run.returncode or not run.stdout:
        raise CannotBeCopied
    return run.stdout


def _main(words: str) -> None:
    import pikepdf

    with pikepdf.open(io.BytesIO(sys.stdin.buffer.read())) as pdf:
        if "/AcroForm" in pdf.Root:
            del pdf.Root.AcroForm
        font = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Helvetica-Bold"),
                               Encoding=pikepdf.Name.WinAnsiEncoding)
        )  # fmt: skip
        for page in pdf.pages:
            if "/Annots" in page.obj:
                page.obj.Annots = pikepdf.Array([one for one in page.obj.Annots if one.get("/Subtype") != "/Widget"])
            name = page.add_resource(font, pikepdf.Name.Font)
            text = words.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            place = f"{float(page.mediabox[0]) + LEFT} {float(page.mediabox[3]) - FROM_TOP} Td".encode()
            page.contents_add(b"q", prepend=True)
            font_and_colour = f"{name} {SIZE} Tf 0.64 0.13 0.11 rg ".encode()
            page.contents_add(b"Q /Artifact BMC q BT " + font_and_colour + place + b" (" + text + b") Tj ET Q EMC")
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    sys.stdout.buffer.write(out.getvalue())


if __name__ == "__main__":
    _main(sys.argv[1])
