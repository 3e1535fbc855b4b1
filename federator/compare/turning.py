"""Whether the page of a known notice has turned into something else, which is a failure of the page and no amendment.

Decides only. A real rewrite keeps the title or the day, or has words of its own.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from federator.compare.nearness import nearness
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import Rewrite
from federator.model.item import Draft
from federator.model.notice import Notice
from federator.notation.folding import title_key

_DIGITS = re.compile(r"\d+")
_OTHER_WORDS = 0.5
_SEVERAL = 5
"""Notices of one source that must read the same for it to be no chance."""
_BEGINNING = 300
"""Characters of a text by which a person knows what it is."""


def expect_same(before: Notice, after: Notice, listed: str) -> None:
    """Raise VisitError where ``after``, read from the page of ``before``, is none of its versions: UNREADABLE where all
    of its body is lost, WRONG_PAGE where it has another title, another day and other words.

    ``listed`` is what the list calls it now: a page that agrees with its list is right.
    """
    if before.text and not after.text and not _shows_else(before, after):
        raise VisitError(ErrorKind.UNREADABLE, f"its body is gone: {before.title}")
    other_title = title_key(after.title) not in (title_key(before.title), title_key(listed))
    if other_title and before.day != after.day and nearness(before.text, after.text) < _OTHER_WORDS:
        raise VisitError(ErrorKind.WRONG_PAGE, in_place_of_it(after))


def in_place_of_it(other: Notice) -> str:
    """What is said of a page that shows another notice."""
    return f"another notice in place of it: {other.title}"


def turned_alike(
    changed: Iterable[tuple[Notice, Draft]], read: int, share: float, judged: Mapping[str, bool | None]
) -> tuple[Rewrite, ...]:
    """Texts that several notices, each of which had its own before, all have now: at least five notices, and more than
    ``share`` of those that were ``read``. Such a text is something the site says, not what the notices say.

    ``judged``: what a person said of a text: True, it is believed however many have it; False, it is no notice's text,
    however few have it; None, that person is still asked.
    """
    alike: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for before, draft in changed:
        if before.text and draft.notice.text != before.text and not _shows_else(before, draft.notice):
            alike[title_key(draft.notice.text)].append((before.text, draft))
    many = max(_SEVERAL, int(read * share) + 1)
    refused = {key for key, believed in judged.items() if believed is False}
    return tuple(
        Rewrite(key, group[0][1].notice.text[:_BEGINNING], frozenset(one.address for _, one in group), key in refused)
        for key, group in ((_key(said), group) for said, group in alike.items())
        if not (judged[key] if key in judged else _is_chance(group, many))
    )


def _is_chance(group: Sequence[tuple[str, Draft]], many: int) -> bool:
    return len(group) < many or len({before for before, _ in group}) == 1


def _key(said: str) -> str:
    """By what a text is known when it is met again: its numbers, such as hours and counts of readers, do not matter."""
    return hashlib.blake2b(_DIGITS.sub("", said).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _shows_else(before: Notice, after: Notice) -> bool:
    """Whether the page now shows a picture, or files that were not there: then few words are no loss."""
    return "<img" in after.html or not {one.url for one in after.attachments} <= {one.url for one in before.attachments}
