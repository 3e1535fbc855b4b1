"""How far back through its history a source was read."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError


@dataclass(frozen=True, slots=True)
class Backfill:
    """回溯采集: one going back through the whole list of a source; it outlives the process that makes it.

    ``reads`` names how the source was read when it began: what is read otherwise now is another list. It goes on with
    ``next`` (None: the source's first page); ``before`` is the page before that, read once more so that nothing slips
    by between two pages. ``pages`` of the list and ``rows`` on them; ``created``: notices that were new. ``tries``:
    how often it stopped at ``next``, at last by ``error``. Instants UTC.
    """

    source: str
    reads: str
    begun: datetime
    moved: datetime
    next: Request | None = None
    before: Request | None = None
    pages: int = 0
    rows: int = 0
    created: int = 0
    tries: int = 0
    error: ErrorKind | None = None
    detail: str = ""
    finished: datetime | None = None

    def stopped(self, error: VisitError, now: datetime) -> Self:
        """It could not go on for now."""
        return replace(self, moved=now, tries=self.tries + 1, error=error.kind, detail=error.detail)
