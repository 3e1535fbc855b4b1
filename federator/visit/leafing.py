"""A notice's own page, and those over which it goes on: asked for, kept as one answer, and read.

page ─▶ where does it go on? ─▶ ask ─▶ the same title? ─▶ … ─▶ one answer ─▶ NoticePage
"""

from federator.fetch import expect_good
from federator.model.answer import Answer, Ask, Request, Validators
from federator.model.row import NoticePage, Row
from federator.model.site import Rule, Source
from federator.model.steps import Steps, at_once
from federator.notation.address_parts import host_of
from federator.notation.leaves import bound, leaves_of

MOST = 10
"""Pages of one notice that are asked for; what is longer has its beginning."""

_LARGE = 100_000
"""Bytes of a page; its tree takes ten times as many."""


def asked_whole(url: str, source: Source, ask: Ask) -> Answer:
    """The page at ``url``, a notice's of ``source``, :func:`whole`. Raises VisitError where it is none."""
    return whole(expect_good(ask(Request(url, referer=source.url), Validators())), ask, source.ends)


def whole(answer: Answer, ask: Ask, ends: str) -> Answer:
    """``answer`` with the further pages of its notice, as ``bound`` makes them one. ``ends``: those of its source.

    Raises VisitError where one of them cannot be had or read: half a text is no notice, and no amendment.
    """
    from federator.notice_page import next_leaf, read_notice_page, same_notice  # a tenth of a start

    leaves, first = [answer], None
    while len(leaves) < MOST and (url := next_leaf(leaves[-1], answer.url, len(leaves))):
        leaf = expect_good(ask(Request(url, referer=leaves[-1].url), Validators()))
        first = first or read_notice_page(answer, ends=ends)
        known = {one.digest for one in leaves}
        if host_of(leaf.url) != host_of(url) or leaf.digest in known:
            break
        if not same_notice(first, read_notice_page(leaf, ends=ends)):
            break
        leaves.append(leaf)
    return bound(leaves)


def read_page(answer: Answer, row: Row | None, source: Source) -> NoticePage:
    """The page as a notice, with those that it goes on over; or the document that stands in its place. A rule of the
    source may say where its title and date are.

    :raises VisitError: as the page's failure is named.
    """
    return at_once(page_in_steps(answer, row, source))


def page_in_steps(answer: Answer, row: Row | None, source: Source) -> Steps[NoticePage]:
    """:func:`read_page`, where there are many; a large one is read at once, for each holds its tree until the end."""
    from federator.notice_page import (  # a tenth of a start
        expect_notice,
        guided,
        joined,
        read_in_steps,
        read_linked_file,
        read_notice_page,
    )

    listed = row.title if row else ""
    answer, *further = leaves_of(answer)
    if linked := read_linked_file(answer, listed):
        return linked
    steps = read_in_steps(answer, listed, source.ends)
    page = at_once(steps) if len(answer.content) > _LARGE else (yield from steps)
    expect_notice(answer, page, listed)
    if isinstance(source.rule, Rule):
        page = guided(page, answer, source.rule)
    return joined(page, [read_notice_page(one, listed, source.ends) for one in further]) if further else page
