"""Files of every kind, whole and hostile: what they are by their bytes, and what is read in them within bounds."""

import io
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from federator.documents import reading as reading_room
from federator.documents.found import Found, gathered
from federator.documents.kinds import kind_of
from federator.documents.reading import read_document
from federator.documents.worker import MEMORY, PROCESSOR_SECONDS
from federator.model.document import Document, Reading
from federator.sample.compound import compound
from federator.sample.files import docx, file_of, pdf, xlsx
from tests.waiting import eventually

ROWS = (
    ("青田县温溪镇宗地成果表",),
    ("宗地编号", "面积（平方米）", "用途"),
    ("青田〔2026〕3号", "27211", "工业用地"),
    ("以上由某测绘院提供 & 核对",),
)


def read(content: bytes, seconds: float = 30) -> Document:
    kind = kind_of(content)
    assert kind is not None
    return read_document(content, kind, seconds)


@pytest.mark.parametrize("suffix", ["pdf", "doc", "docx", "xls", "xlsx"])
def test_each_kind_is_told_by_its_bytes_and_read(suffix: str) -> None:
    content, _ = file_of(f"成果表.{suffix}", ROWS)
    kind = kind_of(content)
    assert kind is not None
    assert kind.name == suffix
    document = read_document(content, kind)
    between = " " if suffix == "pdf" else "\t"
    assert document.text.split("\n") == [between.join(row) for row in ROWS]
    assert (document.reading, document.pages, document.size) == (Reading.WHOLE, 1, len(content))


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\0", b"#!/bin/sh\n", b"<html><body>%PDF-1.4</body></html>", "征地公告".encode(), b"PK\x03\x04",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), b"<?xml version='1.0'?><svg onload='x'/>"],
)  # fmt: skip
def test_what_is_no_file_of_a_known_kind_is_none(content: bytes) -> None:
    assert kind_of(content) is None


def test_the_kind_is_not_what_a_file_is_called() -> None:
    """A page under the name of a document, a package with something else in it."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as made:
        made.writestr("公告.exe", b"MZ")
    kind = kind_of(package.getvalue())
    assert kind is not None
    assert (kind.name, kind.worded) == ("zip", True)
    assert read(package.getvalue()).reading is Reading.UNSUPPORTED


def test_a_picture_holds_no_text_and_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_room, "_WORKER", ("/nowhere",))
    document = read(b"\x89PNG\r\n\x1a\n" + bytes(40))
    assert (document.reading, document.looked_through) == (Reading.NO_TEXT, True)


def package_with(member: str, content: bytes) -> bytes:
    """The docx with one member replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx(ROWS))) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in whole.namelist():
            package.writestr(name, content if name == member else whole.read(name))
    return made.getvalue()


def test_a_zip_bomb_is_too_much() -> None:
    bomb = package_with("word/document.xml", b"<w>" + b" " * 60_000_000 + b"</w>")
    assert len(bomb) < 100_000
    assert read(bomb).reading is Reading.TOO_MUCH


def test_a_bomb_in_a_workbook_ends_within_its_limits() -> None:
    made = io.BytesIO()
    cells = b"<c t='inlineStr'><is><t>" + b"x" * 30_000 + b"</t></is></c>"
    with zipfile.ZipFile(io.BytesIO(xlsx(ROWS))) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name in whole.namelist():
            package.writestr(name, whole.read(name).replace(b"<row>", b"<row>" + cells * 400))
    document = read(made.getvalue())
    assert document.reading is Reading.TRUNCATED
    assert not document.looked_through
    assert len(document.text) <= 2_000_000


