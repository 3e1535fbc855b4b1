"""The sort of notice within its category (征收土地预公告, 出让公告, guide …)."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from federator.model.matter import Subtype
from federator.model.profile import Profile

_HEAD = 800


def choose_subtype(
    category: str, title: str, text: str, day: date | None, profile: Profile
) -> tuple[Subtype | None, str]:
    """The sub-type and the words that speak for it: the first that fits the title, else the head of the body.

    One that did not exist on the ``day`` of publication is passed over; without a day, one that is no more.
    """
    known = _of(category, profile)
    for subtype in known:
        if (found := subtype.pattern.search(title)) and _existed(subtype, day):
            return subtype, f"title: {found[0]}"
    head = text[:_HEAD] if known else ""
    for subtype in known:
        if subtype.body and (found := subtype.body.search(head)) and _existed(subtype, day):
            return subtype, f"text: {found[0][:40]}"
    return None, ""


@lru_cache(maxsize=128)
def _of(category: str, profile: Profile) -> Sequence[Subtype]:
    return [one for one in profile.subtypes if one.category in ("", category)]


def _existed(subtype: Subtype, day: date | None) -> bool:
    if day is None:
        return subtype.until is None
    return subtype.existed(day)
