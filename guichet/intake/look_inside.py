"""Opens one file from the standard input, in a process of its own with limits: says whether it can be kept, and gives a harmless copy.

Run as a script only: it imports nothing of Guichet, so that a hostile file meets as little as possible. It answers with one line of JSON
(good, reason, values, notes), then the bytes to keep instead of those that came; none if what came may stay as it is.
"""

import io
import json
import re
import resource
import sys
import time

MEGAPIXELS = 120  # an A3 page scanned at 600 dots an inch has 70
SECONDS = 20
MEMORY = 1536 * 1024 * 1024
ACTS = {f"/{one}" for one in "JavaScript Launch SubmitForm ImportData ResetForm Rendition Movie Sound GoToE RichMediaExecute Hide".split()}
ACTING_KEYS = {"/AA", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/RichMediaContent", "/RichMediaSettings"}
ACTING_NOTES = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}  # annotations that carry or play something
WARNING_SECONDS, WARNING_PAGES = 3, 40  # of computing, for what is only a hint; then the rest is not looked at
LEAST_DOTS, LEAST_LONG_SIDE = 100, 1000  # an inch of a scanned page; of a picture: below, small print cannot be read
BLANK = 10  # of 255: how far the lightest and the darkest spot of a page may differ when nothing stands on it
ZIP_END = b"PK\x05\x06"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"}
JPEG_DROPPED = {*range(0xE1, 0xF0), 0xFE} - {0xE2, 0xEE}  # what programs and cameras add, and comments; not colour profiles


class CannotBeKept(Exception):
    """Why, by name."""


