"""The dates of a notice: each as the site wrote it, and as it is understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from federator.model.local_time import LocalTime
from federator.model.making import made_quickly
from federator.model.profile import Profile
from federator.model.row import RawNotice, Row
from federator.notation.address_dates import day_in_address, read_time_on
from federator.spec.said import Said
from federator.spec.signature import signature_date


@made_quickly
@dataclass(frozen=True, slots=True)
class Days:
    """By field: each date as ``written``, and those of them that are understood and no earlier than a notice can be.

    ``list`` is the row's, ``signature`` the one that ends the body, ``address`` what the notice's address names where
    neither list nor page says when it was published.
    """

    written: Mapping[str, str]
    understood: Mapping[str, LocalTime]

    def of(self, field: str) -> date | None:
        """The day that is understood of ``field``."""
        return self.understood[field].day if field in self.understood else None

    @property
    def published(self) -> LocalTime | None:
        """The page's date beats the list's, which may know the time of the same day."""
        page, listed = self.understood.get("published"), self.understood.get("list")
        if page and listed and page.day == listed.day and page.at is None:
            return listed
        return page or listed or self.understood.get("address")


def days_of(raw: RawNotice, said: Said, profile: Profile) -> Days:
    """All dates that page and row say."""
    read = partial(_plausible, raw.url, profile.limits["earliest_year"])
    written = {field: said.value(field) for field in ("written", "effective", "repealed")} if said.values else {}
    meta, labelled = said.metas.get("pubdate", "").strip(), said.value("published")
    written |= _of_page(meta, labelled, read)
    written["list"] = _listed(raw.row) if raw.row else ""
    written["signature"] = signature_date(said.text)
    if not written["published"] and not written["list"] and (day := day_in_address(raw.url)):
        written["address"] = str(day)
    written = {field: words for field, words in written.items() if words}
    return Days(written, {field: time for field, words in written.items() if (time := read(words))})


def _plausible(url: str, earliest_year: int, written: str) -> LocalTime | None:
    """A date as written, unless it is earlier than any notice can be (1970-*)."""
    understood = read_time_on(url, written)
    return understood if understood and understood.day.year >= earliest_year else None


def _listed(row: Row) -> str:
    """As written, with the day that the list as a whole tells it to be."""
    written = (row.date_written or "").strip()
    return f"{written}（{row.told}）" if row.told else written


def _of_page(meta: str, labelled: str, read: Callable[[str], LocalTime | None]) -> dict[str, str]:
    """``published``: 发布日期 as people read it, or PubDate where only that can be read or knows the time of the day.

    ``published_other``: the one of the two that names another day (a page rendered anew, or in 1970).
    """
    if not meta or not labelled:
        return {"published": meta or labelled}
    by_meta, by_label = read(meta), read(labelled)
    if by_label is None:
        return {"published": meta, "published_other": labelled}
    if by_meta is None or by_meta.day != by_label.day:
        return {"published": labelled, "published_other": meta}
    return {"published": meta if by_label.at is None else labelled}
