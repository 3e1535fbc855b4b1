"""RSS and Atom feeds. Strict XML is read at once (feed_xml.py), everything else by feedparser over decoded text."""

import re
from collections.abc import Mapping

from federator.connectors.failures import failure_of
from federator.connectors.feed_entry import Entry, row_from
from federator.connectors.feed_xml import strict_entries
from federator.connectors.page import text_of
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source

_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>(?:\s|<!--.*?-->)*$", re.I | re.S)
_BEGIN = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)


def read(answer: Answer, source: Source) -> ListPage:
    """RSS 0.9x, 1.0, 2.0 or Atom 1.0: all entries, no next page. A feed without entries is a list without rows.

    ERROR_TEXT or WRONG_TYPE where the answer is no feed, CUT_SHORT where it breaks off.
    """
    text = text_of(answer)
    entries = strict_entries(text)
    if entries is None:
        entries = _checked_entries(text, answer.url)
    return ListPage(tuple(row_from(entry, answer.url) for entry in entries))


def _checked_entries(text: str, url: str) -> list[Entry]:
    if not _BEGIN.search(text[:5000]):
        raise failure_of(text, VisitError(ErrorKind.WRONG_TYPE, f"no feed but {text[:80]!r}"))
    if not _END.search(text[-2000:]):
        raise VisitError(ErrorKind.CUT_SHORT, f"the feed ends in {text[-40:]!r}")
    return lenient_entries(text, url)


def lenient_entries(text: str, url: str) -> list[Entry]:
    """Entries as feedparser sees them; dates and authors raw. WRONG_TYPE where it knows no such feed."""
    import feedparser  # half of the time of a cold start, and most feeds never need it

    document = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode("utf-8", "replace")
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    parsed = feedparser.parse(document, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version"):
        raise VisitError(ErrorKind.WRONG_TYPE, f"no known kind of feed: {text[:80]!r}")
    return [_entry(found) for found in parsed["entries"]]


def _entry(found: Mapping[str, object]) -> Entry:
    content = found.get("content")
    bodies = [str(part.get("value", "")) for part in content] if isinstance(content, list) else []
    return Entry(
        title=_text(found, "title"),
        link=_text(found, "link"),
        published=_text(found, "published") or _text(found, "updated"),
        author=_text(found, "author"),
        summary=_text(found, "summary"),
        content=next((body for body in bodies if body), ""),
    )


def _text(found: Mapping[str, object], name: str) -> str:
    """The value itself: feedparser's own access answers ``updated`` with ``published``, and warns."""
    value = dict.get(found, name) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
