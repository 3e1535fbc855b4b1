"""What became of one address: the items that ever had it, their notices, and rows of it that were set aside."""

from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection

from federator.model.item import AsideReason
from federator.model.revision import State
from federator.notation.address import address_key


@dataclass(frozen=True, slots=True)
class Trace:
    """An address as one source has it. ``notice_id`` names the notice, ``merged_into`` the one that it turned out to
    be; ``shown``: the public sees a version, ``held_back``: and a later one waits."""

    source: str
    site: str
    organisation: str
    notice_id: str
    state: State
    merged_into: str
    shown: bool
    held_back: bool
    reason: str
    last_seen: datetime


@dataclass(frozen=True, slots=True)
class AsideTrace:
    """A row with that address that could not become a notice."""

    source: str
    reason: AsideReason
    detail: str
    last_seen: datetime


def traces(connection: Connection, url: str) -> tuple[Trace, ...]:
    """Every source that has had a notice at ``url``; one look-up a source, for addresses are indexed by source."""
    found = connection.execute(
        """SELECT c.key, n.site, n.organisation, n.id, n.state, coalesce(n.merged_into, ''), n.shown_seq IS NOT NULL,
                  n.shown_seq IS NOT NULL AND n.shown_seq <> n.latest_seq, r.reason, i.last_seen
           FROM sources AS c CROSS JOIN item_addresses AS a ON a.source = c.key AND a.address = ?
           CROSS JOIN items AS i ON i.id = a.item_id CROSS JOIN notices AS n ON n.id = i.notice_id
           CROSS JOIN revisions AS r ON r.seq = n.latest_seq ORDER BY i.canonical DESC, c.key""",
        (address_key(url),),
    )
    return tuple(
        Trace(source, site, organisation, id, State(state), merged, bool(shown), bool(back), reason,
              datetime.fromisoformat(seen))
        for source, site, organisation, id, state, merged, shown, back, reason, seen in found
    )  # fmt: skip


def traces_aside(connection: Connection, url: str) -> tuple[AsideTrace, ...]:
    """Rows set aside whose address is ``url``, the latest first."""
    wanted = address_key(url)
    found = connection.execute(
        """SELECT source, url, reason, detail, last_seen FROM set_aside
           WHERE instr(lower(url), ?) ORDER BY last_seen DESC""",
        (wanted.partition("/")[0],),
    )
    return tuple(
        AsideTrace(source, AsideReason(reason), detail, datetime.fromisoformat(seen))
        for source, address, reason, detail, seen in found
        if address_key(address) == wanted
    )
