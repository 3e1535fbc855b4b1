"""One notice page read now, as a visit would read it, and nothing recorded.

address ─▶ ask ─▶ read the page ─▶ normalise, check ─▶ Glance
"""

from dataclasses import dataclass
from datetime import datetime

from federator.fetch import expect_good
from federator.leafing import whole
from federator.means import Means
from federator.model.answer import Request, Validators
from federator.model.item import Draft
from federator.model.row import RawNotice
from federator.model.site import Source
from federator.reading import read_page
from federator.upkeep import in_force


@dataclass(frozen=True, slots=True)
class Glance:
    """What would become of the page: the draft of a notice, with its breaches. ``column`` is the one that the page
    says it stands in (meta ColumnName), ``""`` where it says none."""

    source: Source
    draft: Draft
    column: str


def glance(url: str, source: Source, means: Means, now: datetime) -> Glance:
    """Read the page at ``url`` as a notice of ``source``. Raises VisitError as its failure is named."""
    from federator.understanding import understand

    source = in_force(source, means.store)
    page_answer = whole(expect_good(means.ask(Request(url, referer=source.url), Validators())), means.ask, source.ends)
    page = read_page(page_answer, None, source)
    draft = understand(RawNotice(url, None, page), page_answer, source, means, now)
    return Glance(source, draft, page.metas.get("columnname", ""))
