"""What people decide about notices: released, corrected, rejected; and what they corrected, for as long as it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from federator.model.breach import Breach, Severity
from federator.model.notice import Notice

CORRECTABLE = ("title", "published", "publisher", "doc_no", "index_no", "written")
"""Fields of the record that a person may correct, beside the category."""

DISPROVED = "published-disproved"
"""The clause of a breach: an earlier capture, or the day of the first one, disproves the date of publication."""

BY_PERSON = "person"
"""The reason of a category that a person chose: evidence does not overrule it."""

CONTESTED = "correction-contested"
"""The clause of a breach: the site changed a field that a person had corrected."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided (a person's id), and why, in that person's words."""

    person: str
    why: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A field as a person corrected it, and what the site said then; both as records have them (dates in ISO 8601)."""

    field: str
    value: Any
    was: Any


def laid_over(
    notice: Notice, breaches: Sequence[Breach], corrections: Sequence[Correction]
) -> tuple[Notice, tuple[Breach, ...]]:
    """What the site says now, with what people corrected in it, and the breaches that are left.

    A correction holds while the site says in its field what it said then, or says the same as the person. A site that
    changed the field itself is not overruled in silence, nor is the person: its word stands in the record, with a
    severe breach that holds it back until somebody decides.
    """
    said = notice.as_record()
    holding = [one for one in corrections if said[one.field] in (one.was, one.value)]
    contested = [one for one in corrections if one not in holding]
    answered = {one.field for one in holding}
    left = [one for one in breaches if one.field not in answered]
    left += [Breach(CONTESTED, one.field, Severity.SEVERE, str(said[one.field] or "")) for one in contested]
    return with_values(notice, {one.field: one.value for one in holding}), tuple(left)


def with_values(notice: Notice, values: Mapping[str, Any]) -> Notice:
    """The record with these fields, given as records have them."""
    return Notice.from_record(notice.as_record() | dict(values))
