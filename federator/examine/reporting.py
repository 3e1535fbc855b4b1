"""The validation report: what notices lack and what is wrong in them, by site, source, organisation or notice.

scope ─▶ notices as they stand ─▶ sections ─▶ JSON objects, rows of a table
"""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from federator.model.report import By, Reported, Section
from federator.model.scope import Scope
from federator.store import Store
from federator.supervise import validation

COLUMNS = (
    "by", "name", "notices", "complete", "faultless", "held", "clause", "field", "severity", "missing", "failing",
    "example", "title", "url", "seen",
)  # fmt: skip
"""Of the table: a line a fault and example; a section without faults has one line."""


def report(
    store: Store, scope: Scope, by: By, sees: Callable[[Reported], bool] = lambda _: True
) -> tuple[Section, ...]:
    """The sections of all notices of the scope that ``sees`` lets through, the worst first."""
    notices = (one for one in store.reported(scope) if sees(one))
    return validation(notices, by, store.titled)


def usual(names: Sequence[str], sites: Container[str]) -> By:
    """What a report has a section for, where nobody says: each site; of one of the ``sites``, each of its sources; else
    each notice."""
    if not names:
        return By.SITE
    return By.SOURCE if any(name in sites for name in names) else By.NOTICE


def as_rows(sections: Iterable[Section]) -> Iterator[tuple[object, ...]]:
    """In the order of :data:`COLUMNS`."""
    for one in sections:
        head = (one.by, one.name, one.notices, one.complete, one.faultless, one.held)
        if not one.faults:
            yield (*head, *[""] * 9)
        for fault in one.faults:
            what = (fault.clause, fault.field, fault.severity, "yes" if fault.missing else "no", fault.notices)
            for shown in fault.examples:
                yield (*head, *what, shown.id, shown.title, shown.url, shown.seen)
