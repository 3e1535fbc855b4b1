"""Files of every kind, whole and hostile: what they are by their bytes, and what is read in them within bounds."""

import io
import time
import zipfile
from pathlib import Path

import pytest

from federator.documents import reading as reading_room
from federator.documents.kinds import kind_of
from federator.documents.reading import read_document
from federator.model.document import Document, Reading
from federator.sample.files import docx, file_of, pdf, xlsx

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
    for broken in (b"%PDF-1.7\nnothing", package_with("word/document.xml", b"<w:p>"), file_of("a.doc", ROWS)[0][:4000]):
        document = read(broken)
        assert document.reading is Reading.DAMAGED
        assert not document.looked_through


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
