"""XML elements of a feed: text as XML may carry it, and the extension fields."""

from collections.abc import Mapping
from functools import cache

from lxml import etree

from federator.model.value import Fields
from federator.notation.parsing import allowed
from federator.publish.feed import Feed
from federator.publish.fields import NAMESPACE, SINGULAR, Enclosure, Value

HISTORY = "{http://purl.org/syndication/history/1.0}"
"""The namespace of RFC 5005."""


def put(parent: etree._Element, tag: str, text: str) -> etree._Element:
    """Append an element holding ``text``."""
    return write(etree.SubElement(parent, tag), text)


def write(element: etree._Element, text: str) -> etree._Element:
    """Let ``element`` hold ``text``."""
    try:
        element.text = text
    except ValueError:  # lxml refuses forbidden characters; looking for them first would cost more than the feed
        element.text = allowed(text)
    return element


def mark(parent: etree._Element, tag: str, attributes: dict[str, str]) -> etree._Element:
    """Append an empty element with attributes."""
    try:
        return etree.SubElement(parent, tag, attributes)
    except ValueError:
        return etree.SubElement(parent, tag, {name: allowed(value) for name, value in attributes.items()})


def put_neighbours(parent: etree._Element, tag: str, feed: Feed, media_type: str) -> None:
    """Append links (``tag``) to what stands around a page of a feed, of the same ``media_type``, and to its hub; an
    archive is marked as one."""
    if feed.hub_url:
        mark(parent, tag, {"rel": "hub", "href": feed.hub_url})
    for rel, href in (("next", feed.next_url), ("prev-archive", feed.archive_url), ("current", feed.current_url)):
        if href:
            mark(parent, tag, {"rel": rel, "href": href, "type": media_type})
    if feed.current_url:
        mark(parent, f"{HISTORY}archive", {})


def put_extension(parent: etree._Element, fields: list[tuple[str, Value]]) -> None:
    """Append the extension fields in their namespace."""
    for name, value in fields:
        tag = _tag(name)
        if isinstance(value, str):
            put(parent, tag, value)
        elif isinstance(value, tuple):
            for one in value:
                _put_one(parent, tag, one)
        elif isinstance(value, Mapping):
            _put_fields(parent, value)
        else:
            put(parent, tag, str(value).lower())


@cache
def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{SINGULAR.get(name, name)}"


def _put_fields(parent: etree._Element, fields: Fields) -> None:
    """Each as written; name, unit and what was understood beside it. Several values stand in one, apart by 、."""
    for name, field in fields.items():
        understood = "、".join(field.value) if isinstance(field.value, tuple) else str(field.value)
        attributes = {"name": name, "value": understood} | ({"unit": field.unit} if field.unit else {})
        write(mark(parent, _tag("fields"), attributes), field.as_written)


def _put_one(parent: etree._Element, tag: str, value: str | Enclosure | Fields) -> None:
    if isinstance(value, str):
        put(parent, tag, value)
        return
    if isinstance(value, Mapping):
        _put_fields(etree.SubElement(parent, tag), value)
        return
    mark(parent, tag, {name: str(said) for name, said in value.said().items()})


def serialised(root: etree._Element) -> bytes:
    """The document in UTF-8 with its declaration."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)