def main() -> None:
    """Hold this process to its limits, look, answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    content = sys.stdin.buffer.read()
    copy, notes, reason = b"", [], ""
    try:
        copy, notes = clean_pdf(content) if sys.argv[1] == "pdf" else clean_picture(content, sys.argv[1])
        notes = notes + warnings(copy or content, sys.argv[1])
    except CannotBeKept as why:
        reason = str(why)
    except Exception:  # whatever a hostile file brings about, it cannot be read
        reason = "file_damaged"
    values = {"megapixels": MEGAPIXELS} if reason == "file_too_many_pixels" else {}
    sys.stdout.buffer.write(json.dumps({"good": not reason, "reason": reason, "values": values, "notes": notes}).encode() + b"\n")
    sys.stdout.buffer.write(copy)


def clean_pdf(content: bytes) -> tuple[bytes, list[str]]:
    """A copy that acts by nothing of its own, is one format only and opens everywhere; and what was changed. Raises CannotBeKept."""
    import pikepdf  # noqa: PLC0415  only for a PDF: a picture need not wait for it

    try:
        pdf = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise CannotBeKept("file_with_password") from None
    with pdf:
        if not len(pdf.pages):
            raise CannotBeKept("file_without_pages")
        pdf.pages[0].mediabox  # noqa: B018  a tree that only counts pages has none
        if "/XFA" in pdf.Root.get("/AcroForm", {}):
            raise CannotBeKept("file_with_xfa")
        if "/Collection" in pdf.Root:
            raise CannotBeKept("file_portfolio")
        notes = ["unlocked"] if pdf.is_encrypted else []
        notes += ["disarmed"] if disarm(pdf, pikepdf) else []
        notes += ["repaired"] if pdf.get_warnings() else []
        notes += ["one_format"] if not is_one_format(content) else []
        if not notes:
            return b"", []
        out = io.BytesIO()
        pdf.save(out, deterministic_id=not pdf.is_encrypted, encryption=False, compress_streams=True)
        return out.getvalue(), notes


def is_one_format(content: bytes) -> bool:
    """Does it begin and end as a PDF does, with nothing that another program would take for its own?"""
    ended = content.rstrip(b"\r\n\t \0").endswith(b"%%EOF")
    return bool(re.match(rb"%PDF-\d\.\d[\r\n ]*[\r\n]", content)) and ended and ZIP_END not in content[-70_000:]


def disarm(pdf, pikepdf) -> bool:  # noqa: ANN001  the library comes with the file
    """Take out of every object what runs, opens, sends or carries something; was there any?"""
    found = False
    if "/OpenAction" in pdf.Root and not is_place(pdf.Root.OpenAction, pikepdf):
        del pdf.Root["/OpenAction"]
        found = True
    waiting = list(pdf.objects) + [pdf.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting += [part for part in one if is_inner(part, pikepdf)]
        elif isinstance(one, (pikepdf.Dictionary, pikepdf.Stream)):
            found |= disarm_one(one, pikepdf)
            waiting += [one[key] for key in one.keys() if is_inner(one[key], pikepdf)]  # noqa: SIM118  not a mapping
    return found


def disarm_one(one, pikepdf) -> bool:  # noqa: ANN001
    """Take out of one dictionary what acts; was there any?"""
    found = False
    for key in list(one.keys()):
        value = one[key]
        if key in ACTING_KEYS or acts(value, pikepdf):
            del one[key]
            found = True
        elif isinstance(value, pikepdf.Array) and key in ("/Annots", "/Next"):
            kept = [part for part in value if not acts(part, pikepdf)]
            if len(kept) < len(value):
                one[key] = pikepdf.Array(kept)
                found = True
    return found


def acts(one, pikepdf) -> bool:  # noqa: ANN001
    """Is this an action that does more than lead to a place, or an annotation that carries something?"""
    if not isinstance(one, pikepdf.Dictionary) or one.get("/Type") == "/StructElem":
        return False
    return str(one.get("/S")) in ACTS or ("/Rect" in one and str(one.get("/Subtype")) in ACTING_NOTES)


def is_place(one, pikepdf) -> bool:  # noqa: ANN001
    """Only says which page is shown first."""
    return isinstance(one, (pikepdf.Array, pikepdf.Name, pikepdf.String)) or (isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/GoTo")


def is_inner(value, pikepdf) -> bool:  # noqa: ANN001
    """Does it stand inside another object, so that the list of all objects does not name it?"""
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array)) and not value.is_indirect


def clean_picture(content: bytes, kind: str) -> tuple[bytes, list[str]]:
    """A copy that stands upright and says nothing of where and with what it was taken; and what was changed. Raises CannotBeKept."""
    from PIL import Image, ImageOps  # noqa: PLC0415

    Image.MAX_IMAGE_PIXELS = None  # we count ourselves
    form = "JPEG" if kind == "jpg" else "PNG"
    with Image.open(io.BytesIO(content), formats=[form]) as picture:
        if picture.width * picture.height > MEGAPIXELS * 1_000_000:  # before any is decoded
            raise CannotBeKept("file_too_many_pixels")
        picture.load()
        turned = picture.getexif().get(0x0112, 1) not in (0, 1)
        if turned:
            upright, out = ImageOps.exif_transpose(picture), io.BytesIO()
            upright.info.pop("comment", None)
            upright.save(out, form, exif=b"", icc_profile=picture.info.get("icc_profile"), **({"quality": 95} if form == "JPEG" else {}))
            return out.getvalue(), ["turned"]
    plain = plain_jpeg(content) if form == "JPEG" else plain_png(content)
    if plain == content:
        return b"", []
    with Image.open(io.BytesIO(plain), formats=[form]) as picture:
        picture.load()
    return plain, ["plain_picture"]


def warnings(content: bytes, kind: str) -> list[str]:
    """What its giver should look at before it is sent: a hint, never a refusal, so whatever goes wrong here is passed over."""
    try:
        return sorted(set(warnings_of_pdf(content) if kind == "pdf" else warnings_of_picture(content)))
    except Exception:
        return []


def warnings_of_pdf(content: bytes) -> list[str]:
    """A page without anything on it, a scan with too few dots."""
    import pypdfium2  # noqa: PLC0415

    found, began = [], time.process_time()
    document = pypdfium2.PdfDocument(content)
    for number in range(min(len(document), WARNING_PAGES)):
        if time.process_time() - began > WARNING_SECONDS:
            break
        page = document[number]
        low, high = page.render(scale=0.3, grayscale=True).to_pil().convert("L").getextrema()
        found += ["blank_page"] if high - low < BLANK else []
        found += ["few_dots"] if any(dots(one) < LEAST_DOTS for one in page.get_objects(filter=[3]) if covers(one, page)) else []  # 3: pictures
    return found


def covers(one, page) -> bool:  # noqa: ANN001  the library comes with the file
    """Is this picture the page, rather than something on it?"""
    left, bottom, right, top = one.get_bounds()
    return (right - left) * (top - bottom) > page.get_width() * page.get_height() / 2


def dots(one) -> float:  # noqa: ANN001
    """Of a picture on a page, for each inch."""
    left, _, right, _ = one.get_bounds()
    return one.get_px_size()[0] / max((right - left) / 72, 0.01)


def warnings_of_picture(content: bytes) -> list[str]:
    """The same of a picture, which is a page by itself."""
    from PIL import Image  # noqa: PLC0415

    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG"]) as picture:
        found = ["few_dots"] if max(picture.size) < LEAST_LONG_SIDE else []
        low, high = picture.convert("L").getextrema()
        return [*found, "blank_page"] if high - low < BLANK else found


def plain_jpeg(content: bytes) -> bytes:
    """The same picture, not one value changed, without what cameras and programs add and without anything behind its end."""
    out, at = bytearray(content[:2]), 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            raise ValueError("no marker where one must be")
        mark = content[at + 1]
        if mark == 0xFF:  # filling
            at += 1
            continue
        if mark == 0xD9:
            break
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if mark == 0xDA:  # what follows is the picture itself, up to the next marker that is not part of it
            following = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.S).search(content, end)
            end = following.start() if following else len(content)
        if mark not in JPEG_DROPPED:
            out += content[at:end]
        at = end
    return bytes(out) + b"\xff\xd9"


def plain_png(content: bytes) -> bytes:
    """The same picture without texts, times and further frames, and without anything behind its end."""
    out, at = bytearray(content[:8]), 8
    while at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4], "big")
        if content[at + 4 : at + 8] in PNG_KEPT:
            out += content[at:end]
        if content[at + 4 : at + 8] == b"IEND":
            break
        at = end
    return bytes(out)


if __name__ == "__main__":
    main()
