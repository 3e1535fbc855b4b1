"""The kinds of files that are kept, told by their bytes. What is none of them is not kept, whatever it is called."""

from dataclasses import dataclass

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD = 1024
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its short name, which is also its suffix, and its media type. ``worded``: text may be read in it."""

    name: str
    media_type: str
    worded: bool = False


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "application/pdf", worded=True),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document", worded=True),
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", worded=True),
        Kind("pptx", f"{_OFFICE}.presentationml.presentation", worded=True),
        Kind("ofd", "application/ofd", worded=True),
        Kind("doc", "application/msword", worded=True),
        Kind("xls", "application/vnd.ms-excel", worded=True),
        Kind("ppt", "application/vnd.ms-powerpoint", worded=True),
        Kind("rtf", "application/rtf", worded=True),
        Kind("jpg", "image/jpeg"),
        Kind("png", "image/png"),
        Kind("gif", "image/gif"),
        Kind("tif", "image/tiff"),
        Kind("bmp", "image/bmp"),
        Kind("zip", "application/zip", worded=True),
        Kind("rar", "application/vnd.rar", worded=True),
        Kind("7z", "application/x-7z-compressed", worded=True),
    )
}
"""By name. Archives hold words that nobody here reads; plain text and HTML are missing, for browsers show them."""

_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
)
_MEMBERS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"),
            ("OFD.xml", "ofd"))  # fmt: skip
_STREAMS = (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls"), ("PowerPoint Document", "ppt"))


def kind_of(content: bytes) -> Kind | None:
    """The kind that ``content`` is, None where it is none that is kept (a page in place of a file, a program)."""
    name = next((name for magic, name in _MAGIC if content.startswith(magic)), "")
    if content.startswith(_ZIP):
        name = _by_members(content)
    elif content.startswith(_OLE):
        name = _by_streams(content)
    elif b"%PDF-" in content[:_HEAD] and not content.lstrip().startswith(b"<"):  # ISO 32000-1, annex H.3.4.1
        name = "pdf"
    elif content.startswith(b"BM") and content[2:6] == len(content).to_bytes(4, "little"):
        name = "bmp"
    return KINDS.get(name)


def _by_members(content: bytes) -> str:
    """What a package holds, by its directory; nothing is decompressed."""
    import io
    import zipfile  # the settings name kinds, and unpack none

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            held = set(package.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return ""
    return next((name for member, name in _MEMBERS if member in held), "zip")


def _by_streams(content: bytes) -> str:
    """A compound file names its streams in UTF-16 (MS-CFB, 2.6.1), each name with its end."""
    names = ((f"{stream}\0".encode("utf-16-le"), name) for stream, name in _STREAMS)
    return next((name for written, name in names if written in content), "")
