"""A notice that goes on over several pages: each asked for where the one before it leads, and all kept as one answer.

page ─▶ where does it go on? ─▶ ask ─▶ the same title? ─▶ … ─▶ one answer
"""

from federator.fetch import expect_good
from federator.model.answer import Answer, Request, Validators
from federator.notation.address_parts import host_of
from federator.notation.leaves import bound
from federator.walk import Ask

MOST = 10
"""Pages of one notice that are asked for; what is longer has its beginning."""


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
