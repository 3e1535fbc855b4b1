"""Many sites at once: CSV and OPML as the tables of registry files, and back. One row, or outline, a source.

What is read here is not judged: faults are found by :mod:`federator.registry.reading`, the same for a file and a form.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urljoin

import tomli_w
from lxml import etree

from federator.model.errors import ConfigError, Fault
from federator.model.site import Site
from federator.model.words import Words
from federator.registry.writing import site_table

MOST = 20_000
"""Sources of one list that are read."""

_SITE = ("id", "name", "organisation", "division", "home", "life")
_SOURCE = ("id", "name", "url", "organisation", "division", "connector", "category", "every", "complete", "pages")
_RULE = ("rows", "title", "link", "date", "next", "year", "notice_title", "notice_date")
_FLAGS = ("complete", "pages")
_COLUMNS = (*(f"site_{key}" for key in _SITE), *_SOURCE, *(f"rule_{key}" for key in _RULE), "rule_json")
_FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet would take for a formula when a cell begins with it."""
_TRUE, _FALSE = ("true", "1", "yes", "是", "y"), ("false", "0", "no", "否", "n")
_NAMESPACE = "urn:federator:registry"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: where it stands, the site's own keys, and a source's table (None: the site alone)."""

    place: str
    site: Mapping[str, Any]
    source: Mapping[str, Any] | None = field(default=None)


def read_list(name: str, text: str) -> list[Entry]:
    """The lines of a list, by the ending of its ``name``. Raises ConfigError where it cannot be read at all."""
    ending = name.rpartition(".")[2].lower()
    if ending not in _READERS:
        remedy = Words("使用 .toml、.csv 或 .opml 文件", "use a file that ends in .toml, .csv or .opml")
        raise ConfigError((Fault(name, Words("不认识的文件类型", "a file of no known kind"), remedy),))
    try:
        entries = list(_READERS[ending](name, text))
    except (tomllib.TOMLDecodeError, csv.Error, etree.XMLSyntaxError, RecursionError) as error:
        what = Words(f"无法读取：{error}", f"cannot be read: {error}")
        raise ConfigError((Fault(name, what, Words("按提示修正文件", "mend what is named")),)) from error
    if len(entries) > MOST:
        what = Words(f"超过 {MOST} 行", f"more than {MOST} lines")
        raise ConfigError((Fault(name, what, Words("分成几个文件", "make several files of it")),))
    return entries


def write_csv(sites: Iterable[Site]) -> str:
    """All sources of the sites, one a row; a site without sources has a row of its own."""
    file = io.StringIO()
    table = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for site in sites:
        written = site_table(site)
        own = {f"site_{key}": written[key] for key in _SITE}
        for source in written.get("sources") or [{}]:
            table.writerow({name: _cell(value) for name, value in {**own, **_flat(source)}.items()})
    return file.getvalue()


def write_opml(sites: Iterable[Site], title: str) -> bytes:
    """OPML 2.0: an outline a site, below it one a source; what OPML has no word for in a namespace of ours."""
    opml = etree.Element("opml", version="2.0", nsmap={"r": _NAMESPACE})
    etree.SubElement(etree.SubElement(opml, "head"), "title").text = title
    body = etree.SubElement(opml, "body")
    for site in sites:
        written = site_table(site)
        outline = etree.SubElement(body, "outline", text=_xml(site.name), htmlUrl=_xml(site.home))
        _mark(outline, {key: written[key] for key in _SITE if key not in ("name", "home")})
        for source in written.get("sources", ()):
            feed = source.get("connector") == "feed"
            where = {"type": "rss", "xmlUrl": _xml(source["url"])} if feed else {"htmlUrl": _xml(source["url"])}
            own = etree.SubElement(outline, "outline", {"text": _xml(source["name"]), **where})
            _mark(own, {key: value for key, value in _flat(source).items() if key not in ("name", "url")})
    return etree.tostring(opml, encoding="utf-8", xml_declaration=True, pretty_print=True)


def write_toml(sites: Iterable[Site]) -> str:
    """One file of all sites: ``[[sites]]``, each as in a registry file of its own."""
    return tomli_w.dumps({"sites": [site_table(site) for site in sites]})


def _read_toml(name: str, text: str) -> Iterator[Entry]:
    table = tomllib.loads(text)
    several = table["sites"] if isinstance(table.get("sites"), list) else [table]
    for number, site in enumerate(several, 1):
        if not isinstance(site, dict):
            continue
        place = f"{name}: {site.get('id', number)}"
        own = {key: value for key, value in site.items() if key != "sources"}
        sources = [one for one in site.get("sources") or () if isinstance(one, dict)]
        yield from (Entry(f"{place}/{one.get('id', '?')}", own, one) for one in sources)
        if not sources:
            yield Entry(place, own)


def _read_csv(name: str, text: str) -> Iterator[Entry]:
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    for line in lines:
        cells = {key: _plain(value) for key, value in line.items() if key and isinstance(value, str) and value.strip()}
        if not cells:
            continue
        own = {key: cells[f"site_{key}"] for key in _SITE if f"site_{key}" in cells}
        source = {key: _flag(key, cells[key]) for key in _SOURCE if key in cells}
        strange = {key: value for key, value in cells.items() if key not in _COLUMNS}
        table = source | _rule(partial(_in, cells)) | strange
        yield Entry(f"{name}:{lines.line_num}", own, table or None)


def _read_opml(name: str, text: str) -> Iterator[Entry]:
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
        source = {key: _flag(key, value) for key in _SOURCE if (value := _r(outline, key))}
        source |= {"name": _named(outline), "url": url} | _rule(partial(_r, outline))
        if outline.get("xmlUrl"):
            source["connector"] = "feed"
        yield Entry(f"{name}:{outline.sourceline}", site, source)


_READERS: Mapping[str, Callable[[str, str], Iterator[Entry]]] = {
    "toml": _read_toml,
    "csv": _read_csv,
    "opml": _read_opml,
    "xml": _read_opml,
}


def _site_of(outline: etree._Element) -> dict[str, Any]:
    own: dict[str, Any] = {key: value for key in _SITE if (value := _r(outline, key))}
    own |= {"name": _named(outline)} if _named(outline) else {}
    return own | ({"home": outline.get("htmlUrl")} if outline.get("htmlUrl") else {})


def _named(outline: etree._Element) -> str:
    return (outline.get("title") or outline.get("text") or "").strip()


def _in(cells: Mapping[str, str], key: str) -> str:
    return cells.get(key, "")


def _r(outline: etree._Element, key: str) -> str:
    return outline.get(f"{{{_NAMESPACE}}}{key}") or ""


def _mark(outline: etree._Element, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        outline.set(f"{{{_NAMESPACE}}}{key}", _xml(_text(value)))


def _flat(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source's table in one row: a selector a column, the rule of an interface as JSON."""
    rule = source.get("rule", {})
    selectors = {f"rule_{key}": rule[key] for key in _RULE if key in rule}
    how = selectors if "rows" in rule else {"rule_json": json.dumps(rule, ensure_ascii=False)} if rule else {}
    return {key: source[key] for key in _SOURCE if key in source} | how


def _rule(value: Callable[[str], str]) -> dict[str, Any]:
    """The rule in such a row; what is no JSON stays text, for the reading to complain of."""
    written = value("rule_json")
    if written:
        try:
            return {"rule": json.loads(written)}
        except (ValueError, RecursionError):
            return {"rule": written}
    selectors = {key: text for key in _RULE if (text := value(f"rule_{key}"))}
    return {"rule": selectors} if selectors else {}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cell(value: Any) -> str:
    """As text; what a spreadsheet would reckon with is quoted."""
    text = _text(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:2]) else text


def _flag(key: str, written: str) -> Any:
    """A flag as people write it; anything else stays for the reading to complain of."""
    if key not in _FLAGS:
        return written
    said = written.lower()
    return True if said in _TRUE else False if said in _FALSE else written


def _xml(text: str) -> str:
    """Without the characters that XML has no place for."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)
