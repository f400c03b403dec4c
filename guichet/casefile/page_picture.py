"""Turns one page of a document from the standard input into a picture, in a process of its own with limits.

Run as a script only: it imports nothing of Guichet, so that a hostile file meets as little as possible. The first line of the answer
says as JSON how many pages there are; the rest is the picture (PNG), or nothing when only the number was asked (page 0). With "text" in the
place of the page it answers the text of each page, as JSON; with "first" and a number, so many pages of a PDF, as JSON in base 64.
"""

import base64
import io
import json
import resource
import sys

WIDTH = 1400  # signs stay sharp at twice the usual size
MOST_TEXTS, LONGEST_TEXT = 300, 50_000  # pages; signs of one
SECONDS = 20
MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Hold this process to its limits, turn the page, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    kind, content = sys.argv[1], sys.stdin.buffer.read()
    if sys.argv[2] == "text":
        sys.stdout.buffer.write(json.dumps(texts_of(content) if kind == "application/pdf" else []).encode())
        return
    if sys.argv[2] == "first":
        sys.stdout.buffer.write(json.dumps([base64.b64encode(one).decode() for one in first_of(content, int(sys.argv[3]))]).encode())
        return
    page, turn = int(sys.argv[2]), int(sys.argv[3])
    pages, picture = of_pdf(content, page, turn) if kind == "application/pdf" else of_picture(content, page, turn)
    sys.stdout.buffer.write(json.dumps({"pages": pages}).encode() + b"\n" + picture)


def of_pdf(content: bytes, page: int, turn: int) -> tuple[int, bytes]:
    """How many pages, and the one asked, turned clockwise."""
    import pypdfium2  # noqa: PLC0415  only for a PDF

    document = pypdfium2.PdfDocument(content)
    if not 1 <= page <= len(document):
        return len(document), b""
    return len(document), _drawn(document[page - 1], turn)


def first_of(content: bytes, most: int) -> list[bytes]:
    """The first pages, upright."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(content)
    return [_drawn(document[number], 0) for number in range(min(len(document), most))]


def _drawn(sheet: object, turn: int) -> bytes:
    across = sheet.get_height() if turn % 180 else sheet.get_width()
    return _png(sheet.render(scale=WIDTH / max(across, 1), rotation=turn, may_draw_forms=False).to_pil())


def texts_of(content: bytes) -> list[str]:
    """The text of each page as far as the file holds any; a scan holds none."""
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(content)
    return [document[number].get_textpage().get_text_range()[:LONGEST_TEXT] for number in range(min(len(document), MOST_TEXTS))]


def of_picture(content: bytes, page: int, turn: int) -> tuple[int, bytes]:
    """One page: the picture as it was meant to be seen, turned clockwise."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        if page != 1:
            return 1, b""
        seen = ImageOps.exif_transpose(picture).convert("RGB").rotate(-turn, expand=True)
        seen.thumbnail((WIDTH, WIDTH * 3))
        return 1, _png(seen)


def _png(picture: object) -> bytes:
    made = io.BytesIO()
    picture.save(made, "PNG", compress_level=3)
    return made.getvalue()


if __name__ == "__main__":
    main()
