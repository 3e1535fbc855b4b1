"""A row that links a document instead of a page: the notice is its title and that one file."""

import re
from urllib.parse import unquote, urlsplit

from federator.model.answer import Answer
from federator.model.row import LinkedFile, NoticePage

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "")
_NO_DOCUMENTS = re.compile(r"(?:application|text)/(?:[\w.]+\+)?(?:json|javascript|x-javascript|css)")
"""What an interface answers: an error, or a page's data."""
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|p)\b", re.I)
_MAGIC = (
    b"%PDF-",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
)
"""PDF; docx, xlsx, ofd and zip; doc, xls and wps; pictures; archives: what sites serve under any type they like."""


def is_file(answer: Answer) -> bool:
    """Whether this is a document and no page, whatever its type says."""
    if answer.content.lstrip().startswith(_MAGIC):
        return True
    return answer.content_type not in _PAGES and not _MARKUP.search(answer.content[:4096])


def read_linked_file(answer: Answer, title: str) -> NoticePage | None:
    """The document at ``answer`` as a notice without words of its own; None where it is a page, or an interface's
    answer."""
    if not is_file(answer) or _NO_DOCUMENTS.fullmatch(answer.content_type):
        return None
    file_name = unquote(urlsplit(answer.url).path.rpartition("/")[2]) or title
    file = LinkedFile(title or file_name, answer.url, file_name)
    return NoticePage(answer.url, "", {}, {}, "", "", (file,), "")
