"""How the holder of a letter checks it: a code that nobody can guess, and the page that answers; printed with a QR."""

from __future__ import annotations

import io
from dataclasses import dataclass

import segno

QUIET_ZONE = 4  # modules of white around a QR, as ISO/IEC 18004 asks


@dataclass(frozen=True, slots=True)
class Check:
    """`code` in groups, as it is typed; `address` the page, without the code. Neither says anything of a file."""

    code: str
    address: str

    @property
    def link(self) -> str:
        """What the QR opens: the page with the code, and nothing else."""
        return f"{self.address}/{self.code.replace(' ', '')}"

    def qr(self) -> str:
        """The link as a drawing (SVG)."""
        drawing = io.BytesIO()
        segno.make(self.link, error="m", micro=False).save(drawing, kind="svg", border=QUIET_ZONE, xmldecl=False, svgns=True)
        return drawing.getvalue().decode("ascii")

    @property
    def shown_address(self) -> str:
        """The address as a person types it."""
        return self.address.partition("://")[2]
