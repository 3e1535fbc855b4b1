"""A list page nobody described → a rule, with its reasons; or what the page is instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from federator.induce.groups import groups_of
from federator.induce.kinds import PageKind, kind_of
from federator.induce.page import Page, read_page
from federator.induce.paging import paging
from federator.induce.rules import rule_of
from federator.induce.weighing import Candidate, weigh
from federator.model.row import Row
from federator.model.site import Rule
from federator.model.words import Words
from federator.notation.address_parts import same_site

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule and why; ``rows`` and ``dated`` are how many it is expected to read on the page it was made from."""

    rule: Rule
    weight: float
    rows: int
    dated: int
    reasons: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One of the lists that a page may hold: the rule that was worked out for it, by what, and what it reads there."""

    rule: Rule
    reasons: tuple[Words, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Induction:
    """What the page is. Of a list up to three proposals, the best first, each with its reasons; of any other page the
    ``reasons`` why it is none. ``links`` on the whole page; ``abroad``: all that lead anywhere lead off the site."""

    kind: PageKind
    reasons: tuple[Words, ...]
    links: int
    abroad: bool
    proposals: tuple[Proposal, ...] = ()

    @property
    def rule(self) -> Rule | None:
        """The rule to read the page by; None where it is no list."""
        return self.proposals[0].rule if self.proposals else None


def induce_list(text: str, url: str) -> Induction:
    """The rule by which the list page ``text`` (decoded), found at ``url``, can be read.

    Same page, same rule. What is no list (a notice, a portal, an empty column, a script's shell) has no rule, and says
    what it is.
    """
    page = read_page(text, url)
    candidates = candidates_of(page)
    kind, reasons = kind_of(page, text, candidates)
    if kind is not PageKind.LIST:
        return Induction(kind, reasons, len(page.links), _leads_abroad(page))
    turning = paging(page, text)
    first = sorted(candidates, key=lambda candidate: -candidate.claim)[:_SHOWN]
    proposals = tuple(made for one in first if (made := _proposal(page, one, turning)).rule.rows)
    if not proposals:
        reason = Words("条目无法用选择器表达", "no selector tells its rows from the rest")
        return Induction(PageKind.EMPTY, (reason,), len(page.links), _leads_abroad(page))
    return Induction(kind, (), len(page.links), _leads_abroad(page), proposals)


def _leads_abroad(page: Page) -> bool:
    leading = [link.url for link in page.links if link.url]
    return bool(leading) and not any(same_site(url, page.url) for url in leading)


def candidates_of(page: Page) -> list[Candidate]:
    """All groups of the page that may be its list, the best first; of those that hold the same rows, one."""
    weighed = [candidate for group in groups_of(page) if (candidate := weigh(page, group))]
    weighed.sort(key=lambda candidate: (-candidate.rank, bool(candidate.beside)))
    chosen: dict[frozenset[HtmlElement], Candidate] = {}
    for candidate in weighed:
        if not _is_in_row(candidate, weighed):
            links = frozenset(link.element for link in candidate.titles.links.values())
            chosen.setdefault(links, candidate)
    return list(chosen.values())


def _is_in_row(lone: Candidate, others: Sequence[Candidate]) -> bool:
    """A single link in one of several rows that weigh more: no list of its own."""
    if len(lone.group.blocks) > 1:
        return False
    over = set(lone.group.blocks[0].iterancestors())
    heavier = (one for one in others if one.count > 1 and one.weight >= lone.weight)
    return any(block in over for one in heavier for block in one.group.blocks)


def _proposal(page: Page, candidate: Candidate, turning: Words | None) -> Proposal:
    dated = len(candidate.dates.days) if candidate.dates else 0
    reasons = (*candidate.reasons, turning) if turning else candidate.reasons
    return Proposal(rule_of(page, candidate), round(candidate.weight, 3), candidate.count, dated, reasons)
