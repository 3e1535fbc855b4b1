"""Notices as they stand, for reports: where they belong and what their latest version fails."""

from collections.abc import Iterable
from functools import lru_cache
from sqlite3 import Connection

import orjson

from federator.model.report import Reported, Titled
from federator.model.scope import Scope
from federator.store.anew import where
from federator.store.columns import breaches_of, listed

AT_ONCE = 2000

_breaches = lru_cache(maxsize=512)(breaches_of)
"""Most notices of a source fail alike."""


def reported(connection: Connection, scope: Scope, after: int) -> tuple[list[Reported], int | None]:
    """Up to :data:`AT_ONCE` notices behind the number ``after``, and the number behind which there are more. What was
    withdrawn or merged is left out."""
    conditions, values = where(scope)
    found = connection.execute(
        f"""SELECT n.number, n.id, n.site, n.source, n.organisation, n.shown_seq = n.latest_seq, r.breaches
            FROM notices AS n CROSS JOIN revisions AS r ON r.seq = n.latest_seq
            WHERE n.number > :after AND n.merged_into IS NULL AND n.state <> 'withdrawn'{conditions}
            ORDER BY n.number LIMIT :limit""",
        values | {"after": after, "limit": AT_ONCE},
    ).fetchall()
    several = [
        Reported(id, site, source, organisation, bool(shown), _breaches(breaches))
        for _, id, site, source, organisation, shown, breaches in found
    ]
    return several, found[-1][0] if len(found) == AT_ONCE else None


def titled(connection: Connection, ids: Iterable[str]) -> dict[str, Titled]:
    """Title and address of the latest versions of these notices."""
    found = connection.execute(
        """SELECT n.id, r.record FROM json_each(?) AS l CROSS JOIN notices AS n ON n.id = l.value
           CROSS JOIN revisions AS r ON r.seq = n.latest_seq""",
        (listed(ids),),
    )
    records = ((id, orjson.loads(record)) for id, record in found)
    return {id: Titled(record["title"], record["url"]) for id, record in records}
