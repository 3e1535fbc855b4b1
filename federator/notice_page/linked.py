"""A row that links a document instead of a page: the notice is its title and that one file."""

import re
from urllib.parse import unquote, urlsplit

from federator.model.answer import Answer
from federator.model.row import LinkedFile, NoticePage
from federator.notation.magic import begins_as_file

_PAGES = ("text/html", "application/xhtml+xml", "text/plain", "text/xml", "application/xml", "")
_NO_DOCUMENTS = re.compile(r"(?:application|text)/(?:[\w.]+\+)?(?:json|javascript|x-javascript|css)")
"""What an interface answers: an error, or a page's data."""
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|table|p)\b", re.I)


def is_file(answer: Answer) -> bool:
    """Whether this is a document and no page, whatever its type says."""
    if begins_as_file(answer.content):
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
