"""Is a site there, and how soon does it answer? Its home page is asked some twenty times a day, and the days counted.

A site is blamed for its own silence only: what our side of the network, or a site's robots.txt or firewall, keeps from
us is not counted.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from federator.model.answer import Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.probe import Probe
from federator.notation.address_parts import host_of
from federator.service.hosts import by_host, each_host
from federator.visit.boundary import contained
from federator.visit.means import Means

ALONE = 5
"""Hosts of which none answered: then it is we who cannot be reached, not they. Of fewer, as many others are asked."""

_SILENT = (ErrorKind.DNS, ErrorKind.CONNECT, ErrorKind.CONNECT_TIMEOUT)
_REFUSED = "refused"
"""Whose machine refuses a connection can be reached."""

_NOT_THEIRS = (
    ErrorKind.ROBOTS,
    ErrorKind.FORBIDDEN_ADDRESS,
    ErrorKind.NOT_OF_THE_WEB,
    ErrorKind.TOLD_TO_WAIT,
    ErrorKind.INTERNAL,
)
_KEEPS_US_OUT = (401, 403, 405, 412, 418, 429, 521)
"""Statuses by which a site is there, and does not let a machine in."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at a home page. ``probe`` None: nothing that counts. ``silent``: there was no connection, which may be
    the fault of our own network; ``there``: that works, for somebody answered."""

    site: str
    host: str
    at: datetime
    probe: Probe | None = None
    silent: bool = False
    there: bool = False


def probe(means: Means, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False) -> int:
    """Ask for the home pages that are due, each host by one thread, and count what came; how many that were."""
    every = means.settings.probe_every
    due = means.store.probes.due(clock(), timedelta(seconds=every)) if every else ()

    def look(group: Iterable[tuple[str, str]]) -> list[_Look]:
        return [_look(site, home, means, clock) for site, home in group if not stopped()]

    looks = list(each_host(by_host(due, lambda one: one[1]), look, means.settings.workers, "probe"))
    silent = [one for one in looks if one.silent]
    few = len({one.host for one in silent}) < ALONE
    cut_off = silent and not any(one.there for one in looks)
    if cut_off and not (few and _others_answer(looks, means, clock, stopped)):
        looks = [one for one in looks if not one.silent]
        if few:
            means.store.probes.pass_over((one.site, one.at) for one in silent)
    counted = [one.probe for one in looks if one.probe]
    means.store.probes.record(counted)
    return len(counted)


def _others_answer(
    looks: Sequence[_Look], means: Means, clock: Callable[[], datetime], stopped: Callable[[], bool]
) -> bool:
    """Whether anybody answers whose turn it is not: where few are due, these alone may be down."""
    asked = {one.host for one in looks}
    sites = means.store.probes.due(clock(), timedelta())
    others = [group[0] for group in by_host(sites, lambda one: one[1]) if host_of(group[0][1]) not in asked]
    return any(_look(site, home, means, clock).there for site, home in others[:ALONE] if not stopped())


def _look(site: str, home: str, means: Means, clock: Callable[[], datetime]) -> _Look:
    at, host = clock(), host_of(home)
    try:
        with contained(home):
            answer = means.ask(Request(home), Validators())
    except VisitError as error:
        if error.kind in _NOT_THEIRS:
            return _Look(site, host, at)
        silent = error.kind in _SILENT and _REFUSED not in error.detail
        return _Look(site, host, at, Probe(site, at, None), silent, there=not silent)
    if answer.status in _KEEPS_US_OUT:
        return _Look(site, host, at, there=True)
    return _Look(site, host, at, Probe(site, at, answer.seconds if answer.status < 400 else None), there=True)
