"""How much a group looks like the list of a column, and why: each signal has its sentence."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lxml.html import HtmlElement

from federator.induce.dates import Dates, Where, find_dates
from federator.induce.groups import Group, distinct
from federator.induce.page import Page
from federator.induce.placing import Place, place_of
from federator.induce.titles import Titles, find_titles
from federator.model.words import Words
from federator.notation.address_parts import address_shape, domain_of, host_of
from federator.notation.numbering import own_share

_TITLE = 6
"""Characters that a title has at least."""
_SHORT, _FEW = 4, 2
"""Characters that most of the dated rows of a list have at least, and each of them: 北门地块, no names of people."""
_MANY = 12
"""Rows beyond which more of them count little."""
_MOSTLY = 0.6
_UNKNOWN = 0.6
"""How much alike addresses are of which nothing is known."""
_TEASER, _MENU, _TABS, _YEARLESS = 0.2, 0.7, 0.6, 0.6
_OWN_NAME, _OF_FEW, _SEVERAL, _FEWEST = 4.0, 1.8, 4, 3
"""What the page's own name above a list is worth, nearly as much as dates in order, and above one or two rows, which
may be a headline; rows that make it one, and fewer where they are dated."""
_COLUMN = re.compile(r"/(?:index\.\w{2,5}|list\.\w{2,5})?$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group with its titles and dates, its weight and what speaks for and against it. ``urls`` by row number."""

    group: Group
    titles: Titles
    dates: Dates | None
    urls: Sequence[str]
    weight: float
    place: Place
    reasons: tuple[Words, ...]

    @property
    def rank(self) -> float:
        """The weight among others: a taste of another column yields to a list, days without a year to whole ones."""
        yearless = self.dates is not None and self.dates.yearless
        return self.weight * (_TEASER if self.place.teaser else 1.0) * (_YEARLESS if yearless else 1.0)

    @property
    def claim(self) -> float:
        """The rank as the list of this page: its own name above rows says more than dates in others. What leads to
        columns without a date is a menu, whatever stands above it."""
        if not self.place.named or self.place.aside:
            return self.rank
        several = self.count >= _SEVERAL and len(set(self.urls)) == len(self.urls) and _columns(self.urls) < _MOSTLY
        is_list = self.dated == 1.0 or several
        return self.rank * (1.0 if not is_list else _OWN_NAME if self.count >= _FEWEST else _OF_FEW)

    @property
    def count(self) -> int:
        """Rows with a title."""
        return len(self.titles.texts)

    @property
    def beside(self) -> Collection[HtmlElement]:
        """What stands between the rows and dates them: the ``dd`` of each ``dt``."""
        dates = self.dates if self.dates and self.dates.where in (Where.BEHIND, Where.BEFORE) else None
        parents = set(self.group.parents)
        over = ((element, *element.iterancestors()) for element in (dates.elements.values() if dates else ()))
        return {next(one for one in chain if one.getparent() in parents) for chain in over}

    @property
    def dated(self) -> float:
        """The share of rows with a date."""
        return self.dates.share(len(self.group.blocks)) if self.dates else 0.0


def weigh(page: Page, group: Group) -> Candidate | None:
    """The group as a candidate; None where it has no titles."""
    titles = find_titles(page, group)
    if titles is None:
        return None
    urls = _urls(titles, len(group.blocks))
    dates = find_dates(page, group, urls, titles.elements.values())
    if rest := _without_strangers(group, titles, dates):
        return weigh(page, rest)
    weight, reasons = _weight(page, group, titles, dates, urls)
    place = place_of(page, group)
    return Candidate(group, titles, dates, urls, weight * place.factor, place, (*reasons, *place.reasons))


def _urls(titles: Titles, rows: int) -> list[str]:
    return [titles.links[number].url if number in titles.links else "" for number in range(rows)]


def _without_strangers(group: Group, titles: Titles, dates: Dates | None) -> Group | None:
    """The group without blocks that are undated among dated ones and turn the page (the last row of a table), or
    have their link where no other block has it; None where there are none."""
    if dates is None or dates.share(len(group.blocks)) < _MOSTLY:
        return None
    strange = {
        n
        for n in titles.links
        if n not in dates.days and (n not in titles.regular or len(titles.texts.get(n, "")) < _TITLE)
    }
    if not strange:
        return None
    return Group(tuple(block for n, block in enumerate(group.blocks) if n not in strange), group.marked)


