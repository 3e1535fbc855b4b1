"""Ids of notices and items: minted once, at first sight, random and sortable by the time of minting."""

from collections.abc import Iterator
from itertools import product
from threading import Lock
from time import time_ns

from ulid import PureRandomPolicy, ULIDGenerator
from ulid.base32 import ENCODE

_ulids = ULIDGenerator(policy=PureRandomPolicy())
_PAIRS = ["".join(pair) for pair in product(ENCODE, repeat=2)]


def _minted() -> Iterator[str]:
    """A ULID a millisecond; those that follow within it have its first 22 characters and count with the last four."""
    while True:
        ulid = _ulids.generate()
        stem = str(ulid)[:-4]
        for tail in product(_PAIRS, repeat=2):
            yield stem + "".join(tail)
            if time_ns() // 1_000_000 != ulid.milliseconds:
                break


_ids = _minted()
_turn = Lock()


def new_id() -> str:
    """A ULID: 26 characters, the first ten of them the millisecond."""
    with _turn:
        return next(_ids)
