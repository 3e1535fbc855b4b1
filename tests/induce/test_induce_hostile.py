"""Pages made to be looked through for ever cost induction no more than their length."""

from time import process_time

from federator.induce import induce_list

LONGEST = 5.0
"""Seconds of the processor that none comes near to; without a bound each takes the square of its cells."""


def test_a_row_of_cells_ends() -> None:
    cells = "".join(f"<td><a href='{n}.html'>关于第{n}号地块</a></td><td>2026-11-15</td>" for n in range(7_000))
    begun = process_time()
    assert induce_list(f"<html><body><table><tr>{cells}</tr></table></body></html>", "http://a.example/gg/").proposals
    assert process_time() - begun < LONGEST
