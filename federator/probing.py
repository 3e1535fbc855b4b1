"""Is a site there, and how soon does it answer? Its home page is asked some twenty times a day, and the days counted.

A site is blamed for its own silence only: what our side of the network, or a site's robots.txt or firewall, keeps from
us is not counted.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from federator.boundary import contained
from federator.hosts import by_host, each_host
from federator.means import Means
from federator.model.answer import Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.probe import Probe

ALONE = 5
"""Sites of which none answered: then it is we who cannot be reached, not they."""

_NOT_THEIRS = (
    ErrorKind.ROBOTS,
    ErrorKind.FORBIDDEN_ADDRESS,
    ErrorKind.NOT_OF_THE_WEB,
    ErrorKind.TOLD_TO_WAIT,
    ErrorKind.INTERNAL,
)
_KEEPS_US_OUT = (401, 403, 405, 412, 418, 429, 521)
"""Statuses by which a site is there, and does not let a machine in."""


def probe(means: Means, clock: Callable[[], datetime], stopped: Callable[[], bool] = lambda: False) -> int:
    """Ask for the home pages that are due, each host by one thread, and count what came; how many that were."""
    every = means.settings.probe_every
    due = means.store.probes.due(clock(), timedelta(seconds=every)) if every else ()

    def look(group: Iterable[tuple[str, str]]) -> list[Probe]:
        found = [_probe(site, home, means, clock) for site, home in group if not stopped()]
        return [one for one in found if one]

    hosts = by_host(due, lambda one: one[1])
    probes = list(each_host(hosts, look, means.settings.workers, "probe"))
    if len(probes) >= ALONE and all(one.seconds is None for one in probes):
        return 0
    means.store.probes.record(probes)
    return len(probes)


def _probe(site: str, home: str, means: Means, clock: Callable[[], datetime]) -> Probe | None:
    at = clock()
    try:
        with contained(home):
            answer = means.ask(Request(home), Validators())
    except VisitError as error:
        return None if error.kind in _NOT_THEIRS else Probe(site, at, None)
    if answer.status in _KEEPS_US_OUT:
        return None
    return Probe(site, at, answer.seconds if answer.status < 400 else None)
