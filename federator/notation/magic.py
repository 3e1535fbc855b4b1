"""What files begin with: sites serve them under any type they like, and in the place of pages."""

_FILES = (
    b"%PDF-",
    b"PK\x03\x04",  # docx, xlsx, ofd, zip
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # doc, xls, wps
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
)
_HEAD = 1024


def begins_as_file(content: bytes) -> bool:
    """Whether these are the bytes of a document, a picture or an archive, white space before them aside."""
    return content[:_HEAD].lstrip().startswith(_FILES)
