"""From a home page to the columns of its site that hold notices, each with what is proposed for it.

home ─▶ tour ─▶ sort out ─▶ propose ─▶ Survey
        pages   columns     category,
                            organisation
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from federator.connectors.recognise import Recognition
from federator.examine.column_page import Page, day_of
from federator.examine.touring import tour
from federator.induce import Offer, PageKind
from federator.model.answer import Ask
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.row import Row
from federator.model.site import Rule
from federator.model.words import Words
from federator.navigation import LeftOut, Link, Looked, Reason, name_in_common, page_key, sort_out
from federator.spec.proposing import Proposal, propose_category, propose_organisation, propose_site
from federator.visit.listing import place

_ORGANISATION = re.compile(r"(?:[局厅委办处]|政府|中心|大队|网站?)$")
_LONGEST_NAME = 60

LIMIT = 150
"""Requests to one site at most, unless a person says otherwise."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it may be registered: how it is read (by the software ``recognition`` names, or by a ``rule``, for
    the ``reasons`` given), how many ``rows`` its first page has, its newest notice, and what is proposed for it.
    ``candidates``: every list of the page for which a rule was worked out; a person may know better which of them is
    meant (:func:`taking`)."""

    url: str
    name: str
    trail: tuple[str, ...]
    rows: int
    newest: Row
    newest_day: date | None
    recognition: Recognition | None
    rule: Rule | None
    reasons: tuple[Words, ...]
    category: Proposal
    organisation: Proposal
    candidates: tuple[Offer, ...] = ()
    ends: str = ""

    @property
    def connector(self) -> str | None:
        """As the registry is to name it; None: recognised at each visit."""
        return "html-list" if self.rule else self.recognition.connector if self.recognition else None


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found on a site: its name and place, its columns in the order of the navigation, and the pages that were
    left out."""

    home: str
    name: str
    division: Proposal
    organisation: Proposal
    columns: tuple[Column, ...]
    left_out: tuple[LeftOut, ...]
    asked: int


def survey(
    url: str,
    ask: Ask,
    profile: Profile,
    directory: Directory,
    limit: int = LIMIT,
    seen: Callable[[Link], None] = lambda _link: None,
) -> Survey:
    """The columns of the site whose home page is ``url``. ``seen`` is told of each page before it is asked for.

    Nothing is recorded. Raises VisitError where the home page cannot be read.
    """
    made = tour(url, ask, limit, seen)
    metas = [made.facts.metas, *(page.facts.metas for page in made.pages.values())]
    in_common = name_in_common(page.facts for page in made.pages.values())
    named_so = (one["sitename"] for one in metas if "sitename" in one)
    whose = (one for one in (in_common, *made.facts.parts) if _ORGANISATION.search(one))
    name = next(named_so, next(whose, in_common or made.facts.title or made.home))[:_LONGEST_NAME]
    code = next((one["siteidcode"] for one in metas if "siteidcode" in one), "")
    division, organisation = propose_site(name, code, made.facts.sponsors, directory)
    named = {key: name_of(page, name, made.names.get(key) or page.link.name) for key, page in made.pages.items()}
    listed = {page_key(row.url) for page in made.pages.values() for row in page.rows if row.date_written}
    looked = [
        Looked(key, named[key], frozenset(place(row) for row in page.rows), page.kind is PageKind.PORTAL)
        for key, page in made.pages.items()
        if key not in listed
    ]
    notices = [LeftOut(Reason.NOTICE, named[key], made.pages[key].link.url) for key in made.pages if key in listed]
    kept, doubles = sort_out(looked)
    columns = [column_of(made.pages[one.url], one.name, division, organisation, profile, directory) for one in kept]
    left_out = [replace(one, url=made.pages[one.url].link.url) for one in doubles]
    everything = (*(one for key, one in made.left_out.items() if key not in made.pages), *notices, *left_out)
    return Survey(made.home, name, division, organisation, tuple(_told_apart(columns)), everything, made.ask.asked)


def name_of(page: Page, site_name: str, linked: str) -> str:
    """What the page calls itself (in a meta, or in title and breadcrumb alike), else what the navigation calls it: a
    menu that opens with its first column may be called otherwise."""
    titled, crumb = page.facts.beside(site_name), page.facts.crumb
    said = page.facts.metas.get("columnname") or (titled == crumb and crumb) or linked or titled or crumb
    return (said or page.facts.title or page.link.url)[:_LONGEST_NAME]


def column_of(
    page: Page, name: str, division: Proposal, site: Proposal, profile: Profile, directory: Directory
) -> Column:
    """What is proposed for a page with rows, called ``name``, on a site of that ``division`` and organisation."""
    newest = newest_of(page.rows)
    organisation = propose_organisation(name, page.link.trail, division.value, directory)
    return Column(
        page.link.url,
        name,
        page.link.trail,
        len(page.rows),
        newest,
        day_of(newest),
        page.recognition,
        page.rule,
        page.reasons,
        propose_category(name, page.link.trail, [row.title for row in page.rows], profile),
        organisation or site,
        page.candidates,
        page.ends,
    )


def newest_of(rows: Iterable[Row]) -> Row:
    """The row of the latest day; the first where none has one."""
    return max(rows, key=lambda row: day_of(row) or date.min)


def taking(column: Column, number: int, profile: Profile) -> Column:
    """``column``, read by its candidate of that ``number``, from 1. Raises IndexError where it has fewer."""
    taken = column.candidates[number - 1]
    newest = newest_of(taken.rows)
    return replace(
        column,
        rows=len(taken.rows),
        newest=newest,
        newest_day=day_of(newest),
        rule=taken.rule,
        reasons=taken.reasons,
        category=propose_category(column.name, column.trail, [row.title for row in taken.rows], profile),
    )


def _told_apart(columns: Iterable[Column]) -> list[Column]:
    """Columns that share a name have the name of their menu put before it."""
    columns = list(columns)
    names = [one.name for one in columns]
    return [
        replace(one, name=f"{one.trail[-1]}-{one.name}") if names.count(one.name) > 1 and one.trail else one
        for one in columns
    ]
