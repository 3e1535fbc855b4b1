"""What the public is told of sources: no failure of which a unit says that the machine misread, until the province
decides, and none of which the province found so.

Read here and not left out by pages: whatever shows sources to the public shows these.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from federator.model.dispute import Dispute
from federator.model.lives import APPROVED
from federator.model.rhythm import Reason
from federator.model.visit import Outcome, Visit
from federator.store.source_views import SourceDetail, SourceView


def is_public(view: SourceView) -> bool:
    """Whether a source is anybody's business: its site was approved, or it was visited once."""
    return view.life in APPROVED or view.last is not None


def excused(view: SourceView) -> SourceView:
    """The source without the failure that is disputed."""
    if view.dispute is None:
        return view
    reason = None if view.state.reason is Reason.FAILURES else view.state.reason
    last = _without_fault(view.last) if view.last else None
    return replace(view, state=replace(view.state, failures=0, reason=reason), last=last)


def excused_detail(detail: SourceDetail, disputes: Iterable[Dispute]) -> SourceDetail:
    """One source likewise; with the visits that failed in what is, or was, disputed and not rejected."""
    stood = [one for one in disputes if one.upheld is not False]
    disputed = {visit.started for one in stood for visit in _failing_since(one, detail.visits)}
    visits = tuple(_without_fault(one) if one.started in disputed else one for one in detail.visits)
    return replace(detail, view=excused(detail.view), visits=visits)


def _failing_since(dispute: Dispute, visits: Collection[Visit]) -> Iterator[Visit]:
    """Of ``visits``, the newest first, those that failed one after another from what is disputed on."""
    for visit in sorted(visits, key=lambda one: one.started):
        if dispute.about is None or visit.started >= dispute.about:
            if visit.outcome is not Outcome.FAILED:
                return
            yield visit


def _without_fault(visit: Visit) -> Visit:
    return replace(visit, error=None, detail="")
