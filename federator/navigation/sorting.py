"""Which of the pages that were looked at are columns: not those whose rows stand in others."""

from collections.abc import Sequence
from dataclasses import dataclass

from federator.navigation.leaving import LeftOut, Reason

_NEARLY = 0.8
"""The share of a page's rows that must stand elsewhere: between two requests a row may come or go."""

_OF_A_PORTAL = 0.5
"""That share of a page that shows several lists: not all of these need be columns that can be found."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A page with a list. ``rows``: what tells its rows apart, in any list of the site alike; ``portal``: it shows
    several lists."""

    url: str
    name: str
    rows: frozenset[str]
    portal: bool


def sort_out(pages: Sequence[Looked]) -> tuple[list[Looked], list[LeftOut]]:
    """The columns among ``pages``, in their order, and the pages that show rows of columns only.

    A list met before is the same list under another address. A page whose rows are nearly all found in several others
    is an overview of those, unless one of them has all: that one shows more, and this is a choice of it. The widest is
    judged first, so that no column is given up for its overview.
    """
    kept: list[Looked] = []
    left_out: list[LeftOut] = []
    for page in pages:
        twin = next((one for one in kept if _same(one.rows, page.rows)), None)
        if twin:
            left_out.append(LeftOut(Reason.SAME_LIST, page.name, page.url, f"{twin.name} {twin.url}"))
        else:
            kept.append(page)
    for page in sorted(kept, key=lambda one: -len(one.rows)):
        if of := _parts(page, [one for one in kept if one is not page]):
            kept.remove(page)
            left_out.append(LeftOut(Reason.OVERVIEW, page.name, page.url, "、".join(one.name for one in of)))
    return kept, left_out


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _NEARLY * len(one | other)


def _parts(page: Looked, others: Sequence[Looked]) -> list[Looked]:
    """The columns that a page shows the rows of, where together they hold nearly all of them, and none does alone."""
    of = [one for one in others if one.rows & page.rows]
    covered = page.rows & frozenset().union(*(one.rows for one in of))
    most = max((len(one.rows & page.rows) for one in of), default=0)
    enough = (_OF_A_PORTAL if page.portal else _NEARLY) * len(page.rows)
    return of if len(of) > 1 and most < _NEARLY * len(page.rows) and enough <= len(covered) else []
