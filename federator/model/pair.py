"""Two notices that may be one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from federator.model.notice import Notice


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as it reads now. ``seq`` is its latest version; ``public``: it, or one before it, is."""

    id: str
    seq: int
    public: bool
    notice: Notice


@dataclass(frozen=True, slots=True)
class Candidates:
    """A notice and those of other sites that share its title about the same day, or its number."""

    side: Side
    others: Sequence[Side]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides that wait for a person. ``likeness``: 0 to 1, how much of their texts is the same."""

    one: Side
    other: Side
    likeness: float
    found: datetime
