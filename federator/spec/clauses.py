"""The clauses of the publishing spec that a program can judge: one function a clause.

Each says which field fails and what was seen there, or None. Which of them count, and how heavily, is the
profile's affair; a clause that the profile does not list is not asked.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from federator.model.notice import CHINA, Notice
from federator.model.place import Directory
from federator.model.profile import Personal, Profile
from federator.model.row import RawNotice
from federator.notation.dates import read_time, year_in_address
from federator.notation.folding import is_cut
from federator.notation.numbers import IndexForm, read_index_no
from federator.spec.personal import find_personal
from federator.spec.publisher import resolve

_DOC_YEAR = re.compile(r"((?:19|20)\d\d)(?:〕|年第)")
_CITED = re.compile(
    r"(?<![将拟请定应须至自])(?<![将拟请定应须]于)(?<!截止)((?:19|20)\d\d)年\s?(\d{1,2})月\s?(\d{1,2})日(?![之以]?前|[起后至止~～—－-])"
    r"(?![^。；\n]{0,25}(?:施行|实施|生效))"
    r"[^。；\n]{0,20}?(?:通过|印发|下发|批准|批复|收到|收悉|受理|召开|作出|签订|提交|请示|来函|会议|《)"
)


@dataclass(frozen=True, slots=True)
class Case:
    """All that a clause may look at. ``now`` is UTC."""

    notice: Notice
    raw: RawNotice
    profile: Profile
    directory: Directory
    now: datetime

    def written(self, field: str) -> str:
        """The date of ``field`` as the site wrote it, ``""`` where it wrote none."""
        return (self.notice.dates_written or {}).get(field, "")

    def requires(self, field: str) -> bool:
        """The notice's category asks for ``field`` beyond what every notice needs."""
        category = self.profile.categories.get(self.notice.category)
        return category is not None and field in category.required_extra


@dataclass(frozen=True, slots=True)
class Failing:
    """The field that fails, and what was seen there; personal numbers only masked."""

    field: str
    seen: str = ""


def title_missing(case: Case) -> Failing | None:
    """名称 is required (国办秘书局 2009 指引: core element)."""
    return None if case.notice.title else Failing("title")


def title_cut(case: Case) -> Failing | None:
    """The title is the whole title, not the ``...`` a list shortens it to."""
    return Failing("title", case.notice.title) if is_cut(case.notice.title) else None


def published_missing(case: Case) -> Failing | None:
    """发布日期 is required; something unreadable in its place is none."""
    if case.notice.published or _implausible(case, "published") or _implausible(case, "list"):
        return None
    return Failing("published", case.written("published") or case.written("list"))


def published_implausible(case: Case) -> Failing | None:
    """A date before there were such sites (1970-* above all) is what a machine wrote; no other date stood by."""
    if case.notice.published or not (_implausible(case, "published") or _implausible(case, "list")):
        return None
    return Failing("published", case.written("published") or case.written("list"))


def published_future(case: Case) -> Failing | None:
    """Nothing is published later than today by more than the profile's ``future_days``."""
    published = case.notice.published
    last = case.now.astimezone(CHINA).date() + timedelta(days=case.profile.limits["future_days"])
    return Failing("published", published.isoformat()) if published and published.day > last else None


def published_conflict(case: Case) -> Failing | None:
    """List, notice page and the page's PubDate name the same day of publication."""
    if "pubdate" not in (case.notice.dates_written or {}) and not (case.written("published") and case.written("list")):
        return None
    days = [_day(case, field) for field in ("published", "pubdate", "list")]
    named = list(dict.fromkeys(str(day) for day in days if day))
    return Failing("published", " / ".join(named)) if len(named) > 1 else None


def publisher_missing(case: Case) -> Failing | None:
    """发布机构 is required; the site's own organisation stands in where it prints none."""
    return None if case.notice.publisher else Failing("publisher")


def publisher_unknown(case: Case) -> Failing | None:
    """发布机构 is an organisation of the directory, by its present, short or former name."""
    notice = case.notice
    if not notice.publisher or resolve(notice.publisher, notice.division, case.directory):
        return None
    return Failing("publisher", notice.publisher)


def doc_no_missing(case: Case) -> Failing | None:
    """文号 is required where the category asks for it (公文)."""
    return Failing("doc_no") if case.requires("doc_no") and not case.notice.doc_no else None


def doc_no_year(case: Case) -> Failing | None:
    """A document is numbered in the year it is written (signed in January: or the year before), published later."""
    notice = case.notice
    found = _DOC_YEAR.search(notice.doc_no)
    if not found:
        return None
    year = int(found[1])
    if notice.written and year != notice.written.year and (notice.written.month, year) != (1, notice.written.year - 1):
        return Failing("doc_no", f"{notice.doc_no} / {notice.written}")
    late = notice.published and year > notice.published.day.year
    return Failing("doc_no", f"{notice.doc_no} / {notice.published.day}") if late and notice.published else None


