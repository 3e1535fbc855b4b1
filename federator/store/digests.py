"""Counts and digests of what is public, by site and day of publication: read off one index, never off the records."""

from collections import defaultdict
from sqlite3 import Connection

from federator.model.proof import DayDigest, DigestPage, versions_digest
from federator.store.indexes import BROWSE
from federator.store.notices import last_seq

_MOST_VERSIONS = 50_000
"""A page ends with the day that reaches it."""


def digest_page(connection: Connection, first: str, days: int) -> DigestPage:
    """By site, up to ``days`` days of publication from ``first`` (ISO 8601, ``""``: the first there is) on."""
    found: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    following = None
    rows = connection.execute(
        f"""SELECT published_day, site, shown_seq FROM notices INDEXED BY {BROWSE}
            WHERE shown_seq IS NOT NULL AND published_day >= ? ORDER BY published_day, number""",
        (first,),
    )
    for read, (day, site, seq) in enumerate(rows):
        if day not in found and (len(found) == days or read >= _MOST_VERSIONS):
            following = day
            break
        found[day][site].append(seq)
    rows.close()
    digests = (
        DayDigest(day, site, len(seqs), versions_digest(seqs))
        for day, sites in found.items()
        for site, seqs in sorted(sites.items())
    )
    return DigestPage(tuple(digests), following, last_seq(connection))
