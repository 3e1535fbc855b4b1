"""What holds for every new version of a notice, whichever road it comes by: what is set once, and what breaches do."""

from collections.abc import Sequence
from dataclasses import replace

from federator.model.notice import Breach, Notice, Severity


def verdict(breaches: Sequence[Breach]) -> tuple[bool, bool]:
    """Whether the breaches hold this record back, and whether they hide earlier ones too."""
    severe = [breach for breach in breaches if breach.severity is Severity.SEVERE]
    return bool(severe), any(breach.hides for breach in severe)


def settled(fresh: Notice, known: Notice) -> Notice:
    """The fresh record with what is set once: category (by evidence at first sight) and the assigned number."""
    return replace(
        fresh,
        assigned_index_no=known.assigned_index_no,
        category=known.category,
        category_reason=known.category_reason,
        zones=known.zones,
        editions=known.editions,
    )
