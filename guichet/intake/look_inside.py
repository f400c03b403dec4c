"""Opens one file from the standard input, in a process of its own with limits, and says as JSON whether it can be read.

Run as a script only: it imports nothing of Guichet, so that a hostile file meets as little as possible.
"""

import io
import json
import resource
import sys

MEGAPIXELS = 120  # an A3 page scanned at 600 dots an inch has 70
SECONDS = 20
MEMORY = 1536 * 1024 * 1024


def main() -> None:
    """Hold this process to its limits, look, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    reason = look_into_pdf(content) if sys.argv[1] == "pdf" else look_into_picture(content, sys.argv[1])
    values = {"megapixels": MEGAPIXELS} if reason == "file_too_many_pixels" else {}
    json.dump({"good": not reason, "reason": reason, "values": values}, sys.stdout)


def look_into_pdf(content: bytes) -> str:
    """Why this PDF cannot be kept, "" if it can: it opens without a password and its first page is there."""
    import pikepdf  # noqa: PLC0415  only for a PDF: a picture need not wait for it

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if not len(pdf.pages):
                return "file_without_pages"
            pdf.pages[0].mediabox  # noqa: B018  a tree that only counts pages has none
    except pikepdf.PasswordError:
        return "file_with_password"
    except Exception:  # whatever a hostile file brings about, it cannot be read
        return "file_damaged"
    return ""


def look_into_picture(content: bytes, kind: str) -> str:
    """Why this picture cannot be kept, "" if it can: not too many pixels, counted before any is decoded, and all of them decode."""
    from PIL import Image  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = None  # we count ourselves
    formats = ["JPEG" if kind == "jpg" else "PNG"]
    try:
        with Image.open(io.BytesIO(content), formats=formats) as picture:
            if picture.width * picture.height > MEGAPIXELS * 1_000_000:
                return "file_too_many_pixels"
            picture.verify()
        with Image.open(io.BytesIO(content), formats=formats) as picture:
            picture.load()
    except Exception:  # whatever a hostile file brings about, it cannot be read
        return "file_damaged"
    return ""


if __name__ == "__main__":
    main()
