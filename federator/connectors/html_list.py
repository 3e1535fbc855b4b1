"""A list that no product explains: read by the rule of its source, CSS selectors written by a person or induced."""

from lxml.html import HtmlElement

from federator.connectors.failures import failure_of
from federator.connectors.headline import with_headline
from federator.connectors.page import text_of, tree_of
from federator.connectors.pager import following, page_request
from federator.connectors.posted_form import next_by_form
from federator.connectors.regular_list import regular_rows
from federator.connectors.ruled_rows import address_in, read_one_by_one, selected
from federator.connectors.wordless_pager import next_without_words
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage, Row
from federator.model.site import Rule, Source
from federator.model.words import counted
from federator.notation.address import absolute
from federator.notation.called import name_addresses
from federator.notation.parsing import base_of
from federator.notation.spanning import spread_cells
from federator.notation.unclosed import closed


def read(answer: Answer, source: Source) -> ListPage:
    """Rows by ``source.rule``; RULE where there is no rule or a selector is wrong, NO_ROWS where it matches nothing."""
    if not isinstance(source.rule, Rule):
        raise VisitError(ErrorKind.RULE, "html-list needs a rule with at least rows")
    text = text_of(answer)
    tree = tree_of(closed(text))
    name_addresses(tree, text)
    spread_cells(tree, text)
    base = base_of(tree, answer.url)
    rows = _rows(tree, text, source.rule, base)
    if source.rule.next:
        return ListPage(rows, _next_by_rule(tree, source.rule.next, answer, base))
    request, total = following(text, tree, answer, base)
    request = request or next_without_words(tree, answer, base) or next_by_form(text, tree, answer, base)
    return ListPage(rows, request, total)


def _rows(tree: HtmlElement, text: str, rule: Rule, base: str) -> tuple[Row, ...]:
    """Rows that ``rule`` selects. A row without a link stays, with ``url`` ``""``; spacers do not."""
    blocks = selected(tree, rule.rows)
    rows = _regular(blocks, rule, base) or read_one_by_one(tree, blocks, rule, base)
    if not rows:
        raise failure_of(
            text, VisitError(ErrorKind.NO_ROWS, f"{rule.rows!r} matched {counted(len(blocks), 'element')}")
        )
    return tuple(with_headline(rows, blocks[0], base))


def _regular(blocks: list[HtmlElement], rule: Rule, base: str) -> tuple[Row, ...] | None:
    try:
        return regular_rows(blocks, rule, base)
    except ValueError:  # a selector that is none: whoever reads row by row says which
        return None


def _next_by_rule(tree: HtmlElement, selector: str, answer: Answer, base: str) -> Request | None:
    found = selected(tree, selector)
    return page_request(absolute(base, address_in(found[0])), answer) if found else None
