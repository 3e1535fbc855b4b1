"""Whether the page of a known notice has turned into something else, which is a failure of the page and no amendment.

Decides only. A real rewrite keeps the title or the day, or has words of its own.
"""

from collections import defaultdict
from collections.abc import Iterable

from federator.compare.nearness import nearness
from federator.model.errors import ErrorKind, VisitError
from federator.model.item import Draft
from federator.model.notice import Notice
from federator.notation.folding import title_key

_OTHER_WORDS = 0.5
_SEVERAL = 5
"""Notices of one source that must read the same for it to be no chance."""


def expect_same(before: Notice, after: Notice, listed: str) -> None:
    """Raise VisitError where ``after``, read from the page of ``before``, is none of its versions: UNREADABLE where all
    of its body is lost, WRONG_PAGE where it has another title, another day and other words.

    ``listed`` is what the list calls it now: a page that agrees with its list is right.
    """
    if before.text and not after.text and not _shows_else(before, after):
        raise VisitError(ErrorKind.UNREADABLE, f"its body is gone: {before.title}")
    other_title = title_key(after.title) not in (title_key(before.title), title_key(listed))
    if other_title and _day(before) != _day(after) and nearness(before.text, after.text) < _OTHER_WORDS:
        raise VisitError(ErrorKind.WRONG_PAGE, f"another notice in place of it: {after.title}")


def turned_alike(changed: Iterable[tuple[Notice, Draft]], read: int, share: float) -> list[Draft]:
    """The drafts of notices that, unlike before, all read the same now: at least five of them, and more than
    ``share`` of those that were ``read``. What they say is the site's, and no notice's."""
    alike: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for before, draft in changed:
        if before.text and draft.notice.text != before.text and not _shows_else(before, draft.notice):
            alike[title_key(draft.notice.text)].append((before.text, draft))
    return [
        draft
        for group in alike.values()
        if len(group) >= max(_SEVERAL, int(read * share) + 1) and len({text for text, _ in group}) > 1
        for _, draft in group
    ]


def _shows_else(before: Notice, after: Notice) -> bool:
    """A picture, or files that were not there."""
    return "<img" in after.html or not {one.url for one in after.attachments} <= {one.url for one in before.attachments}


def _day(notice: Notice) -> object:
    return notice.published.day if notice.published else None
