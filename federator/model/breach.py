"""不合规项: what a notice fails of the publishing spec."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Self


class Severity(StrEnum):
    """Only ``severe`` holds a notice back."""

    SEVERE = "severe"
    MINOR = "minor"


class Breach(NamedTuple):  # made and hashed several times for each notice: five times as cheap as a dataclass
    """不合规项: one clause of the spec that a notice fails, and what was seen there.

    ``hides``: so grave (personal data, not for disclosure) that no earlier version may stay public either.
    """

    clause: str
    field: str
    severity: Severity
    seen: str = ""
    hides: bool = False

    def as_record(self) -> dict[str, Any]:
        """A JSON object."""
        return {
            "clause": self.clause,
            "field": self.field,
            "severity": str(self.severity),
            "seen": self.seen,
            "hides": self.hides,
        }

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Self:
        """Read what :meth:`as_record` wrote."""
        severity = Severity(record["severity"])
        return cls(record["clause"], record["field"], severity, record["seen"], record["hides"])
