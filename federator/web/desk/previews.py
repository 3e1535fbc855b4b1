"""A list page as two rules read it, side by side: the page that the last visit failed by, and nothing asked."""

from dataclasses import dataclass

from federator.connectors.catalogue import read_by_rule
from federator.model.answer import Answer
from federator.model.errors import VisitError
from federator.model.row import Row
from federator.model.site import Rule

SHOWN = 8
"""Rows of each preview."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows that a rule reads, how many there are, or why it reads none."""

    rule: Rule
    rows: tuple[Row, ...] = ()
    count: int = 0
    error: VisitError | None = None


def preview(rule: Rule, page: Answer) -> Preview:
    """What ``rule`` reads of the page that is kept."""
    try:
        rows = read_by_rule(page, rule).rows
    except VisitError as error:
        return Preview(rule, error=error)
    return Preview(rule, rows[:SHOWN], len(rows))
