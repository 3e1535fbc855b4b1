"""The clauses about dates: nothing is guessed, a date that cannot be and two that contradict each other are said."""

import re
from datetime import timedelta

from federator.model.local_time import CHINA
from federator.notation.dates import read_time
from federator.spec.case import Case, Failing

_DOC_YEAR = re.compile(r"((?:19|20)\d\d)(?:〕|年第)")
_CITED = re.compile(
    r"(?<![将拟请定应须至自为~～—–-])(?<![将拟请定应须]于)(?<!截止)(?:19|20)\d\d年\s?\d{1,2}月\s?\d{1,2}日(?![之以]?前|[起后至止~～—－-])"
    r"(?![^。；\n]{0,25}(?:施行|实施|生效))"
    r"[^，,。；\n]{0,20}?(?:通过|印发|下发|批准|批复|收到|收悉|受理|召开|作出|签订|提交|请示|来函|会议|《)"
)
"""A day on which something was done, and neither will be nor holds from then on: ``2020年1月7日印发的《…》``."""


def published_missing(case: Case) -> Failing | None:
    """发布日期 is required; something unreadable in its place is none."""
    if case.notice.published or case.implausible("published") or case.implausible("list"):
        return None
    return Failing("published", case.written("published") or case.written("list"))


def published_implausible(case: Case) -> Failing | None:
    """A date before there were such sites (1970-* above all) is what a machine wrote; no other date stood by."""
    if case.notice.published or not (case.implausible("published") or case.implausible("list")):
        return None
    return Failing("published", case.written("published") or case.written("list"))


def published_future(case: Case) -> Failing | None:
    """Nothing is published later than today by more than the profile's ``future_days``."""
    published = case.notice.published
    if published is None or published.day <= case.now.date():  # in China it is that day, or the next
        return None
    last = case.now.astimezone(CHINA).date() + timedelta(days=case.profile.limits["future_days"])
    return Failing("published", published.isoformat()) if published.day > last else None


def published_conflict(case: Case) -> Failing | None:
    """List, notice page and the page's PubDate name the same day of publication."""
    written = case.notice.dates_written or {}
    if "published_other" not in written and not ("published" in written and "list" in written):
        return None
    fields = ("published", "published_other", "list")
    named = dict.fromkeys(day for field in fields if (day := case.day(field)))
    return Failing("published", " / ".join(map(str, named))) if len(named) > 1 else None


def doc_no_year(case: Case) -> Failing | None:
    """A document is numbered in the year it is written (signed in January: or the year before), published later."""
    notice = case.notice
    found = _DOC_YEAR.search(notice.doc_no)
    if not found:
        return None
    year = int(found[1])
    if notice.written and year != notice.written.year and (notice.written.month, year) != (1, notice.written.year - 1):
        return Failing("doc_no", f"{notice.doc_no} / {notice.written}")
    if notice.published and year > notice.published.day.year:
        return Failing("doc_no", f"{notice.doc_no} / {notice.published.day}")
    return None


def written_missing(case: Case) -> Failing | None:
    """成文日期 is required where the category asks for it."""
    return None if case.notice.written else Failing("written")


def written_implausible(case: Case) -> Failing | None:
    """成文日期 is a day on which documents of these bureaus were written: not before the profile's earliest year."""
    return Failing("written", case.written("written")) if case.implausible("written") else None


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
    labelled, signed = case.day("written"), case.day("signature")
    if not labelled or not signed or labelled == signed or case.implausible("written"):
        return None
    return Failing("written", f"{labelled} / {signed}")


def signed_before_cited(case: Case) -> Failing | None:
    """A document cannot tell of what happened after it was signed."""
    signed = case.day("signature")
    if signed is None:
        return None
    for found in _CITED.finditer(case.notice.text):
        cited = read_time(found[0])
        if cited and cited.day > signed:
            return Failing("written", f"{signed} / {cited.day}")
    return None
