"""校验报告: of a set of notices, how many are complete, what they lack and what is wrong in them, with examples."""

from dataclasses import dataclass
from enum import StrEnum

from federator.model.breach import Breach, Severity


class By(StrEnum):
    """What the sections of a report are."""

    SITE = "site"
    SOURCE = "source"
    ORGANISATION = "organisation"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Reported:
    """A notice as it stands: where it belongs, whether the public sees its latest version, and what that fails."""

    id: str
    site: str
    source: str
    organisation: str
    shown: bool
    breaches: tuple[Breach, ...]

    def name(self, by: By) -> str:
        """The section that it belongs to."""
        return self.id if by is By.NOTICE else str(getattr(self, by))


@dataclass(frozen=True, slots=True)
class Example:
    """A notice that fails: ``seen`` is what was seen there, ``""`` where nothing stands."""

    id: str
    title: str
    url: str
    seen: str


@dataclass(frozen=True, slots=True)
class FaultFound:
    """A clause that ``notices`` of a section fail in one field. ``missing``: what is asked for is not there; else it is
    there and wrong."""

    clause: str
    field: str
    severity: Severity
    missing: bool
    notices: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One site, source, organisation or notice. ``complete``: notices that lack nothing; ``faultless``: that fail
    nothing at all; ``held``: whose latest version the public does not see. ``faults``: the most frequent first."""

    by: By
    name: str
    notices: int
    complete: int
    faultless: int
    held: int
    faults: tuple[FaultFound, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """What an example is shown by."""

    title: str
    url: str
