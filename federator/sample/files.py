"""The files that sample notices are accompanied by, small and whole, of each kind that bureaus attach."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from xml.sax.saxutils import escape

from federator.sample.compound import compound
from federator.sample.serving import Reply

Rows = Sequence[Sequence[str]]
"""What a file says: a line of one cell is a paragraph, one of several a row of a table."""

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
)
_RELATIONS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FLAGS, _CLX, _TEXT_AT = 0x000A, 0x01A2, 0x0400


def file_of(name: str, rows: Rows) -> tuple[bytes, str]:
    """Content and media type of the file called ``name``; what has no such suffix is a PDF."""
    make, media_type = _MAKERS.get(name.rpartition(".")[2].lower(), _MAKERS["pdf"])
    return make(rows), media_type


def attachment(path: str) -> Reply:
    """The file at ``path``, of the kind that its name says, and told apart from others by that name."""
    name = path.rpartition("/")[2]
    content, media_type = file_of(name, ((f"附件 {name}",), ("项目", "数量"), ("权属调查", "3"), ("现场照片", "12")))
    return Reply(content, media_type)


def suffix(name: str) -> str:
    """``.pdf``, with its dot."""
    return name[name.rfind(".") :]


def links_to(names: Iterable[str], address: str) -> str:
    """A paragraph each, as pages have them; ``address`` is that of a file up to its place among them."""
    named = ((f"{address}{place}{suffix(name)}", escape(name)) for place, name in enumerate(names))
    return "".join(f'<p>附件：<a href="{url}">{said}</a></p>' for url, said in named)


def pdf(rows: Rows) -> bytes:
    """One page (ISO 32000-1); Chinese by the predefined map GBK-EUC-H, its font not embedded."""
    lines = "".join(f"<{'  '.join(row).encode('gbk', 'replace').hex()}> Tj T*\n" for row in rows)
    content = f"BT /F1 12 Tf 18 TL 60 780 Td\n{lines}ET".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [6 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 7 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    )
    file, places = bytearray(b"%PDF-1.4\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(file), len(objects) + 1
    file += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table)
    file += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, start)
    return bytes(file)


def docx(rows: Rows) -> bytes:
    """Paragraphs, and rows of several cells as a table each."""
    paragraph = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    cell = f"<w:tc>{paragraph}</w:tc>"
    body, table = "", ""
    for row in [*rows, ()]:
        cells = [escape(one) for one in row]
        if len(cells) > 1:
            table += f"<w:tr>{''.join(map(cell.format, cells))}</w:tr>"
            continue
        body += f"<w:tbl>{table}</w:tbl>" if table else ""
        body, table = body + "".join(map(paragraph.format, cells)), ""
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return _package("word/document.xml", "wordprocessingml.document.main", {"word/document.xml": document})


def xlsx(rows: Rows) -> bytes:
    """One sheet, its words in the cells."""
    lines = "".join(f"<row>{''.join(map(_xlsx_cell, row))}</row>" for row in rows)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships {_RELATIONS}><Relationship Id="r1" Type="{_OFFICE}/worksheet"'
        ' Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{lines}</sheetData></worksheet>',
    }
    return _package("xl/workbook.xml", "spreadsheetml.sheet.main", parts)


def doc(rows: Rows) -> bytes:
    """Word 97 (MS-DOC): one piece of UTF-16 behind the file information block."""
    text = "\r".join("\x07".join(row) for row in rows) + "\r"
    document = bytearray(_TEXT_AT)
    struct.pack_into("<H", document, 0, 0xA5EC)
    struct.pack_into("<H", document, _FLAGS, 0x0200)
    pieces = struct.pack("<IIHIH", 0, len(text), 0, _TEXT_AT, 0)
    clx = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    struct.pack_into("<II", document, _CLX, 0, len(clx))
    return compound({"WordDocument": bytes(document) + text.encode("utf-16-le"), "1Table": clx})


def xls(rows: Rows) -> bytes:
    """Excel 97 (MS-XLS, BIFF8): a sheet of labels."""
    cells = b"".join(
        _record(0x0204, struct.pack("<HHHHB", row, column, 0, len(word), 1) + word.encode("utf-16-le"))
        for row, words in enumerate(rows)
        for column, word in enumerate(words)
    )
    ends = _record(0x000A, b"")
    begins = [_record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 1997, 0, 6)) for kind in (0x0005, 0x0010)]
    named = struct.pack("<BB", 1, 1) + "表".encode("utf-16-le")
    before = len(begins[0]) + len(_record(0x0085, bytes(6) + named)) + len(ends)
    sheet = _record(0x0085, struct.pack("<IH", before, 0) + named)
    return compound({"Workbook": begins[0] + sheet + ends + begins[1] + cells + ends})


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _xlsx_cell(words: str) -> str:
    return f'<c t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def _package(main: str, kind: str, parts: dict[str, str]) -> bytes:
    """An Open Packaging file (ECMA-376-2) whose main part is ``main``; the sheet has its type by its name."""
    types = (
        f'{_TYPES}<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.worksheet+xml"/></Types>'
    )
    root = (
        f'<Relationships {_RELATIONS}><Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
        "</Relationships>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in {"[Content_Types].xml": types, "_rels/.rels": root, **parts}.items():
            package.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)  # equal words, equal bytes
    return made.getvalue()


_MAKERS: dict[str, tuple[Callable[[Rows], bytes], str]] = {
    "pdf": (pdf, "application/pdf"),
    "doc": (doc, "application/msword"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "xls": (xls, "application/vnd.ms-excel"),
    "xlsx": (xlsx, "application/octet-stream"),  # what servers say that do not know it
}