def _weight(
    page: Page, group: Group, titles: Titles, dates: Dates | None, urls: Sequence[str]
) -> tuple[float, tuple[Words, ...]]:
    """Factors, so that a group must be good in every respect: dated and in order counts four times, long titles three
    times what short ones do, the column's own folder two and a half times; then how many rows there are."""
    rows = len(group.blocks)
    texts = [text for text in titles.texts.values() if text]
    length = median(map(len, texts)) if texts else 0
    dated = dates.share(rows) if dates else 0.0
    short = dated == 1.0 and length >= _SHORT and distinct(texts) == 1.0 and not _columns(urls)
    named = sum(len(text) >= (_FEW if short else _TITLE) for text in texts) / rows
    own = own_share(urls, page.url)
    alike = _alike(urls)
    single = _single(page, group)
    quality = named * (0.4 + 0.6 * distinct(texts)) * single * (0.6 + 0.4 * alike) * (1 + 1.5 * own)
    quality *= min(1.0, 0.35 + length / 24) * _same_host(page, urls)
    quality *= 0.35 + dated * (0.8 + 0.4 * (dates.order() if dates else 0.0))
    quality *= _joined(group, dates) * (1.0 if dates else 1 - _MENU * _columns(urls))
    reasons = [
        Words(f"{rows} 个同类块", f"{rows} blocks alike"),
        Words(f"{dated:.0%} 带日期", f"{dated:.0%} dated"),
        Words(f"标题长度中位数 {length:.0f}", f"median title of {length:.0f} characters"),
        Words(f"{alike:.0%} 的地址形状相同", f"{alike:.0%} of the addresses have one shape"),
    ]
    if dates and len(dates.days) > 2:
        reasons.append(Words(f"日期有序程度 {dates.order():.0%}", f"dates in order: {dates.order():.0%}"))
    return quality * min(rows, _MANY) ** 0.6 * max(1.0, rows / _MANY) ** 0.3, tuple(reasons)


def _single(page: Page, group: Group) -> float:
    """One notice a row: less the more other addresses, or dates, a row holds."""
    extra = 0.0
    for block in group.blocks:
        names = {link.url or link.name for link in page.links_of(block) if len(link.name) >= _TITLE}
        extra += max(0, len(names) - 1)
    return 1 / (1 + extra / len(group.blocks))


def _joined(group: Group, dates: Dates | None) -> float:
    """Several lists under tabs begin anew with each; one list in pieces goes on where the last piece ended."""
    if len(group.parents) == 1 or (dates and dates.yearless):
        return 1.0
    days = dates.days if dates else {}
    starts = [n for n, (one, other) in enumerate(pairwise(group.blocks), 1) if one.getparent() is not other.getparent()]
    known = [(days[n - 1], days[n]) for n in starts if n in days and n - 1 in days]
    anew = sum(other > one for one, other in known)
    return _TABS if 2 * anew > len(known) else 1.0


def _alike(urls: Sequence[str]) -> float:
    """The share of the commonest shape among addresses: notices of one column differ in their numbers alone.
    A row without an address says nothing of it."""
    shapes = Counter(address_shape(url) for url in urls if url)
    unknown = len(urls) - sum(shapes.values())
    return (max(shapes.values(), default=0) + _UNKNOWN * unknown) / len(urls)


def _columns(urls: Sequence[str]) -> float:
    """The share of addresses that are columns' (``/zwgk/``, ``/zwgk/index.html``): where those are undated, it is a
    menu."""
    real = [url for url in urls if url]
    return sum(bool(_COLUMN.search(url)) for url in real) / len(real) if real else 0.0


def _same_host(page: Page, urls: Sequence[str]) -> float:
    """How much the rows stay at home; beside it (``www.`` and ``ddh.`` of one school) they half do."""
    real = [url for url in urls if url]
    home, domain = host_of(page.url), domain_of(page.url)
    near = (1.0 if host_of(url) == home else 0.5 if domain_of(url) == domain else 0.0 for url in real)
    return 0.4 + 0.6 * sum(near) / len(real) if real else 1.0
