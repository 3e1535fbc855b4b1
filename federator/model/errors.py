"""One error tree. What ends a visit has a kind of its own, and every kind has a sentence and a remedy.

A failure never looks like an empty list: connectors, the fetch room and the notice-page reader raise
:class:`VisitError`, and whoever asked the site records it or tells it.
"""

import re
from dataclasses import dataclass

from federator.model.details import in_chinese
from federator.model.error_kinds import ErrorKind
from federator.model.explanations import EXPLANATIONS, Explanation
from federator.model.words import Language, Words

__all__ = [
    "EXPLANATIONS",
    "BusyError",
    "ConfigError",
    "DamagedError",
    "ErrorKind",
    "Explanation",
    "Fault",
    "FederatorError",
    "VisitError",
]

LONGEST_DETAIL = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


class FederatorError(Exception):
    """Root of all errors that federator raises on purpose."""


class VisitError(FederatorError):
    """Ends what was asked of a site: a visit, or the reading of one page. ``detail`` is what was seen, for the person
    who mends it; ``retry_after``: seconds for which the site wants to be left alone."""

    def __init__(self, kind: ErrorKind, detail: str, status: int | None = None, retry_after: float = 0.0) -> None:
        # what a site says goes to databases, logs and terminals: no lone surrogates, no control characters, no novels
        detail = _CONTROL.sub(" ", detail.encode("utf-8", "replace").decode())[:LONGEST_DETAIL]
        super().__init__(f"{kind}: {detail}")
        self.kind = kind
        self.detail = detail
        self.status = status
        self.retry_after = retry_after

    def sentence(self, language: Language) -> str:
        """What happened, what was seen, what to do: one line."""
        explanation = EXPLANATIONS[self.kind]
        what, remedy = explanation.what.in_(language), explanation.remedy.in_(language)
        if language == "zh":
            return f"{what}（{in_chinese(self.detail)}）；{remedy}"
        return f"{what} ({self.detail}); {remedy}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a file or a setting: where, what, and the remedy."""

    place: str
    what: Words
    remedy: Words

    def sentence(self, language: Language) -> str:
        """``place: what; remedy`` in one line."""
        joint = "；" if language == "zh" else "; "
        return f"{self.place}: {self.what.in_(language)}{joint}{self.remedy.in_(language)}"


class ConfigError(FederatorError):
    """Configuration that cannot be used; carries every fault found, not only the first."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(fault.sentence("en") for fault in faults))
        self.faults = faults


class BusyError(ConfigError):
    """Another process works with it at this moment."""


class DamagedError(ConfigError):
    """What was kept is not what it was: the disk let it rot."""
