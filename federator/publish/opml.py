"""OPML 2.0: the feeds there are, as a list that readers take in whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from federator.publish.markup import mark, put, serialised

MEDIA_TYPE = "text/x-opml"


@dataclass(frozen=True, slots=True)
class Outline:
    """A feed by its title (``feed_url``, and ``page_url`` for people), or a group of such."""

    title: str
    feed_url: str = ""
    page_url: str = ""
    below: Sequence["Outline"] = ()


def opml(title: str, outlines: Sequence[Outline]) -> bytes:
    """The list as an OPML document."""
    root = etree.Element("opml", {"version": "2.0"})
    put(etree.SubElement(root, "head"), "title", title)
    _put(etree.SubElement(root, "body"), outlines)
    return serialised(root)


def _put(parent: etree._Element, outlines: Sequence[Outline]) -> None:
    for one in outlines:
        attributes = {"text": one.title, "title": one.title}
        if one.feed_url:
            attributes |= {"type": "rss", "xmlUrl": one.feed_url, "htmlUrl": one.page_url}
        _put(mark(parent, "outline", attributes), one.below)
