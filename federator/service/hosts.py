"""Each host is asked by one thread, one page after another: no site is asked twice at once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from federator.notation.address_parts import host_of

T = TypeVar("T")
R = TypeVar("R")


def by_host(several: Iterable[T], address: Callable[[T], str]) -> list[list[T]]:
    """Those of each host together, by their ``address``."""
    groups: dict[str, list[T]] = {}
    for one in several:
        groups.setdefault(host_of(address(one)), []).append(one)
    return list(groups.values())


def each_host(groups: Iterable[T], work: Callable[[T], Iterable[R]], workers: int, name: str) -> Iterator[R]:
    """Do ``work`` on the group of each host in a thread of its own (called ``name``, at most ``workers`` at once), and
    give what comes of all of them, in the order of the groups."""
    with ThreadPoolExecutor(workers, thread_name_prefix=name) as pool:
        for done in pool.map(work, groups):
            yield from done
