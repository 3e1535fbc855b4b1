"""Pages made to be looked through for ever cost induction no more than their length."""

from time import process_time

from federator.induce import PageKind, induce_list

LONGEST = 5.0
"""Seconds of the processor that none comes near to; without a bound each takes the square of its cells."""


def test_a_row_of_cells_ends() -> None:
    cells = "".join(f"<td><a href='{n}.html'>关于第{n}号地块</a></td><td>2026-11-15</td>" for n in range(7_000))
    begun = process_time()
    assert induce_list(f"<html><body><table><tr>{cells}</tr></table></body></html>", "http://a.example/gg/").proposals
    assert process_time() - begun < LONGEST


def test_words_between_the_rows_are_asked_for_a_day_once_each() -> None:
    row = "<p><a href='/gg/{0}.html'>关于第{0}号土地征收的公告说明</a></p>"
    above, below = ("".join(map(row.format, range(begin, begin + 5))) for begin in (0, 5))
    text = f"<html><body><div>{above}<div>{'<b>字</b><i>词</i>' * 15_000}</div>{below}</div></body></html>"
    begun = process_time()
    induce_list(text, "http://a.example/gg/")
    assert process_time() - begun < LONGEST


def test_days_in_what_nobody_reads_are_no_trouble() -> None:
    rows = "".join(
        f"<p><a href='/gg/{n}.html'>关于第{n}批征收土地的公告</a></p>"
        f"<template><time datetime='2026-03-0{n}'>x</time></template>"
        for n in range(1, 9)
    )
    assert induce_list(f"<html><body><div>{rows}</div></body></html>", "http://a.example/gg/").kind is PageKind.LIST
