"""The site's own words for one notice → the record of the publishing spec. The notice's page beats the list."""

import re

from federator.model.attachment import Attachment
from federator.model.matter import Kind, Matter
from federator.model.notice import Notice
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import LinkedFile, RawNotice
from federator.model.site import Source
from federator.model.steps import Steps, at_once
from federator.notation.address_key import lasting_address
from federator.notation.numbers import IndexForm, doc_no_in_body, doc_no_in_title, read_doc_no, read_index_no
from federator.spec.abstract import derive_abstract
from federator.spec.categories import Signs, choose, zones_of
from federator.spec.days import days_of
from federator.spec.extras import Body, read_extras
from federator.spec.masking import protect
from federator.spec.publisher import county_of, resolve
from federator.spec.said import Said, said_of
from federator.spec.signature import signed_by
from federator.spec.subtypes import choose_subtype, that_may_be
from federator.spec.title import choose_title

_PORTAL = re.compile(r"(?<=[局厅委府会])(?:政府)?(?:门户|官方)?(?:网站|官网|政务网)$")
_DIVISION, _META = Kind.DIVISION, Kind.META
SETTLED = "settled"
"""The reason of a category that was given before; whoever knows the notice knows the reason of then."""
_HEAD = 400
"""Where a body says which county it is about, in characters."""


def normalise(
    raw: RawNotice, source: Source, profile: Profile, directory: Directory, settled: str | None = None
) -> Notice:
    """The record that ``raw`` makes, found by ``source``. Never raises on what a site wrote: what cannot be
    understood is empty or None, and ``check`` says so.

    ``settled``: the category that the notice was given before, which stays; None: evidence chooses.
    """
    return at_once(normalise_in_steps(raw, source, profile, directory, settled))


def normalise_in_steps(
    raw: RawNotice, source: Source, profile: Profile, directory: Directory, settled: str | None = None
) -> Steps[Notice]:
    """:func:`normalise`, where there are many: of thirty each takes four fifths of the time."""
    said = said_of(raw, profile)
    value = said.value
    yield
    title = choose_title(raw, value("title"), source.site_name)
    doc_no = _doc_no(said, title)
    publisher = _publisher(said, source, profile, directory)
    organisation = resolve(publisher, source.division, directory) or directory.organisations.get(source.organisation)
    division = organisation.division if organisation else source.division
    days = days_of(raw, said, profile)
    published = days.published
    yield
    category, reason = _category(said, title, doc_no, source, profile, settled)
    zones, editions = zones_of(category, title, profile)
    yield
    abstract, derived = _abstract(said, title, profile.limits["abstract_max"])
    day = published.day if published else days.of("signature")
    subtype, _ = choose_subtype(category, title, said.text, day, profile)
    matter = profile.categories[category].matter
    yield
    told = that_may_be(read_extras(_body(said, title, doc_no, division, matter, directory), matter), matter, subtype)
    yield
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
        index_no=_index_no(value("index_no")),
        doc_no=doc_no,
        written=days.of("written") or days.of("signature"),
        effective=days.of("effective"),
        repealed=days.of("repealed"),
        validity=value("validity"),
        subject=value("subject") or said.meta("keywords"),
        genre=value("genre"),
        facet=value("facet"),
        audience=value("audience"),
        abstract=abstract,
        abstract_derived=derived,
        html=said.html,
        text=said.text,
        attachments=tuple(map(attachment_of, raw.page.attachments)) if raw.page else (),
        disclosure=_disclosure(value("disclosure"), profile),
        zones=zones,
        editions=editions,
        dates_written=days.written,
        subtype=subtype.id if subtype else "",
        fields=told.fields,
        records=told.records,
    )
    return protect(notice, profile)


def issues(notice: Notice, source: Source) -> bool:
    """The organisation of ``source`` is the one that issued the notice; else the source only carries it."""
    return notice.organisation == source.organisation


def _body(said: Said, title: str, doc_no: str, division: str, matter: Matter, directory: Directory) -> Body:
    """What the fields of the category are read from."""
    county = ""
    if _DIVISION in matter.kinds:
        county = county_of(division, title, directory) or county_of(division, said.text[:_HEAD], directory)
    all_said = {**said.labelled, **said.metas} if _META in matter.kinds else {}
    return Body(title, said.html, said.text, all_said, county, doc_no)


def _index_no(written: str) -> str:
    """索引号 in half-width signs without spaces where it has a known form; others as they stand."""
    number = read_index_no(written)
    return number.written if number and number.form is not IndexForm.MALFORMED else written


def _category(
    said: Said, title: str, doc_no: str, source: Source, profile: Profile, settled: str | None
) -> tuple[str, str]:
    """The category, and why."""
    if before := profile.categories.get(settled or ""):
        return before.code, SETTLED
    genre = " ".join([said.values[field] for field in ("genre", "facet", "subject") if field in said.values])
    return choose(Signs(title, doc_no, said.metas.get("columnname", ""), genre, said.text), source.category, profile)


def _doc_no(said: Said, title: str) -> str:
    """文号: labelled, then in the title, then on a line of its own. Each one ends in 号."""
    written = said.value("doc_no")
    return (
        (written and read_doc_no(written))
        or ("号" in title and doc_no_in_title(title))
        or ("号" in said.text and doc_no_in_body(said.text))
        or ""
    )


def _publisher(said: Said, source: Source, profile: Profile, directory: Directory) -> str:
    """发布机构 …, then 来源 and ContentSource; a bare 处室 or 本站 names nobody, so the source's own
    organisation stands, or the site where the source has none, or who signed."""
    for written in (said.value("publisher"), said.meta("contentsource")):
        if written and (directory.named(written) or not profile.no_publisher.fullmatch(written)):
            return written
    if own := directory.organisations.get(source.organisation):
        return own.name
    return _PORTAL.sub("", said.meta("sitename")) or source.site_name or signed_by(said.text)


def _abstract(said: Said, title: str, longest: int) -> tuple[str, bool]:
    """The site's own, and False; else one made of the body, and True."""
    described = said.meta("description")
    own = said.value("abstract") or (described if len(described) <= longest else "")
    if own and own not in title and not own.startswith(title):
        return own, False
    derived = derive_abstract(said.text, title, longest)
    return derived, bool(derived)


def attachment_of(file: LinkedFile) -> Attachment:
    """Its identity is the name it is saved under, which outlives signed addresses and moves of the site."""
    kind = _suffix(file.file_name) or _suffix(file.name) or _suffix(file.url.partition("?")[0])
    return Attachment(file.name or file.file_name, file.url, kind, file.file_name or lasting_address(file.url))


def _suffix(name: str) -> str:
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    return suffix if suffix.isalnum() and suffix.isascii() and len(suffix) <= 5 else ""


def _disclosure(written: str, profile: Profile) -> str:
    """公开属性 in the profile's words; what the profile does not know stays as written."""
    return profile.disclosure_words.get(written, written) if written else profile.disclosures[0]
