"""The clauses of the publishing spec that a program can judge: one function a clause.

Each says which field fails and what was seen there, or None. Which of them count, and how heavily, is the
profile's affair; a clause that the profile does not list is not asked.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

from federator.model.profile import Personal, Profile
from federator.notation.folding import is_cut
from federator.notation.numbers import IndexForm, read_index_no
from federator.spec import conflict_clauses as conflicts
from federator.spec import date_clauses as dates
from federator.spec.case import Case, Failing
from federator.spec.publisher import resolve


def title_missing(case: Case) -> Failing | None:
    """名称 is required (国办秘书局 2009 指引: core element)."""
    return None if case.notice.title else Failing("title")


def title_cut(case: Case) -> Failing | None:
    """The title is the whole title, not the ``...`` a list shortens it to."""
    return Failing("title", case.notice.title) if is_cut(case.notice.title) else None


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
    return None if case.notice.doc_no else Failing("doc_no")


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
    return None if case.notice.validity else Failing("validity")


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


def personal_name(case: Case) -> Failing | None:
    """No full name beside such a number, where the profile forbids it."""
    return _personal(case, "name")


def personal_masked(case: Case) -> Failing | None:
    """The publisher did not mask what this service had to: so many of each kind, one that stands in several fields
    counted once."""
    masked = [one for one in case.notice.personal if one.action == Personal.MASK]
    most: dict[tuple[str, str], int] = {}
    for one in masked:
        most[one.kind, one.masked] = max(one.count, most.get((one.kind, one.masked), 0))
    kinds = dict.fromkeys(one.kind for one in masked)
    each = (f"{kind} × {sum(count for (of, _), count in most.items() if of == kind)}" for kind in kinds)
    return Failing(masked[0].where, ", ".join(each)) if masked else None


def extra_missing(case: Case) -> tuple[Failing, ...]:
    """What the category requires beyond the record, each field on its own."""
    notice = case.notice
    return _lacking(case.profile, notice.category, notice.subtype, frozenset(notice.fields).union(*notice.records))


@lru_cache(maxsize=4096)  # most notices of a category lack the same
def _lacking(profile: Profile, category: str, subtype: str, told: frozenset[str]) -> tuple[Failing, ...]:
    """Required fields that are not ``told``; what a notice of that sub-type cannot have is not asked."""
    if category not in profile.categories:
        return ()
    without = next((one.without for one in profile.subtypes if one.id == subtype), ()) if subtype else ()
    asked = (name for name in profile.categories[category].required_extra if name in profile.extras)
    return tuple(Failing(name) for name in asked if name not in told and name not in without)


def subtype_missing(case: Case) -> Failing | None:
    """The sort of notice is required where the category asks for it."""
    return None if case.notice.subtype else Failing("subtype")


Judge = Callable[[Case], Failing | tuple[Failing, ...] | None]
"""A clause: what fails it, once or several times."""

CLAUSES: Mapping[str, Judge] = {
    "title-missing": title_missing,
    "title-cut": title_cut,
    "published-missing": dates.published_missing,
    "published-implausible": dates.published_implausible,
    "published-future": dates.published_future,
    "published-conflict": dates.published_conflict,
    "publisher-missing": publisher_missing,
    "publisher-unknown": publisher_unknown,
    "doc-no-missing": doc_no_missing,
    "doc-no-year": dates.doc_no_year,
    "written-missing": dates.written_missing,
    "written-implausible": dates.written_implausible,
    "written-after-published": dates.written_after_published,
    "written-conflict": dates.written_conflict,
    "signed-before-cited": dates.signed_before_cited,
    "index-no-missing": index_no_missing,
    "index-no-malformed": index_no_malformed,
    "body-missing": body_missing,
    "abstract-long": abstract_long,
    "validity-missing": validity_missing,
    "not-for-publication": not_for_publication,
    "personal-id-card": personal_id_card,
    "personal-bank-card": personal_bank_card,
    "personal-mobile": personal_mobile,
    "personal-name": personal_name,
    "personal-masked": personal_masked,
    "extra-missing": extra_missing,
    "subtype-missing": subtype_missing,
    "document-late": conflicts.document_late,
    "matter-after-published": conflicts.matter_after_published,
    "matter-period": conflicts.matter_period,
    "matter-number-year": conflicts.matter_number_year,
}
"""Every clause, by the id that the profile weighs it under."""

_REQUIRED = {
    "doc-no-missing": "doc_no",
    "written-missing": "written",
    "validity-missing": "validity",
    "subtype-missing": "subtype",
}
"""Fields of the record that not every notice needs."""
_OF_A_NUMBER = {"doc-no-year", "document-late"}
_OF_WRITING = {"written-implausible", "written-after-published", "written-conflict", "signed-before-cited"}


@lru_cache(maxsize=256)
def clauses_of(
    profile: Profile, category: str, *, personal: bool, told: bool, numbered: bool, written: bool
) -> Mapping[str, Judge]:
    """The profile's clauses that a notice of ``category`` may fail: ``personal-…`` only where ``personal`` data were
    found in it, ``matter-…`` only where fields of its category are ``told``, those of a number and of a day of writing
    only where it has one; of :data:`_REQUIRED` what the category asks for."""
    required = profile.categories[category].required_extra if category in profile.categories else ()
    moot = {clause for clause, field in _REQUIRED.items() if field not in required}
    moot |= {clause for clause in CLAUSES if clause.startswith("personal-") and not personal}
    moot |= {clause for clause in CLAUSES if clause.startswith("matter-") and not told}
    moot |= _OF_A_NUMBER if not numbered else set()
    moot |= _OF_WRITING if not written else set()
    return {clause: CLAUSES[clause] for clause in profile.clauses if clause not in moot}


def _personal(case: Case, kind: str) -> Failing | None:
    for one in case.notice.personal:
        if one.kind == kind and one.action == Personal.HOLD:
            return Failing(one.where, one.masked)
    return None
