"""The site's own words for one notice → the record of the publishing spec. The notice's page beats the list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from federator.model.making import made_quickly
from federator.model.matter import Kind, Matter
from federator.model.notice import Attachment, LocalTime, Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import LinkedFile, RawNotice, Row
from federator.model.site import Source
from federator.notation.address import lasting_address
from federator.notation.dates import day_in_address, read_time_on
from federator.notation.folding import fold, label_key
from federator.notation.markup import plain_text, sanitise
from federator.notation.numbers import IndexForm, doc_no_in_body, doc_no_in_title, read_doc_no, read_index_no
from federator.spec.abstract import derive_abstract
from federator.spec.categories import Signs, choose, zones_of
from federator.spec.extras import Body, read_extras
from federator.spec.masking import protect
from federator.spec.publisher import county_of, resolve
from federator.spec.signature import signature_date, signed_by
from federator.spec.subtypes import choose_subtype, that_may_be
from federator.spec.title import choose_title

_PORTAL = re.compile(r"(?<=[局厅委府会])(?:政府)?(?:门户|官方)?(?:网站|官网|政务网)$")
_NUMBERS = ("index_no", "doc_no")
"""What a list may say of a notice whose own page does not: a catalogue has columns for them."""
_NOTHING: Mapping[str, str] = {}
SETTLED = "settled"
"""The reason of a category that was given before; whoever knows the notice knows the reason of then."""
_HEAD = 400
"""Where a body says which county it is about, in characters."""


@made_quickly
@dataclass(frozen=True, slots=True)
class _Reading:
    """One notice under reading: its labelled values by field and its metas (of the page, else of the row), its body."""

    raw: RawNotice
    source: Source
    profile: Profile
    values: Mapping[str, str]
    metas: Mapping[str, str]
    html: str
    text: str

    def labelled(self, field: str) -> str:
        """What the site prints for ``field``, ``""`` where it prints nothing."""
        return self.values.get(field, "")

    def day(self, written: str) -> LocalTime | None:
        """A date as written, unless it is earlier than any notice can be (1970-*)."""
        understood = read_time_on(self.raw.url, written)
        if understood and understood.day.year < self.profile.limits["earliest_year"]:
            return None
        return understood


def normalise(
    raw: RawNotice, source: Source, profile: Profile, directory: Directory, settled: str | None = None
) -> Notice:
    """The record that ``raw`` makes, found by ``source``. Never raises on what a site wrote: what cannot be
    understood is empty or None, and ``check`` says so.

    ``settled``: the category that the notice was given before, which stays; None: evidence chooses.
    """
    reading = _read(raw, source, profile)
    title = choose_title(raw, reading.labelled("title"), source.site_name)
    doc_no = _doc_no(reading, title)
    publisher = _publisher(reading, directory)
    organisation = resolve(publisher, source.division, directory) or directory.organisations.get(source.organisation)
    dates = _dates_written(reading)
    category, reason = _category(reading, title, doc_no, settled)
    zones, editions = zones_of(category, title, profile)
    abstract, derived = _abstract(reading, title)
    division = organisation.division if organisation else source.division
    published = _published(reading, dates)
    day = published.day if published else _date(reading, dates, "signature")
    subtype, _ = choose_subtype(category, title, reading.text, day, profile)
    matter = profile.categories[category].matter
    body = _body(reading, title, doc_no, division, matter, directory)
    told = that_may_be(read_extras(body, matter), matter, subtype)
    notice = Notice(
        title=title,
        url=raw.url,
        published=published,
        publisher=publisher,
        organisation=organisation.id if organisation else source.organisation,
        division=division,
        site=source.site,
        source=source.key,
        category=category,
        category_reason=reason,
        index_no=_index_no(reading.labelled("index_no")),
        doc_no=doc_no,
        written=_date(reading, dates, "written") or _date(reading, dates, "signature"),
        effective=_date(reading, dates, "effective"),
        repealed=_date(reading, dates, "repealed"),
        validity=reading.labelled("validity"),
        subject=reading.labelled("subject") or fold(reading.metas.get("keywords", "")),
        genre=reading.labelled("genre"),
        facet=reading.labelled("facet"),
        audience=reading.labelled("audience"),
        abstract=abstract,
        abstract_derived=derived,
        html=reading.html,
        text=reading.text,
        attachments=tuple(attachment_of(file) for file in raw.page.attachments) if raw.page else (),
        disclosure=_disclosure(reading),
        zones=zones,
        editions=editions,
        dates_written=dates,
        subtype=subtype.id if subtype else "",
        fields=told.fields,
        records=told.records,
    )
    return protect(notice, profile)


def issues(notice: Notice, source: Source) -> bool:
    """The organisation of ``source`` is the one that issued the notice; else the source only carries it."""
    return notice.organisation == source.organisation


def _read(raw: RawNotice, source: Source, profile: Profile) -> _Reading:
    row = raw.row
    fields = {label_key(label): value for label, value in row.fields.items()} if row and row.fields else _NOTHING
    listed = _by_field(fields, profile)
    if raw.page:
        numbers = {field: listed[field] for field in _NUMBERS if field in listed} if listed else _NOTHING
        values = {**numbers, **_by_field(raw.page.fields, profile)}
        return _Reading(raw, source, profile, values, raw.page.metas, raw.page.html, raw.page.text)
    html = sanitise(row.html, raw.url) if row and row.html else ""
    return _Reading(raw, source, profile, listed, _NOTHING, html, plain_text(html))


def _by_field(fields: Mapping[str, str], profile: Profile) -> Mapping[str, str]:
    """For each field of the profile what stands under the first of its labels that says anything."""
    values = {}
    for name, spec in profile.fields.items() if fields else ():
        for label in spec.labels:
            if value := fields.get(label):
                values[name] = fold(value)
                break
    return values


def _body(reading: _Reading, title: str, doc_no: str, division: str, matter: Matter, directory: Directory) -> Body:
    """What the fields of the category are read from."""
    words = (title, reading.text[:_HEAD]) if Kind.DIVISION in matter.kinds else ()
    county = next((code for told in words if (code := county_of(division, told, directory))), "")
    said = _said(reading) if Kind.META in matter.kinds else _NOTHING
    return Body(title, reading.html, reading.text, said, county, doc_no)


def _said(reading: _Reading) -> Mapping[str, str]:
    """All that page or row say under labels, and the page's metas."""
    page, row = reading.raw.page, reading.raw.row
    return {**(page.fields if page else row.fields if row else _NOTHING), **reading.metas}


