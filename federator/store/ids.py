"""Ids of notices and items: minted once, at first sight, random and sortable by the time of minting."""

import os
from collections.abc import Iterator
from itertools import product
from threading import Lock
from time import time_ns

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MILLISECOND = 1_000_000
_PAIRS = ["".join(pair) for pair in product(_DIGITS, repeat=2)]


def _base32(number: int, length: int) -> str:
    """The last ``length`` digits of ``number`` in Crockford's base 32."""
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(length)))


def _minted() -> Iterator[str]:
    """Ids of one millisecond have their first 22 characters in common and count with the last four."""
    while True:
        millisecond = time_ns() // _MILLISECOND
        begin, end = millisecond * _MILLISECOND, (millisecond + 1) * _MILLISECOND
        stem = _base32(millisecond, 10) + _base32(int.from_bytes(os.urandom(8), "big"), 12)
        for tail in (one + other for one in _PAIRS for other in _PAIRS):
            yield stem + tail
            if not begin <= time_ns() < end:
                break


_ids = _minted()
_turn = Lock()


def new_id() -> str:
    """A ULID: 26 characters, the first ten of them the millisecond."""
    with _turn:
        return next(_ids)
