"""What holds for every new version of a notice, whichever road it comes by: what is set once, and what breaches do."""

from collections.abc import Sequence
from dataclasses import replace

from federator.model.notice import Breach, Notice, Severity
from federator.notation.address import address_key


def verdict(breaches: Sequence[Breach]) -> tuple[bool, bool]:
    """Whether the breaches hold this record back, and whether they hide earlier ones too."""
    severe = [breach for breach in breaches if breach.severity is Severity.SEVERE]
    return bool(severe), any(breach.hides for breach in severe)


def settled(fresh: Notice, known: Notice) -> Notice:
    """The fresh record with what is set once: category (by evidence at first sight) and the assigned number; and the
    address as it was written first where this is another spelling of it."""
    return replace(
        fresh,
        url=_address(fresh.url, known.url),
        assigned_index_no=known.assigned_index_no,
        category=known.category,
        category_reason=known.category_reason,
        zones=known.zones,
        editions=known.editions,
    )


def _address(fresh: str, known: str) -> str:
    """http or https is the site's to choose, a mark that a link was shared by is not worth a version."""
    _, _, written = fresh.partition("://")
    _, _, before = known.partition("://")
    return known if written != before and address_key(fresh) == address_key(known) else fresh