def _index_no(written: str) -> str:
    """索引号 in half-width signs without spaces where it has a known form; others as they stand."""
    number = read_index_no(written)
    return number.written if number and number.form is not IndexForm.MALFORMED else written


def _category(reading: _Reading, title: str, doc_no: str, settled: str | None) -> tuple[str, str]:
    """The category, and why."""
    if before := reading.profile.categories.get(settled or ""):
        return before.code, SETTLED
    signs = Signs(title, doc_no, reading.metas.get("columnname", ""), _genre(reading), reading.text)
    return choose(signs, reading.source.category, reading.profile)


def _doc_no(reading: _Reading, title: str) -> str:
    """文号: labelled, then in the title, then on a line of its own. Each one ends in 号."""
    return (
        read_doc_no(reading.labelled("doc_no"))
        or ("号" in title and doc_no_in_title(title))
        or ("号" in reading.text and doc_no_in_body(reading.text))
        or ""
    )


def _publisher(reading: _Reading, directory: Directory) -> str:
    """发布机构 …, then 来源 and ContentSource; a bare 处室 or 本站 names nobody, so the source's own
    organisation stands, or the site where the source has none, or who signed."""
    for written in (reading.labelled("publisher"), fold(reading.metas.get("contentsource", ""))):
        if written and (directory.named(written) or not reading.profile.no_publisher.fullmatch(written)):
            return written
    own = directory.organisations.get(reading.source.organisation)
    site = _PORTAL.sub("", fold(reading.metas.get("sitename", "")))
    return own.name if own else site or reading.source.site_name or signed_by(reading.text)


def _dates_written(reading: _Reading) -> dict[str, str]:
    """Each date as the site wrote it, by field; ``list`` is the row's, ``signature`` the one that ends the body,
    ``address`` what the notice's address names where neither list nor page says when it was published."""
    row = reading.raw.row
    written = {field: reading.labelled(field) for field in ("written", "effective", "repealed")}
    written |= _page_dates(reading)
    written["list"] = _listed(row) if row else ""
    written["signature"] = signature_date(reading.text)
    if not written.get("published") and not written["list"] and (day := day_in_address(reading.raw.url)):
        written["address"] = str(day)
    return {field: words for field, words in written.items() if words}


def _listed(row: Row) -> str:
    """As written, with the day that the list as a whole tells it to be."""
    written = (row.date_written or "").strip()
    return f"{written}（{row.told}）" if row.told else written


def _page_dates(reading: _Reading) -> dict[str, str]:
    """``published``: 发布日期 as people read it, or PubDate where only that can be read or knows the time of the day.

    ``published_other``: the one of the two that names another day (a page rendered anew, or in 1970).
    """
    meta, labelled = reading.metas.get("pubdate", "").strip(), reading.labelled("published")
    if not meta or not labelled:
        return {"published": meta or labelled}
    by_meta, by_label = reading.day(meta), reading.day(labelled)
    if by_label is None:
        return {"published": meta, "published_other": labelled}
    if by_meta is None or by_meta.day != by_label.day:
        return {"published": labelled, "published_other": meta}
    return {"published": meta if by_label.at is None else labelled}


def _published(reading: _Reading, dates: Mapping[str, str]) -> LocalTime | None:
    page, listed = reading.day(dates.get("published", "")), reading.day(dates.get("list", ""))
    if page and listed and page.day == listed.day and page.at is None:
        return listed
    return page or listed or reading.day(dates.get("address", ""))


def _date(reading: _Reading, dates: Mapping[str, str], field: str) -> date | None:
    understood = reading.day(dates.get(field, ""))
    return understood.day if understood else None


def _genre(reading: _Reading) -> str:
    return " ".join(reading.labelled(field) for field in ("genre", "facet", "subject"))


def _abstract(reading: _Reading, title: str) -> tuple[str, bool]:
    """The site's own, and False; else one made of the body, and True."""
    longest = reading.profile.limits["abstract_max"]
    described = fold(reading.metas.get("description", ""))
    own = reading.labelled("abstract") or (described if len(described) <= longest else "")
    if own and own not in title and not own.startswith(title):
        return own, False
    derived = derive_abstract(reading.text, title, longest)
    return derived, bool(derived)


def attachment_of(file: LinkedFile) -> Attachment:
    """Its identity is the name it is saved under, which outlives signed addresses and moves of the site."""
    kind = _suffix(file.file_name) or _suffix(file.name) or _suffix(file.url.partition("?")[0])
    return Attachment(file.name or file.file_name, file.url, kind, file.file_name or lasting_address(file.url))


def _suffix(name: str) -> str:
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    return suffix if suffix.isalnum() and suffix.isascii() and len(suffix) <= 5 else ""


def _disclosure(reading: _Reading) -> str:
    """公开属性 in the profile's words; what the profile does not know stays as written."""
    written = reading.labelled("disclosure")
    if not written:
        return reading.profile.disclosures[0]
    return reading.profile.disclosure_words.get(written, written)
