"""What became of an address: the items that ever had it, their notices, and rows of it that were set aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from sqlite3 import Connection
from typing import Any

from federator.model.breach import Severity
from federator.model.fate import Fate
from federator.model.item import AsideReason
from federator.model.revision import State
from federator.notation.address_key import address_key
from federator.store.columns import breaches_of, listed


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
    clauses: tuple[str, ...]

    @property
    def fate(self) -> Fate:
        """How far it got."""
        if self.merged_into:
            return Fate.MERGED
        if self.shown:
            return Fate.HELD_BACK if self.held_back else Fate.PUBLISHED
        return Fate.HELD if self.state is State.HELD else Fate.WITHDRAWN


@dataclass(frozen=True, slots=True)
class AsideTrace:
    """A row with that address that could not become a notice."""

    source: str
    reason: AsideReason
    detail: str
    last_seen: datetime


_TRACE = """n.site, n.organisation, n.id, n.state, coalesce(n.merged_into, ''), n.shown_seq IS NOT NULL,
    n.shown_seq IS NOT NULL AND n.shown_seq <> n.latest_seq, r.reason, i.last_seen, r.breaches"""
_ASIDE = "source, reason, detail, last_seen"
_OF_ITEM = """CROSS JOIN items AS i ON i.id = a.item_id CROSS JOIN notices AS n ON n.id = i.notice_id
    CROSS JOIN revisions AS r ON r.seq = n.latest_seq"""


def traces(connection: Connection, url: str) -> tuple[Trace, ...]:
    """Every source that has had a notice at ``url``; one look-up a source, for addresses are indexed by source."""
    found = connection.execute(
        f"""SELECT c.key, {_TRACE} FROM sources AS c
            CROSS JOIN item_addresses AS a ON a.source = c.key AND a.address = ? {_OF_ITEM}
            ORDER BY i.canonical DESC, c.key""",
        (address_key(url),),
    )
    return tuple(map(_trace, found))


def traces_in(connection: Connection, source: str, addresses: Sequence[str]) -> dict[str, Trace]:
    """What became of each of these addresses in one source; those it never had are left out."""
    found = connection.execute(
        f"""SELECT l.value, ?2, {_TRACE} FROM json_each(?1) AS l
            CROSS JOIN item_addresses AS a ON a.source = ?2 AND a.address = l.value {_OF_ITEM}""",
        (listed(addresses), source),
    )
    return {address: _trace(values) for address, *values in found}


def _trace(values: Sequence[Any]) -> Trace:
    source, site, organisation, id, state, merged, shown, back, reason, seen, breaches = values
    clauses = tuple(one.clause for one in breaches_of(breaches) if one.severity is Severity.SEVERE)
    when = datetime.fromisoformat(seen)
    return Trace(source, site, organisation, id, State(state), merged, bool(shown), bool(back), reason, when, clauses)


def traces_aside(connection: Connection, url: str) -> tuple[AsideTrace, ...]:
    """Rows set aside whose address is ``url``, the latest first."""
    wanted = address_key(url)
    found = connection.execute(
        f"SELECT url, {_ASIDE} FROM set_aside WHERE instr(lower(url), ?) ORDER BY last_seen DESC",
        (wanted.partition("/")[0],),
    )
    return tuple(_aside(*values) for address, *values in found if address_key(address) == wanted)


def rows_aside(connection: Connection, source: str) -> dict[str, AsideTrace]:
    """All rows of the source that were set aside, by their digest."""
    found = connection.execute(f"SELECT row_digest, {_ASIDE} FROM set_aside WHERE source = ?", (source,))
    return {digest: _aside(*values) for digest, *values in found}


def _aside(source: str, reason: str, detail: str, seen: str) -> AsideTrace:
    return AsideTrace(source, AsideReason(reason), detail, datetime.fromisoformat(seen))
