"""Ids: ULIDs, none twice, in the order of minting."""

import time
from concurrent.futures import ThreadPoolExecutor

from federator.store import new_id

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32, as the ULID specification takes it."""


def test_ids_of_many_threads_differ():
    with ThreadPoolExecutor(8) as pool:
        minted = list(pool.map(lambda _: [new_id() for _ in range(2000)], range(8)))
    assert len({id for some in minted for id in some}) == 16_000


def test_ids_sort_by_minting_even_within_a_millisecond():
    minted = [new_id() for _ in range(5000)]
    assert minted == sorted(minted)
    assert {len(id) for id in minted} == {26}


def test_an_id_tells_the_millisecond_of_its_minting():
    new_id()
    time.sleep(0.005)
    before = time.time_ns() // 1_000_000
    told = sum(DIGITS.index(digit) * 32**place for place, digit in enumerate(reversed(new_id()[:10])))
    assert before <= told <= time.time_ns() // 1_000_000


def test_ids_of_two_milliseconds_have_nothing_random_in_common():
    one = new_id()
    time.sleep(0.005)
    other = new_id()
    assert one[10:22] != other[10:22]
