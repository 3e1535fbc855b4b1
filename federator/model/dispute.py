"""A finding that the unit says is none of its fault: the machine misread. Kept, with what was decided."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """异议 of a source's failing since ``about`` (UTC). ``upheld`` None while nobody of the province decided; True: the
    machine misread; False: it is as the machine said. Persons are ids."""

    number: int
    source: str
    about: datetime | None
    at: datetime
    person: str
    words: str
    upheld: bool | None
    decided: datetime | None
    decider: str
    why: str
