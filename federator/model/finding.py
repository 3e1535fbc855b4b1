"""What an examination of the service finds."""

from dataclasses import dataclass
from enum import StrEnum

from federator.model.words import Words


class Grade(StrEnum):
    """``fault``: something is broken, act now; ``warning``: it will break, or misleads somebody; ``note``: so it is."""

    FAULT = "fault"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing found, under a name that programs know, and what to do about it."""

    id: str
    grade: Grade
    what: Words
    remedy: Words