def written_missing(case: Case) -> Failing | None:
    """成文日期 is required where the category asks for it."""
    return Failing("written") if case.requires("written") and not case.notice.written else None


def written_implausible(case: Case) -> Failing | None:
    """成文日期 is a day on which documents of these bureaus were written: not before the profile's earliest year."""
    return Failing("written", case.written("written")) if _implausible(case, "written") else None


def written_after_published(case: Case) -> Failing | None:
    """Nothing is published before it is written."""
    written, published = case.notice.written, case.notice.published
    return (
        Failing("written", f"{written} / {published.day}")
        if written and published and written > published.day
        else None
    )


def written_conflict(case: Case) -> Failing | None:
    """成文日期 in the record is the date under the signature (落款)."""
    labelled, signed = _day(case, "written"), _day(case, "signature")
    if not labelled or not signed or labelled == signed or _implausible(case, "written"):
        return None
    return Failing("written", f"{labelled} / {signed}")


def signed_before_cited(case: Case) -> Failing | None:
    """A document cannot tell of what happened after it was signed."""
    signed = _day(case, "signature")
    for found in _CITED.finditer(case.notice.text) if signed else ():
        cited = read_time(found[0])
        if cited and signed and cited.day > signed:
            return Failing("written", f"{signed} / {cited.day}")
    return None


def index_no_missing(case: Case) -> Failing | None:
    """索引号 is required; the service assigns one of its own and marks it so."""
    return None if read_index_no(case.notice.index_no) else Failing("index_no")


def index_no_malformed(case: Case) -> Failing | None:
    """索引号 has one of the known forms."""
    number = read_index_no(case.notice.index_no)
    return Failing("index_no", number.written) if number and number.form is IndexForm.MALFORMED else None


def body_missing(case: Case) -> Failing | None:
    """正文 or 附件: one of them must stand there. A body may be a picture."""
    notice = case.notice
    return None if notice.text or notice.attachments or "<img" in notice.html else Failing("text")


def abstract_long(case: Case) -> Failing | None:
    """内容概述 has at most ``abstract_max`` characters."""
    length = len(case.notice.abstract)
    return Failing("abstract", str(length)) if length > case.profile.limits["abstract_max"] else None


def validity_missing(case: Case) -> Failing | None:
    """有效性 is required where the category asks for it."""
    return Failing("validity") if case.requires("validity") and not case.notice.validity else None


def not_for_publication(case: Case) -> Failing | None:
    """公开属性: only 主动公开, the profile's first value, is ever published."""
    disclosure = case.notice.disclosure
    return None if disclosure == case.profile.disclosures[0] else Failing("disclosure", disclosure)


def personal_id_card(case: Case) -> Failing | None:
    """No identity card number of a natural person."""
    return _personal(case, "id_card")


def personal_bank_card(case: Case) -> Failing | None:
    """No bank card number."""
    return _personal(case, "bank_card")


def personal_mobile(case: Case) -> Failing | None:
    """No mobile telephone number, where the profile forbids them."""
    return _personal(case, "mobile")


CLAUSES: Mapping[str, Callable[[Case], Failing | None]] = {
    "title-missing": title_missing,
    "title-cut": title_cut,
    "published-missing": published_missing,
    "published-implausible": published_implausible,
    "published-future": published_future,
    "published-conflict": published_conflict,
    "publisher-missing": publisher_missing,
    "publisher-unknown": publisher_unknown,
    "doc-no-missing": doc_no_missing,
    "doc-no-year": doc_no_year,
    "written-missing": written_missing,
    "written-implausible": written_implausible,
    "written-after-published": written_after_published,
    "written-conflict": written_conflict,
    "signed-before-cited": signed_before_cited,
    "index-no-missing": index_no_missing,
    "index-no-malformed": index_no_malformed,
    "body-missing": body_missing,
    "abstract-long": abstract_long,
    "validity-missing": validity_missing,
    "not-for-publication": not_for_publication,
    "personal-id-card": personal_id_card,
    "personal-bank-card": personal_bank_card,
    "personal-mobile": personal_mobile,
}
"""Every clause, by the id that the profile weighs it under."""


def _day(case: Case, field: str) -> date | None:
    written = case.written(field)
    understood = read_time(written, year_in_address(case.raw.url)) if written else None
    return understood.day if understood else None


def _implausible(case: Case, field: str) -> bool:
    day = _day(case, field)
    return day is not None and day.year < case.profile.limits["earliest_year"]


def _personal(case: Case, kind: str) -> Failing | None:
    if case.profile.personal[kind] is Personal.ALLOW:
        return None
    for field, words in _public_words(case.notice):
        for masked in find_personal(kind, words):
            return Failing(field, masked)
    return None


def _public_words(notice: Notice) -> Iterator[tuple[str, str]]:
    yield "title", notice.title
    yield "text", notice.text
    if not notice.abstract_derived:
        yield "abstract", notice.abstract
    for attachment in notice.attachments:
        yield "attachments", attachment.name
