"""The sort of notice within its category (征收土地预公告, 出让公告, guide …)."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from federator.model.matter import Matter, Subtype
from federator.model.profile import Profile
from federator.model.value import FoundIn
from federator.spec.extras import Extras
from federator.spec.title import closed_up

_HEAD = 800


def choose_subtype(
    category: str, title: str, text: str, day: date | None, profile: Profile
) -> tuple[Subtype | None, str]:
    """The sub-type and the words that speak for it: the first that fits the title, else the head of the body.

    One that did not exist on the ``day`` of publication is passed over; without a day, one that is no more.
    """
    known, title = _of(category, profile), closed_up(title)
    for subtype in known:
        if (found := subtype.pattern.search(title)) and _existed(subtype, day):
            return subtype, f"title: {found[0]}"
    head = text[:_HEAD] if known else ""
    for subtype in known:
        if subtype.body and (found := subtype.body.search(head)) and _existed(subtype, day):
            return subtype, f"text: {found[0][:40]}"
    return None, ""


def that_may_be(told: Extras, matter: Matter, subtype: Subtype | None) -> Extras:
    """Without what a notice of that sort cannot have: the sentence that seems to tell it tells of something else, and
    so does a label where nothing names the thing that it would be of, and a list of nothing but such fields."""
    if subtype is None or not subtype.without:
        return told
    named = not matter.keys or not {*told.fields}.union(*told.records).isdisjoint(matter.keys)
    elsewhere = (FoundIn.SENTENCE,) if named else (FoundIn.SENTENCE, FoundIn.LINE, FoundIn.TABLE)
    fields = {
        name: one for name, one in told.fields.items() if name not in subtype.without or one.where not in elsewhere
    }
    listed = named or any(not record.keys() <= {*subtype.without} for record in told.records)
    return Extras(fields, told.records if listed else ())


@lru_cache(maxsize=128)
def _of(category: str, profile: Profile) -> Sequence[Subtype]:
    return [one for one in profile.subtypes if one.category in ("", category)]


def _existed(subtype: Subtype, day: date | None) -> bool:
    if day is None:
        return subtype.until is None
    return subtype.existed(day)
