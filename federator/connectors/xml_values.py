"""An answer of XML that is no feed, as JSON would say the same: ``<rows><row><title>…</title><url>…</url></row>…`` or
``<news><item title="…" href="…"/>…``."""

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.etree import _Element
from lxml.html.defs import tags

from federator.notation.parsing import parsable

_PARSER = etree.XMLParser(
    encoding="utf-8", recover=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
    remove_pis=True,
)  # fmt: skip
_DECLARED = re.compile(r"\ufeff?\s*(?:<\?xml[^<>]*\?>\s*)?(?=<([a-zA-Z][\w.:-]*))", re.A)
_ISLAND = re.compile(r"<(xml|script(?=[^<>]{1,200}\btype\s?=\s?[\"']?(?:text|application)/xml))\b[^<>]{0,500}>", re.I)
_DEEPEST, _MOST_ATTRIBUTES = 8, 100
"""Each attribute is looked for from the first one on."""


def xml_of(text: str) -> object:
    """Texts, attributes and children by name, those of one name in a list; None for what is HTML, or no XML."""
    begins = _DECLARED.match(text)
    if begins is None or begins[1].lower() in tags:
        return None
    root = etree.fromstring(parsable(text[begins.end() :]), _PARSER)
    return None if root is None else _value(root, 0)


def islands_in(page: str) -> Iterator[object]:
    """What each island of XML in a page of HTML says: ``<xml id="data"><news><item title="…" href="…"/>…``."""
    place = 0
    while begun := _ISLAND.search(page, place):
        end = re.compile(rf"</{begun[1]}\s*>", re.I).search(page, begun.end())
        if end is None:
            return
        yield xml_of(page[begun.end() : end.start()].strip())
        place = end.end()


def _value(element: _Element, depth: int) -> object:
    said = {_name(name): str(element.get(name)) for name in islice(element.attrib, _MOST_ATTRIBUTES)}
    if not (len(element) or said) or depth == _DEEPEST:
        return "".join(map(str, element.itertext())).strip()
    children: dict[str, list[object]] = {}
    for child in element:
        children.setdefault(_name(child.tag), []).append(_value(child, depth + 1))
    return said | {name: values[0] if len(values) == 1 else values for name, values in children.items()}


def _name(tag: object) -> str:
    return str(tag).rpartition("}")[2]
