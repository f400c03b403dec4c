"""Reads a tagged PDF as a screen reader does: the structure tree in order, one line for each element with its tag and text."""

import io
import re

import pikepdf

SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})


def spoken(pdf: bytes) -> list[str]:
    """Every block of the structure tree as "Tag text", in reading order; artifacts (mark, footer) are silent."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        texts = {page.obj.objgen: _marked_texts(page) for page in document.pages}
        lines: list[list[str]] = []
        _walk(document.Root.StructTreeRoot.K, None, texts, lines)
    joined = [[tag, re.sub(r"\s+", " ", text.translate(SPACES)).strip()] for tag, text in lines]
    return [f"{tag:<5} {text}" for tag, text in joined if text]


def tags(pdf: bytes) -> set[str]:
    """The tags that occur in the structure tree."""
    found: set[str] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        _collect(document.Root.StructTreeRoot.K, found)
    return found


def all_text(pdf: bytes) -> str:
    """Everything that is spoken, as one text."""
    return "\n".join(spoken(pdf))


INLINE = {"/Span", "/Strong", "/Em", "/Lbl", "/LBody", "/Link"}


def _walk(node, page, texts, lines) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _walk(kid, page, texts, lines)
    elif isinstance(node, int):
        if not lines:
            lines.append(["", ""])
        lines[-1][1] += texts[page.objgen].get(node, "")
    elif "/MCID" in node:
        _walk(int(node.MCID), node.get("/Pg", page), texts, lines)
    elif "/S" in node:
        if str(node.S) not in INLINE:
            lines.append([str(node.S).lstrip("/"), ""])
        _walk(node.get("/K", pikepdf.Array()), node.get("/Pg", page), texts, lines)
        if str(node.S) == "/Lbl":
            lines[-1][1] += " "


def _collect(node, found) -> None:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            _collect(kid, found)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        found.add(str(node.S).lstrip("/"))
        _collect(node.get("/K", pikepdf.Array()), found)


def _marked_texts(page) -> dict[int, str]:
    fonts = {name: _unicode(font) for name, font in page.resources.get("/Font", {}).items()}
    said: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[bytes, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        word = str(operator)
        if word in ("BDC", "BMC"):
            stack.append(_mcid(operands))
        elif word == "EMC":
            stack.pop()
        elif word == "Tf":
            font = fonts.get(str(operands[0]), {})
        elif word in ("Tj", "TJ") and (current := next((m for m in reversed(stack) if m is not None), None)) is not None:
            parts = operands[0] if word == "TJ" else operands
            said[current] = said.get(current, "") + "".join(_decoded(bytes(part), font) for part in parts if isinstance(part, pikepdf.String))
    return said


def _mcid(operands) -> int | None:
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]:
        return int(operands[1].MCID)
    return None


def _decoded(raw: bytes, font: dict[bytes, str]) -> str:
    return "".join(font.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2))


def _unicode(font) -> dict[bytes, str]:
    stream = font.ToUnicode.read_bytes().decode("latin-1")
    table: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", stream, re.DOTALL):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            table[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", stream, re.DOTALL):
        for first, last, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for step in range(int(last, 16) - int(first, 16) + 1):
                table[(int(first, 16) + step).to_bytes(2, "big")] = chr(start + step)
    return table
