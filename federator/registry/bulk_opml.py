"""OPML 2.0, as feed readers write and read it: an outline a site, below it one a source."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from federator.model.site import Site
from federator.notation.parsing import allowed
from federator.registry.bulk_row import SITE, SOURCE, Entry, flag, flat, rule_in, text_of
from federator.registry.writing import site_table

_NAMESPACE = "urn:federator:registry"


def write_opml(sites: Iterable[Site], title: str) -> bytes:
    """OPML 2.0: an outline a site, below it one a source; what OPML has no word for in a namespace of ours."""
    opml = etree.Element("opml", version="2.0", nsmap={"r": _NAMESPACE})
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = title
    body = etree.SubElement(opml, "body")
    for site in sites:
        written = site_table(site)
        outline = etree.SubElement(body, "outline", text=allowed(site.name), htmlUrl=allowed(site.home))
        _mark(outline, {key: written[key] for key in SITE if key not in ("name", "home")})
        for source in written.get("sources", ()):
            feed = source.get("connector") == "feed"
            where = {"type": "rss", "xmlUrl": allowed(source["url"])} if feed else {"htmlUrl": allowed(source["url"])}
            own = etree.SubElement(outline, "outline", {"text": allowed(source["name"]), **where})
            _mark(own, {key: value for key, value in flat(source).items() if key not in ("name", "url")})
    return etree.tostring(opml, encoding="utf-8", xml_declaration=True, pretty_print=True)


def read_opml(name: str, text: str) -> Iterator[Entry]:
    """Each outline that is a source, or a site without any. Raises XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(text.removeprefix("\ufeff").encode(), parser)
    for outline in root.iter("outline"):
        url = outline.get("xmlUrl") or outline.get("htmlUrl") or ""
        above = outline.getparent()
        if outline.get("xmlUrl") is None and (outline.find("outline") is not None or _r(outline, "organisation")):
            if outline.find("outline") is None:
                yield Entry(f"{name}:{outline.sourceline}", _site_of(outline))
            continue
        if not url:
            continue
        site = _site_of(above) if above is not None and above.tag == "outline" else {}
        site.setdefault("home", urljoin(url, "/"))
        source = {key: flag(key, value) for key in SOURCE if (value := _r(outline, key))}
        source |= {"name": _named(outline), "url": url} | rule_in(partial(_r, outline))
        if outline.get("xmlUrl"):
            source["connector"] = "feed"
        yield Entry(f"{name}:{outline.sourceline}", site, source)


def _site_of(outline: etree._Element) -> dict[str, Any]:
    own: dict[str, Any] = {key: value for key in SITE if (value := _r(outline, key))}
    own |= {"name": _named(outline)} if _named(outline) else {}
    return own | ({"home": outline.get("htmlUrl")} if outline.get("htmlUrl") else {})


def _named(outline: etree._Element) -> str:
    return (outline.get("title") or outline.get("text") or "").strip()


def _r(outline: etree._Element, key: str) -> str:
    return outline.get(f"{{{_NAMESPACE}}}{key}") or ""


def _mark(outline: etree._Element, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        outline.set(f"{{{_NAMESPACE}}}{key}", allowed(text_of(value)))
