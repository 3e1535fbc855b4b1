"""OAI-PMH 2.0: the answers of a data provider, as XML. Section numbers are those of the protocol."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from federator.model.place import Directory, city_of
from federator.model.revision import Gone, Published
from federator.publish.feed import Feed, notice_tag
from federator.publish.fields import NAMESPACE, Place, instant
from federator.publish.markup import mark, put, serialised
from federator.publish.oai_formats import put_dublin_core, put_notice

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"

_Put = Callable[[etree._Element, Published, Feed, Place], None]
_FORMATS: Mapping[str, tuple[_Put, str, str]] = {
    "oai_dc": (
        put_dublin_core,
        "http://www.openarchives.org/OAI/2.0/oai_dc/",
        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
    ),
    "fed": (put_notice, NAMESPACE, "static/notice-1.xsd"),
}
PREFIXES = tuple(_FORMATS)

One = Published | Gone


class Envelope:
    """An answer: to what was asked, and when. ``asked`` are the arguments, none where they could not be read (3.2)."""

    def __init__(self, base_url: str, now: datetime, asked: Mapping[str, str]) -> None:
        self._root = etree.Element(f"{_OAI}OAI-PMH", nsmap={None: _OAI[1:-1], "xsi": _XSI})  # type: ignore[dict-item]
        self._root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
        put(self._root, f"{_OAI}responseDate", instant(now))
        mark(self._root, f"{_OAI}request", dict(asked)).text = base_url

    def error(self, code: str, sentence: str) -> None:
        """Why it cannot be answered (3.6)."""
        put(self._root, f"{_OAI}error", sentence).set("code", code)

    def part(self, verb: str) -> etree._Element:
        """The element that holds the answer to a verb."""
        return etree.SubElement(self._root, f"{_OAI}{verb}")

    def written(self) -> bytes:
        """The document."""
        return serialised(self._root)


@dataclass(frozen=True, slots=True)
class Repository:
    """What records are written with."""

    feed: Feed
    place: Place
    prefix: str


def put_identify(part: etree._Element, name: str, base_url: str, admin: str, earliest: datetime) -> None:
    """4.2."""
    said = {
        "repositoryName": name,
        "baseURL": base_url,
        "protocolVersion": "2.0",
        "adminEmail": admin,
        "earliestDatestamp": instant(earliest),
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    for tag, text in said.items():
        put(part, f"{_OAI}{tag}", text)


def put_formats(part: etree._Element, home_url: str) -> None:
    """4.4. Every record is there in every format."""
    for prefix, (_put, namespace, schema) in _FORMATS.items():
        one = etree.SubElement(part, f"{_OAI}metadataFormat")
        put(one, f"{_OAI}metadataPrefix", prefix)
        put(one, f"{_OAI}schema", schema if schema.startswith("http") else home_url + schema)
        put(one, f"{_OAI}metadataNamespace", namespace)


def put_sets(part: etree._Element, place: Place) -> None:
    """4.6: categories by their code, divisions by the path that leads to them."""
    named = [(category.code, category.name.zh) for category in place.profile.categories.values()]
    divisions = (one for one in place.directory.divisions.values() if one.level != "retired")
    named += sorted((division_set(one.code), one.name) for one in divisions)
    for spec, name in named:
        one = etree.SubElement(part, f"{_OAI}set")
        put(one, f"{_OAI}setSpec", spec)
        put(one, f"{_OAI}setName", name)


def put_header(part: etree._Element, one: One, repository: Repository) -> None:
    """2.5: identifier, datestamp, sets; of one that is no longer public that it is deleted."""
    gone = isinstance(one, Gone)
    header = mark(part, f"{_OAI}header", {"status": "deleted"} if gone else {})
    put(header, f"{_OAI}identifier", notice_tag(repository.feed.authority, one.id))
    put(header, f"{_OAI}datestamp", instant(one.at if isinstance(one, Gone) else one.updated))
    about = one if isinstance(one, Gone) else one.notice
    for spec in (about.category, division_set(about.division)):
        put(header, f"{_OAI}setSpec", spec)


def put_record(part: etree._Element, one: One, repository: Repository) -> None:
    """2.5: the header, and the metadata of one that is public."""
    record = etree.SubElement(part, f"{_OAI}record")
    put_header(record, one, repository)
    if isinstance(one, Published):
        put_metadata = _FORMATS[repository.prefix][0]
        put_metadata(etree.SubElement(record, f"{_OAI}metadata"), one, repository.feed, repository.place)


def put_token(part: etree._Element, token: str) -> None:
    """3.5; empty at the end of a list that was given in pieces."""
    put(part, f"{_OAI}resumptionToken", token)


def division_set(code: str) -> str:
    """``330000:330100:330122``: the province, the city, the county."""
    return ":".join(dict.fromkeys((code[:2] + "0000", city_of(code), code)))


def selected_by(spec: str, categories: Sequence[str], directory: Directory) -> tuple[str, str] | None:
    """Category and division that a set stands for, one of them ``""``; None for a set that is none."""
    if spec in categories:
        return spec, ""
    code = spec.rpartition(":")[2]
    return ("", code) if code in directory.divisions and division_set(code) == spec else None
