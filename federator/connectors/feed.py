"""RSS and Atom feeds. Strict XML is read at once (feed_xml.py), everything else by feedparser over decoded text."""

import re
from collections.abc import Mapping

from federator.connectors.failures import failure_of
from federator.connectors.feed_entry import Entry, rows_from
from federator.connectors.feed_xml import strict_entries
from federator.connectors.page import text_of
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source
from federator.notation.parsing import parsable

_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf|channel)\s*>", re.I)
_LONGEST_TAIL = 5000
_UNCLOSED = re.compile(r"<link\s*/?>\s*+([^\s<>]{1,2000})\s*+(?=<(?!/link))", re.I)
_BEGIN = re.compile(r"<(?:\w+:)?(?:rss|feed|rdf)[\s>]", re.I)


def read(answer: Answer, _source: Source) -> ListPage:
    """RSS 0.9x, 1.0, 2.0 or Atom 1.0: all entries, no next page. A feed without entries is a list without rows.

    ERROR_TEXT or WRONG_TYPE where the answer is no feed, CUT_SHORT where it breaks off.
    """
    text = text_of(answer)
    entries = strict_entries(text)
    if entries is None:
        feed = _feed_in(text)
        feed = _UNCLOSED.sub(r"<link>\1</link>", feed)
        entries = (strict_entries(feed) if feed != text else None) or lenient_entries(feed, answer.url)
    return ListPage(rows_from(entries, answer.url))


def _feed_in(text: str) -> str:
    """The feed up to its end: what a site puts behind it (a script that counts) is none of it."""
    if not _BEGIN.search(text[:5000]):
        raise failure_of(text, VisitError(ErrorKind.WRONG_TYPE, f"no feed but {text[:80]!r}"))
    ends = [found.end() for found in _END.finditer(text, max(0, len(text) - _LONGEST_TAIL))]
    if not ends:
        raise VisitError(ErrorKind.CUT_SHORT, f"the feed ends in {text[-40:]!r}")
    return text[: ends[-1]]


def lenient_entries(text: str, url: str) -> list[Entry]:
    """Entries as feedparser sees them; dates and authors raw. WRONG_TYPE where it knows no such feed."""
    import feedparser  # half of the time of a cold start, and most feeds never need it

    document = parsable(re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1))
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
        link=_text(found, "link") or _address_in(_text(found, "id")),
        published=_text(found, "published") or _text(found, "updated"),
        author=_text(found, "author"),
        summary=_text(found, "summary"),
        content=next((body for body in bodies if body), ""),
    )


def _address_in(identity: str) -> str:
    """A ``guid`` that is an address stands for a link that is there, and empty."""
    return identity if identity.startswith(("http://", "https://")) else ""


def _text(found: Mapping[str, object], name: str) -> str:
    """The value itself: feedparser's own access answers ``updated`` with ``published``, and warns."""
    value = dict.get(found, name) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
