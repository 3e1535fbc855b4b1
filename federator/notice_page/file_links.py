"""Which links lead to files: by the end of an address, by the name that a link says, by the servlets of the trade."""

import re
from urllib.parse import unquote

from federator.notation.address import target_of
from federator.notation.seeking import holds
from federator.notice_page.document import Element, select, words_of


def _any_of(kinds: str) -> str:
    """A pattern for each of them; what begins with none of their letters, as .html does, fails at once."""
    return rf"(?=[{''.join(kind[0] for kind in kinds.split('|'))}])(?:{kinds})"


_KINDS = "pdf|ofd|docx?|xlsx?|wps|et|dps|pptx?|rar|zip|7z|txt|csv|ceb|cebx|dwg|rtf|tif"
_PICTURES = "jpe?g|png|gif|bmp"
_SUFFIX = re.compile(rf"\.(?:{_KINDS})$", re.I)
_MENTIONED = re.compile(rf"\.{_any_of(_KINDS)}(?![a-z\d.])", re.I)
_PICTURE = re.compile(rf"\.(?:{_PICTURES})$", re.I)
_SERVLET = re.compile(
    r"/(?:downfile\.jsp|document/download|download\.jsp|attach(?:ment)?/down)"
    r"|/(?:file)?down(?:load)?(?:file|attach\w{0,10})?(?:\.(?:jspx?|do|action|as[hp]x|php))?\?"
    r"|/attach(?:ment)?\.(?:jspx?|do|action|as[hp]x|php)\?",
    re.I,
)
_HINT = re.compile(rf"\.{_any_of(f'{_KINDS}|{_PICTURES}|DownloadAttach')}", re.I)
_SENDING = ("/down", "/filedown", "/attach")
_SENDING_IN_BYTES = tuple(map(str.encode, _SENDING))
_NOWHERE = re.compile(r"\s*(?:#|javascript:|$)", re.I)
_BESIDE = ("data-url", "data-href", "data-link")
_LINKS = select("descendant::a[@href or @onclick]")
_TOLD = select("descendant::a/@*", plain=True)


def links_of(element: Element, words: str) -> list[Element]:
    """The links below ``element``, which says ``words``, that may lead to a file or a picture, by what they tell or
    say; menus have none, and are not gone through."""
    if not (_hints_at_file("\n".join(_TOLD(element))) or _HINT.search(words)):
        return []
    return [link for link in _LINKS(element) if _hints_at_file("\n".join((*link.values(), words_of(link))))]


def leads_to_file(link: Element) -> bool:
    """By its address, or by the name of a file that it says."""
    href = href_of(link)
    if _SERVLET.search(href) or is_attached(href):
        return True
    told = f"{unquote(href) if '%' in href else href} {link.get('download') or ''} {words_of(link)} "
    return _MENTIONED.search(told) is not None


def names_file(text: str) -> bool:
    """Whether a text names a file, or an address of those that send files."""
    return _MENTIONED.search(text) is not None or any(holds(text, sign) for sign in _SENDING)


def is_attached(href: str) -> bool:
    """博达's own servlet for what is attached to a notice: ``download.jsp?urltype=news.DownloadAttachUrl``."""
    return "downloadattach" in href.lower()


def href_of(link: Element) -> str:
    """Where it leads, by script too, which may read it from an attribute beside."""
    href = target_of(link.get("href", ""), link.get("onclick", ""))
    return next(filter(None, map(link.get, _BESIDE)), href) if _NOWHERE.match(href) else href


def is_document(name: str) -> bool:
    """The name of a file that is no picture."""
    return _SUFFIX.search(name) is not None


def is_picture(name: str) -> bool:
    """The name or address of a picture."""
    return _PICTURE.search(name) is not None


def _hints_at_file(told: str) -> bool:
    told = told + unquote(told) if "%" in told else told
    low = told.encode().lower()  # that of a text takes ten times as long, where it is not all ASCII
    return _HINT.search(told) is not None or any(holds(low, sign) for sign in _SENDING_IN_BYTES)
