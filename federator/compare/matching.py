"""Rows of a list against the items that are known."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from federator.model.item import AsideReason, SetAside
from federator.model.row import Row
from federator.notation.address_key import address_key


@dataclass(frozen=True, slots=True)
class Matched:
    """Each row once: to be read (new or different), seen again as it was (addresses), lacking an address, set aside
    lately and waiting to be tried again (how many), or of a notice that was purged."""

    to_read: tuple[Row, ...]
    seen: tuple[str, ...]
    nowhere: tuple[SetAside, ...]
    waiting: int
    barred: tuple[Row, ...]


def match(
    source: str, rows: Sequence[Row], known: Mapping[str, str], aside: Collection[str], barred: Collection[str] = ()
) -> Matched:
    """Sort the rows of ``source``.

    ``known``: address → digest of the row it had; ``aside``: digests of rows set aside too recently to try again;
    ``barred``: addresses of what was purged.
    """
    to_read, seen, nowhere, gone, waiting = [], [], [], [], 0
    for row in rows:
        address = address_key(row.url) if row.url else ""
        if not address:
            nowhere.append(SetAside.of(source, row, AsideReason.NO_ADDRESS))
        elif address in barred:
            gone.append(row)
        elif known.get(address) == row.digest:
            seen.append(address)
        elif row.digest in aside:
            waiting += 1
        else:
            to_read.append(row)
    return Matched(tuple(to_read), tuple(seen), tuple(nowhere), waiting, tuple(gone))
