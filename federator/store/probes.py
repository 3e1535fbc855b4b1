"""Probes of home pages, as counts of each site and day in China: they outlive the visits."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from federator.model.local_time import CHINA
from federator.model.probe import SLOW_SECONDS, Probe, Reach, ReachDay
from federator.model.site import Life
from federator.store.columns import instant
from federator.store.database import Part

_COUNT = """INSERT INTO site_days (site, day, probes, slow, failed, last) VALUES (?, ?, 1, ?, ?, ?)
    ON CONFLICT (site, day) DO UPDATE SET
    probes = probes + 1, slow = slow + excluded.slow, failed = failed + excluded.failed, last = excluded.last"""

_HAD_ITS_TURN = """INSERT INTO site_days (site, day, probes, slow, failed, last) VALUES (?, ?, 0, 0, 0, ?)
    ON CONFLICT (site, day) DO UPDATE SET last = excluded.last"""

_WEEK = timedelta(days=6)


class Probes(Part):
    """When each site is probed, and what was found."""

    def due(self, now: datetime, every: timedelta) -> tuple[tuple[str, str], ...]:
        """Active sites that were not probed for so long, with their home pages; the longest ago first. What a clock
        wrote that ran ahead keeps nobody from being probed."""
        found = self._database.current().execute(
            """SELECT t.id, t.home FROM sites AS t LEFT JOIN site_days AS d ON d.site = t.id AND d.day = (
                   SELECT max(day) FROM site_days WHERE site = t.id AND last <= ?)
               WHERE t.life = ? AND coalesce(d.last, '') <= ? ORDER BY coalesce(d.last, ''), t.id""",
            (instant(now), Life.ACTIVE, instant(now - every)),
        )
        return tuple(found)

    def record(self, probes: Iterable[Probe]) -> None:
        """Count them."""
        with self._database.writing() as connection:
            connection.executemany(_COUNT, map(_counted, probes))

    def pass_over(self, sites: Iterable[tuple[str, datetime]]) -> None:
        """These were asked, and what came says nothing of them: it is not counted, but they have had their turn."""
        with self._database.writing() as connection:
            connection.executemany(_HAD_ITS_TURN, [(site, _day(at), instant(at)) for site, at in sites])

    def days(self, site: str, since: date) -> tuple[ReachDay, ...]:
        """The days from ``since`` on, the last first; those without a probe are left out."""
        found = self._database.current().execute(
            """SELECT day, probes, slow, failed FROM site_days WHERE site = ? AND day >= ? AND probes > 0
               ORDER BY day DESC""",
            (site, since.isoformat()),
        )
        return tuple(ReachDay(date.fromisoformat(day), Reach(*counts)) for day, *counts in found)

    def reach(self, last: date) -> dict[str, Reach]:
        """All of the week that ends with ``last``, by site: not what a clock wrote that ran ahead."""
        found = self._database.current().execute(
            """SELECT d.site, sum(d.probes), sum(d.slow), sum(d.failed) FROM sites AS t
               CROSS JOIN site_days AS d ON d.site = t.id AND d.day BETWEEN ? AND ?
               GROUP BY t.id HAVING sum(d.probes) > 0""",
            ((last - _WEEK).isoformat(), last.isoformat()),
        )
        return {site: Reach(*counts) for site, *counts in found}


def _counted(probe: Probe) -> tuple[object, ...]:
    failed = probe.seconds is None
    slow = probe.seconds is not None and probe.seconds >= SLOW_SECONDS
    return probe.site, _day(probe.at), slow, failed, instant(probe.at)


def _day(at: datetime) -> str:
    return at.astimezone(CHINA).date().isoformat()
