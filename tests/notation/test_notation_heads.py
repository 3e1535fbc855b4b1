"""Heads of tables on pages made to be looked through for ever."""

from time import process_time

from lxml.html import fragment_fromstring

from federator.notation.heads import head_of


def test_tables_beside_tables_are_not_counted_for_each_row() -> None:
    rows = list(fragment_fromstring(f"<div>{'<table><tr><td>a<tr><td>b</table>' * 20_000}</div>").iter("tr"))
    begun = process_time()
    assert head_of(rows[1]) is rows[0]
    assert all(head_of(row) is not None for row in rows[1:])
    assert process_time() - begun < 2
