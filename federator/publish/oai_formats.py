"""A notice as metadata of OAI-PMH: Dublin Core, and our own format, whose schema is ``static/notice-1.xsd``."""

from collections.abc import Iterator

from lxml import etree

from federator.model.revision import Published
from federator.publish.feed import Feed
from federator.publish.fields import NAMESPACE, Place, author, extension
from federator.publish.markup import put, put_extension

_DC = "{http://purl.org/dc/elements/1.1/}"
_OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"


def put_dublin_core(parent: etree._Element, published: Published, feed: Feed, place: Place) -> None:
    """Simple Dublin Core, as every repository speaks it."""
    root = etree.SubElement(parent, f"{_OAI_DC}dc", nsmap={"oai_dc": _OAI_DC[1:-1], "dc": _DC[1:-1]})
    root.set(f"{_XSI}schemaLocation", _DC_SCHEMA)
    for name, text in _dublin_core(published, feed, place):
        if text:
            put(root, f"{_DC}{name}", text)


def put_notice(parent: etree._Element, published: Published, feed: Feed, place: Place) -> None:
    """Title, address and body, and the fields of the feeds' extension under the same names."""
    root = etree.SubElement(parent, f"{{{NAMESPACE}}}notice", nsmap={"fed": NAMESPACE})
    root.set(f"{_XSI}schemaLocation", f"{NAMESPACE} {feed.home_url}static/notice-1.xsd")
    notice = published.notice
    for name, text in (("title", notice.title), ("url", notice.url), ("html", notice.html), ("text", notice.text)):
        put(root, f"{{{NAMESPACE}}}{name}", text)
    put_extension(root, extension(published, feed, place))


def _dublin_core(published: Published, feed: Feed, place: Place) -> Iterator[tuple[str, str]]:
    notice = published.notice
    publisher = author(notice, place.directory)
    yield from (
        ("title", notice.title),
        ("creator", publisher),
        ("subject", place.category_name(notice.category)),
        ("subject", notice.subject),
        ("description", notice.abstract),
        ("publisher", publisher),
        ("date", str(notice.day or "")),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", notice.url),
        ("identifier", notice.doc_no),
        ("identifier", notice.index_no or notice.assigned_index_no),
        ("source", feed.notice_page(published)),
        ("language", notice.language),
    )
    yield from (("relation", attachment.url) for attachment in notice.attachments)
    yield "coverage", place.directory.division_name(notice.division)