HOSTILE = b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "%s"> %s <!ENTITY f SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="urn:w"><w:p><w:t>before &i; &f; after</w:t></w:p></w:document>""" % (
    b"ha" * 100,
    b" ".join(b'<!ENTITY %c "%s">' % (name, b"&%c;" % (name - 1) * 100) for name in b"bcdehi"),
)


def test_hostile_xml_neither_grows_nor_reads_files() -> None:
    document = read(package_with("word/document.xml", HOSTILE))
    assert "root:" not in document.text
    assert len(document.text) < 1000


def test_encrypted_and_broken_files_say_so() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(ROWS))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    assert read(locked.getvalue()).reading is Reading.ENCRYPTED
    writer, opened = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(ROWS)))), io.BytesIO()
    writer.encrypt("", "secret", algorithm="RC4-128")
    writer.write(opened)
    assert read(opened.getvalue()).reading is Reading.WHOLE, "everybody may open it"
    for broken in (b"%PDF-1.7\nnothing", package_with("word/document.xml", b"<w:p>"), file_of("a.doc", ROWS)[0][:4000]):
        document = read(broken)
        assert document.reading is Reading.DAMAGED
        assert not document.looked_through


def test_a_reader_is_bounded_before_it_reads_a_byte() -> None:
    bounds = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: PROCESSOR_SECONDS, resource.RLIMIT_FSIZE: 0}
    command = [sys.executable, "-m", "federator.documents.worker", "pdf"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert eventually(lambda: all(resource.prlimit(process.pid, of) == (most, most) for of, most in bounds.items()))
        process.communicate(pdf(ROWS))


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(reading_room, "_WORKER", (reading_room.sys.executable, str(slow)))
    began = time.monotonic()
    assert read(pdf(ROWS), seconds=0.3).reading is Reading.TOO_MUCH
    assert time.monotonic() - began < 10


def test_a_process_that_dies_is_no_end_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
    monkeypatch.setattr(reading_room, "_WORKER", (reading_room.sys.executable, str(dying)))
    assert read(pdf(ROWS)).reading is Reading.TOO_MUCH


def test_without_the_library_of_its_kind_a_file_is_kept_and_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without = tmp_path / "without.py"
    without.write_text("import sys; sys.modules['pypdf'] = None\nfrom federator.documents.worker import main; main()")
    monkeypatch.setattr(reading_room, "_WORKER", (reading_room.sys.executable, str(without)))
    document = read(pdf(ROWS))
    assert (document.reading, document.looked_through) == (Reading.UNSUPPORTED, False)


CARD = "11010519491231002X"
"""The example of GB 11643-1999."""
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def part(*runs: str, tag: str = "t", of: str = "x") -> bytes:
    """A part of a word document whose one paragraph is cut into runs."""
    said = "".join(
        f'<w:r><w:rPr><w:sz w:val="21"/></w:rPr><w:{tag} xml:space="preserve">{run}</w:{tag}></w:r>' for run in runs
    )
    return f'<w:{of} xmlns:w="{_WORD}"><w:p>{said}</w:p></w:{of}>'.encode()


def package(whole: bytes, method: int = zipfile.ZIP_DEFLATED, /, **members: bytes) -> bytes:
    """``whole`` with members added, or others in their place."""
    made = io.BytesIO()
    named = {name.replace("__", "/"): content for name, content in members.items()}
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", method) as new:
        for name in old.namelist():
            if name not in named:
                new.writestr(name, old.read(name))
        for name, content in named.items():
            new.writestr(name, content)
    return made.getvalue()


def pages_of(suffix: str, pages: list[bytes]) -> bytes:
    """A slide show or an OFD (GB/T 33190), its pages in a directory that does not list them in their order."""
    main, page = {
        "pptx": ("ppt/presentation.xml", "ppt/slides/slide{}.xml"),
        "ofd": ("OFD.xml", "Doc_0/Pages/Page_{}/Content.xml"),
    }[suffix]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(main, "<a/>")
        for number, content in sorted(enumerate(pages, start=1), key=lambda one: str(one[0])):
            package.writestr(page.format(number), content)
        package.writestr("Doc_0/Annots/Page_1/Annotation.xml", f"<a>{CARD}</a>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("suffix", "page"),
    [("pptx", "<p:sld xmlns:p='urn:p' xmlns:a='urn:a'><a:p><a:r><a:t>{}</a:t></a:r></a:p>"
      "<a:p><a:r><a:t>又</a:t></a:r><a:r><a:t>一行</a:t></a:r></a:p></p:sld>"),
     ("ofd", "<o:Page xmlns:o='urn:o'><o:TextObject><o:TextCode X='1'>{}</o:TextCode></o:TextObject>"
      "<o:TextObject><o:TextCode>又一行</o:TextCode></o:TextObject></o:Page>")],
)  # fmt: skip
def test_pages_of_a_package_follow_each_other_by_their_numbers(suffix: str, page: str) -> None:
    said = [f"青田〔2026〕{number}号" for number in range(1, 12)]
    content = pages_of(suffix, [page.format(one).encode() for one in said])
    assert getattr(kind_of(content), "name", "") == suffix
    document = read(content)
    lines = [line for one in said for line in (one, "又一行")]
    assert document.text.split() == [*lines, CARD], "what stands on no page comes last, as far as it names a person"
    assert (document.reading, document.pages, document.looked_through) == (Reading.WHOLE, 11, True)
    broken = read(pages_of(suffix, [page.format("一").encode(), b"<a>"]))
    assert (broken.reading, broken.looked_through) == (Reading.DAMAGED, False)


def test_paragraphs_beside_the_pages_do_not_run_into_each_other() -> None:
    notes = part("电话 13812345678").replace(b"</w:x>", b"") + part(CARD).partition(b">")[2]
    document = read(package(docx(ROWS), **{"word__footnotes.xml": notes}))
    assert document.text.split()[-3:] == ["电话", "13812345678", CARD]


@pytest.mark.parametrize(
    "member",
    ["word__footnotes.xml", "word__endnotes.xml", "word__comments.xml", "word__header1.xml", "word__footer2.xml",
     "docProps__custom.xml", "customXml__item1.xml", "word__afchunk.xml"],
)  # fmt: skip
def test_words_on_no_page_of_a_docx_are_looked_through(member: str) -> None:
    document = read(package(docx(ROWS), **{member: part("李大钊 身份证", CARD[:6], CARD[6:])}))
    assert document.looked_through
    assert document.text.split("\n")[-1] == f"李大钊 身份证{CARD}"


def test_words_that_are_set_in_lines_are_looked_through() -> None:
    written = f"<people>\n  <one>\n    李大钊\n    {CARD}\n  </one>\n</people>".encode()
    document = read(package(docx(ROWS), **{"customXml__item1.xml": written}))
    assert document.looked_through
    assert document.text.split()[-1] == CARD


def test_many_and_long_pages_end_within_bounds() -> None:
    many = gathered(["甲"] * 3_001, ())
    assert (many.pages, many.whole) == (3_000, False)
    long = gathered(["甲" * 1_500_000, "乙" * 1_500_000], ())
    assert (long.text.count("乙"), long.pages, long.whole) == (500_000, 1, False)
    assert gathered(["甲" * 1_000_000, "乙" * 1_000_000], ()).whole


def test_what_stands_beside_the_pages_is_told_once_and_within_bounds() -> None:
    assert gathered(["页"], [f"{CARD}\n{CARD}", *[CARD] * 120_000]) == Found(f"页\n{CARD}", 1)
    starts = range(0, 10**6, 50_000)
    numbers = ("\n".join(f"{number:011}" for number in range(first, first + 50_000)) for first in starts)
    assert gathered(["页"], numbers) == Found("页", 1, whole=False)
    assert next(numbers, None), "the rest is not even looked at"


def test_struck_out_text_is_looked_through_and_what_is_on_the_page_told_once() -> None:
    struck = part("李大钊 ", CARD[:9], CARD[9:], tag="delText").partition(b"<w:p>")[2]
    body = part("名单 ", "13812345678").replace(b"</w:x>", b"<w:p>") + struck
    document = read(package(docx(ROWS), **{"word__document.xml": body}))
    assert document.text.split() == ["名单", "13812345678", "李大钊", CARD]


@pytest.mark.parametrize(
    ("member", "content"),
    [("word__embeddings__o.bin", b"\0" * 40), ("word__afchunk.mht", b"MIME"), ("word__media__a.emf", b"\1\0"),
     ("word__embeddings__b.xlsx", b"PK\x03\x04 no package"), ("word__comments.xml", b"<w:p>")],
)  # fmt: skip
def test_a_member_that_nobody_here_reads_is_said(member: str, content: bytes) -> None:
    document = read(package(docx(ROWS), **{member: content}))
    assert document.reading is Reading.TRUNCATED
    assert "27211" in document.text


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_member_beside_the_pages_costs_no_word_of_them(method: int) -> None:
    comments = b"<w>" + os.urandom(4000).hex().encode() + b"</w>"
    whole = package(docx(ROWS), method, **{"word__comments.xml": comments})
    begin = whole.index(b"word/comments.xml") + len("word/comments.xml")
    spoilt = whole[: begin + 20] + bytes(200) + whole[begin + 220 :]
    document = read(spoilt)
    assert document.reading is Reading.TRUNCATED
    assert "27211" in document.text


@pytest.mark.parametrize(("place", "written"), [(6, b"\x63\0"), (46, b"\xff")], ids=["version", "name"])
def test_a_package_in_a_document_that_cannot_be_opened_costs_no_word_of_it(place: int, written: bytes) -> None:
    inner = xlsx((("李大钊", CARD),))
    entry = inner.rindex(b"PK\1\2")
    flagged = inner[: entry + 8] + b"\0\x08" + inner[entry + 10 :]
    spoilt = flagged[: entry + place] + written + flagged[entry + place + len(written) :]
    document = read(package(docx(ROWS), **{"word__embeddings__b.xlsx": spoilt}))
    assert document.reading is Reading.TRUNCATED
    assert "27211" in document.text


def test_a_workbook_in_a_document_is_looked_through_as_deep_as_two() -> None:
    inner = xlsx((("李大钊", CARD),))
    assert CARD in read(package(docx(ROWS), **{"word__embeddings__b.xlsx": inner})).text
    deep = package(docx(ROWS), a=package(docx(ROWS), a=package(docx(ROWS), a=inner)))
    assert not read(deep).looked_through
    pictured = package(docx(ROWS), **{"word__media__a.png": b"\x89PNG"})
    assert read(pictured).looked_through


def test_a_workbooks_comments_headers_and_hidden_sheets() -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book, made = Workbook(), io.BytesIO()
    book.active["A1"].comment = Comment(f"李大钊{CARD}", "某")
    book.active.oddHeader.center.text = "电话13812345678"
    hidden = book.create_sheet("旧")
    hidden.sheet_state = "veryHidden"
    hidden.append(["王五", "13912345678"])
    book.save(made)
    document = read(made.getvalue())
    assert document.looked_through
    for words in (f"李大钊{CARD}", "13812345678", "王五\t13912345678"):
        assert words in document.text


def test_numbers_and_days_of_a_workbook_are_as_people_read_them() -> None:
    from openpyxl import Workbook

    book, made = Workbook(), io.BytesIO()
    book.active.append(
        [13812345678, 27211.0, 12.5, date(2026, 3, 1), datetime.fromisoformat("2026-03-01T09:30"), None, "甲 \n乙"]
    )
    book.save(made)
    row = read(made.getvalue()).text.partition("\n")[0]
    assert row.split("\t") == ["13812345678", "27211", "12.5", "2026-03-01", "2026-03-01 09:30:00", "", "甲 乙"]


def test_an_old_word_file_of_several_pieces() -> None:
    """As Word writes them: properties before the table of pieces, a piece of one byte a character, one of two."""
    head, latin, chinese = bytearray(0x400), f"{CARD}\r".encode(), "李大钊".encode("utf-16-le")
    pieces = struct.pack("<IIIHIHHIH", 0, 19, 22, 0, 0x40000000 | 2 * 0x400, 0, 0, 0x400 + len(latin), 0)
    table = b"\x01\x04\x00abcd\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    for flags, told in ((0, [CARD, "李大钊"]), (0x0100, [])):
        struct.pack_into("<H", head, 0x000A, flags)
        document = read(compound({"WordDocument": bytes(head) + latin + chinese, "0Table": table}))
        assert document.text.split() == told
    assert document.reading is Reading.ENCRYPTED


def test_streams_of_old_files_and_what_is_packed_in_them() -> None:
    from federator.documents.old_word import beside_streams

    told = map(str, beside_streams(compound({"WordDocument": CARD.encode(), "1Table": CARD[::-1].encode("utf-16-le")})))
    assert sorted(told) == [CARD, CARD[::-1]]
    assert None in list(beside_streams(compound({"Workbook": b"", "Package": b"PK\x03\x04"})))


def pdf_with(change: str) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.annotations import FreeText
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject, TextStringObject

    writer, made = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(ROWS)))), io.BytesIO()
    field = DictionaryObject({NameObject("/T"): TextStringObject("a"), NameObject("/V"): TextStringObject(CARD)})
    page, stream = writer.pages[0], StreamObject()
    resources = page["/Resources"]
    if change.startswith("form, "):  # all that the page shows is drawn by a form
        stream.set_data(page.get_contents().get_data())
        stream.update({NameObject("/Subtype"): NameObject("/Form"), NameObject("/Resources"): resources})
        drawn = DictionaryObject({NameObject("/X"): writer._add_object(stream)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): drawn})
        page["/Contents"].set_data(b"/X Do")
    if change == "note":
        writer.add_annotation(0, FreeText(text=f"李大钊{CARD}", rect=(50, 550, 200, 650)))
    elif change == "field":
        form = {NameObject("/Fields"): ArrayObject([writer._add_object(field)])}
        writer.root_object[NameObject("/AcroForm")] = DictionaryObject(form)
    elif change == "property":
        writer.add_metadata({"/Subject": CARD})
    elif change == "bookmark":
        writer.add_outline_item(title=f"李大钊{CARD}", page_number=0)
    elif change == "metadata":
        stream.set_data(f"<x>{CARD}</x>".encode())
        writer.root_object[NameObject("/Metadata")] = writer._add_object(stream)
    elif change == "file":
        writer.add_attachment("a.txt", CARD.encode())
    elif change.endswith("no font"):
        del resources["/Font"]
    elif change.endswith("glyphs"):
        resources["/Font"]["/F1"][NameObject("/Encoding")] = NameObject("/Identity-H")
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize("change", ["note", "field", "property", "bookmark", "metadata"])
def test_words_on_no_page_of_a_pdf_are_looked_through(change: str) -> None:
    document = read(pdf_with(change))
    assert document.looked_through
    assert CARD in document.text
    assert "27211" in document.text


@pytest.mark.parametrize("change", ["file", "no font", "glyphs", "form, no font", "form, glyphs"])
def test_what_cannot_be_read_in_a_pdf_is_said(change: str) -> None:
    assert read(pdf_with(change)).reading is Reading.TRUNCATED
