"""What portals made of notices: adopted, or refused with a reason."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Adoption(StrEnum):
    """What became of a notice at a portal."""

    ADOPTED = "adopted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Receipt:
    """采用回执 of one client for one notice: where it stands there (``address``), or why it does not (``reason``)."""

    notice_id: str
    outcome: Adoption
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """A receipt as it was kept: whose, and when it last said something new (UTC)."""

    client: str
    receipt: Receipt
    at: datetime


@dataclass(frozen=True, slots=True)
class Adopted:
    """Notices of an organisation on a site that first came here in a month (``2026-03``, China): how many became
    public, how many of these some portal adopted, and how many were refused and adopted by none."""

    organisation: str
    site: str
    month: str
    submitted: int
    adopted: int
    refused: int
