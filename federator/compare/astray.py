"""Whether the page behind a new row is another notice's: a site under repair answers every address with one page.

Decides only. Were such a page believed, its row would count as known, and the row's own notice would never be read.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from federator.model.item import Draft
from federator.model.notice import Notice
from federator.notation.folding import title_key


def contradicts(listed: str, title: str) -> bool:
    """Whether the titles are two: neither is the other cut short, or with more around it."""
    one, other = title_key(listed), title_key(title)
    return bool(one and other) and one not in other and other not in one


def astray(drafts: Sequence[Draft], known: Mapping[str, tuple[str, Notice]]) -> list[Draft]:
    """The drafts whose page says another title than their row, and is word for word the page behind a row with yet
    another title. ``known``: of what else is listed, address → the title in the list and the notice as it stands.
    """
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    for title, notice in (*known.values(), *((one.row.title, one.notice) for one in drafts if one.row)):
        called[_page(notice)].add(title_key(title))
    return [one for one in drafts if one.row and one.notice.text and strays(one) and len(called[_page(one.notice)]) > 1]


def strays(draft: Draft) -> bool:
    """Its page says another title than its row."""
    return draft.row is not None and contradicts(draft.row.title, draft.notice.title)


def _page(notice: Notice) -> tuple[str, str]:
    return title_key(notice.title), notice.html
