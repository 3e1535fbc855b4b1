"""What a notice says of its matter: a field as written and as understood, and where it stood."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from federator.model.making import made_quickly

Understood = str | int | float | tuple[str, ...]
"""Text, a number in the field's unit, an ISO 8601 date, or several texts."""


_IN_ATTACHMENT = "attachment "


def in_attachment(number: int) -> str:
    """Where something stood that was read in an attachment; the first has the number 1."""
    return f"{_IN_ATTACHMENT}{number}"


def attachment_number(where: str) -> int | None:
    """The number of the attachment that ``where`` names, None where it names none."""
    number = where.removeprefix(_IN_ATTACHMENT)
    return int(number) if number != where and number.isdecimal() else None


class FoundIn(StrEnum):
    """Where in a notice a field stood. ``record``: in what the page or the service says of the notice as a whole."""

    TABLE = "table"
    LINE = "line"
    SENTENCE = "sentence"
    TITLE = "title"
    RECORD = "record"


@made_quickly
@dataclass(frozen=True, slots=True)
class FieldValue:
    """One field. ``unit`` is that of ``value`` (``ha``, ``m2``, ``km2``, ``yuan``, ``year``), ``""`` for texts.

    ``where`` is one of :class:`FoundIn`, or what :func:`in_attachment` says.
    """

    as_written: str
    value: Understood
    unit: str = ""
    where: str = FoundIn.LINE

    def as_record(self) -> dict[str, Any]:
        """A JSON object; several texts are an array."""
        value = list(self.value) if isinstance(self.value, tuple) else self.value
        return {"as_written": self.as_written, "value": value, "unit": self.unit, "where": str(self.where)}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_record` wrote."""
        value = record["value"]
        understood = tuple(value) if isinstance(value, list) else value
        return cls(record["as_written"], understood, record["unit"], record["where"])


Fields = Mapping[str, FieldValue]
"""Fields by the names that the profile gives them."""
NO_FIELDS: Fields = {}


@dataclass(frozen=True, slots=True)
class PersonalFound:
    """Numbers or names of natural persons, met in the field ``where``; ``masked`` is all that is kept of each.

    ``action`` is what the profile says: hold, mask or allow. ``count``: how many different ones look so when masked.
    """

    kind: str
    where: str
    masked: str
    action: str
    count: int = 1

    def as_record(self) -> dict[str, str | int]:
        """A JSON object."""
        return {"kind": self.kind, "where": self.where, "masked": self.masked, "action": self.action,
                "count": self.count}  # fmt: skip
