"""Gauges as Prometheus reads them. Everything comes from the database: one process serves what another harvests."""

from collections import Counter
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from federator.model.errors import ErrorKind
from federator.store.gauges import Gauges

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def written(gauges: Gauges) -> bytes:
    """The text format, version 0.0.4."""
    registry = CollectorRegistry()
    registry.register(_Told(gauges))
    return bytes(generate_latest(registry))


class _Told(Collector):
    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        yield from _of_sources(self._gauges)
        yield from _of_all(self._gauges)
        yield from _of_sites(self._gauges)


def _of_sources(told: Gauges) -> Iterator[Metric]:
    age = GaugeMetricFamily(
        "federator_source_last_success_age_seconds", "Since the last good visit to the source.", labels=["source"]
    )
    lag = GaugeMetricFamily("federator_source_lag_seconds", "For which the source has been due.", labels=["source"])
    failures = GaugeMetricFamily(
        "federator_source_failures", "Visits that failed in a row, and by which error.", labels=["source", "error"]
    )
    for one in told.sources:
        if one.success_age is not None:
            age.add_metric([one.source], one.success_age)
        lag.add_metric([one.source], one.lag)
        if one.failures:
            failures.add_metric([one.source, one.error], one.failures)
    kinds = Counter(one.error for one in told.sources if one.error)
    errors = GaugeMetricFamily("federator_failing_sources", "Sources whose last visit failed so.", labels=["error"])
    for kind in ErrorKind:
        errors.add_metric([kind], kinds[kind])
    yield from (age, lag, failures, errors)


def _of_all(told: Gauges) -> Iterator[Metric]:
    notices = GaugeMetricFamily("federator_notices", "Notices, by state.", labels=["state"])
    for state, count in told.notices.items():
        notices.add_metric([state], count)
    yield notices
    yield CounterMetricFamily("federator_visits", "Visits ever made.", told.visits)
    yield CounterMetricFamily("federator_revisions", "Versions ever written.", told.revisions)
    figures = {
        "federator_sources": ("Sources of active sites.", len(told.sources)),
        "federator_sources_paused": ("Of these, paused.", sum(one.paused for one in told.sources)),
        "federator_sources_overdue": ("Of these, due for ten minutes.", sum(one.lag > 600 for one in told.sources)),
        "federator_last_visit_timestamp_seconds": (
            "When the last visit to any source began.",
            told.last_visit.timestamp() if told.last_visit else 0,
        ),
        "federator_rechecks_due": ("Notices whose own page is to be asked again.", told.rechecks_due),
        "federator_messages_waiting": ("Messages to contacts not yet delivered.", told.messages_waiting),
        "federator_lease_seconds": ("For which a harvester still holds the lease.", told.lease),
        "federator_database_bytes": ("The database.", told.database),
        "federator_database_wal_bytes": ("Its write-ahead log.", told.wal),
        "federator_disk_free_bytes": ("Free on its disk.", told.free),
    }
    for name, (what, value) in figures.items():
        yield GaugeMetricFamily(name, what, value)


def _of_sites(told: Gauges) -> Iterator[Metric]:
    bad = GaugeMetricFamily(
        "federator_site_unreachable_ratio", "Bad ones among the probes of a home page, over a week.", labels=["site"]
    )
    for site, reach in told.reach.items():
        bad.add_metric([site], reach.bad)
    yield bad
