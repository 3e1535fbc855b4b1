"""A list that no product explains: read by the rule of its source, CSS selectors that a person wrote."""

import re

import soupsieve
from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

from federator.connectors.failures import failure_of
from federator.connectors.page import base_of, fragment_of, text_of, tree_of
from federator.connectors.pager import following, page_request
from federator.connectors.row_dates import words
from federator.connectors.rows import full_title, row_of
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Rule, Source
from federator.notation.address import absolute, target_of

_INSTRUCTION = re.compile(r"<\?[^>]*>")


def read(answer: Answer, source: Source) -> ListPage:
    """Rows by ``source.rule``; RULE where there is no rule or a selector is wrong, NO_ROWS where it matches nothing."""
    if source.rule is None:
        raise VisitError(ErrorKind.RULE, "html-list needs a rule with at least rows")
    text = text_of(answer)
    tree = tree_of(text)
    base = base_of(tree, answer)
    soup = _soup(text)
    rows = _rows(soup, text, source.rule, base)
    if source.rule.next:
        return ListPage(rows, _next_by_rule(soup, source.rule.next, answer, base))
    return ListPage(rows, *following(text, tree, answer, base))


def _soup(text: str) -> BeautifulSoup:
    """The page for CSS selectors; told to be HTML, for BeautifulSoup warns of what looks like XML or an address."""
    return BeautifulSoup("<!DOCTYPE html>\n" + _INSTRUCTION.sub("", text), "lxml")


def _rows(soup: BeautifulSoup, text: str, rule: Rule, base: str) -> tuple[Row, ...]:
    """Rows that ``rule`` selects. A row without a link stays, with ``url`` ``""``; spacers do not."""
    blocks = _select(soup, rule.rows)
    rows = tuple(row for block in blocks if (row := _row(block, rule, base)))
    if not rows:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, f"{rule.rows!r} matched {len(blocks)} elements"))
    return rows


def _row(block: Tag, rule: Rule, base: str) -> Row | None:
    """What the rule leaves out is read as in any other list."""
    usual = row_of(fragment_of(str(block))[0], base) or Row("", "")
    link = _first(block, rule.link) if rule.link else None
    titled = _first(block, rule.title) if rule.title else link
    title = _title(titled) if titled else ("" if rule.title else usual.title)
    url = (absolute(base, _href(link)) if link else "") if rule.link else usual.url
    date = _date(block, rule.date) if rule.date else usual.date_written
    return Row(title, url, date) if title or url else None


def _title(tag: Tag) -> str:
    holder = tag if tag.get("title") else tag.select_one("a[title]") or tag.select_one("[title]") or tag
    return full_title(words(tag.get_text()), str(holder.get("title") or ""))


def _date(block: Tag, selector: str) -> str | None:
    found = _first(block, selector)
    return (words(found.get_text(" ")) or None) if found else None


def _next_by_rule(soup: BeautifulSoup, selector: str, answer: Answer, base: str) -> Request | None:
    found = _first(soup, selector)
    return page_request(absolute(base, _href(found)), answer) if found else None


def _href(tag: Tag) -> str:
    link = tag if tag.get("href") else tag.select_one("a[href]") or tag
    return target_of(str(link.get("href") or ""), str(link.get("onclick") or ""))


def _first(tag: Tag, selector: str) -> Tag | None:
    """The first match; the row itself where it matches (rows = "ul a", link = "a")."""
    return next(iter(_select(tag, selector)), None) or (tag if soupsieve.match(selector, tag) else None)


def _select(tag: Tag, selector: str) -> list[Tag]:
    try:
        return list(tag.select(selector))
    except (SelectorSyntaxError, NotImplementedError) as wrong:
        raise VisitError(ErrorKind.RULE, f"{selector!r}: {str(wrong).splitlines()[0]}") from wrong
