"""One notice page read now, as a visit would read it, and nothing recorded.

address ─▶ ask ─▶ read the page ─▶ normalise, check ─▶ Glance
"""

from dataclasses import dataclass
from datetime import datetime

from federator.model.item import Draft
from federator.model.row import RawNotice
from federator.model.site import Source
from federator.model.steps import at_once
from federator.visit.leafing import asked_whole, read_page
from federator.visit.means import Means
from federator.visit.upkeep import in_force


@dataclass(frozen=True, slots=True)
class Glance:
    """What would become of the page: the draft of a notice, with its breaches. ``column`` is the one that the page
    says it stands in (meta ColumnName), ``""`` where it says none."""

    source: Source
    draft: Draft
    column: str


def glance(url: str, source: Source, means: Means, now: datetime) -> Glance:
    """Read the page at ``url`` as a notice of ``source``. Raises VisitError as its failure is named."""
    from federator.visit.understanding import understand

    source = in_force(source, means.store)
    answer = asked_whole(url, source, means.ask)
    page = read_page(answer, None, source)
    draft = at_once(understand(RawNotice(url, None, page), answer, source, means, now))
    return Glance(source, draft, page.metas.get("columnname", ""))
