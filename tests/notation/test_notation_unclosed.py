"""Rows that nobody closes end where the next begins; what is closed stays as it is."""

import lxml.html
import pytest

from federator.notation.unclosed import closed


@pytest.mark.parametrize(
    ("row", "box"),
    [
        ("<tr><td><li><a href=1>a</a> d", "table"),
        ("<TR><TD><FONT color=red><a href=1>a</a><TD>d", "TABLE"),
        ("<li><span><a href=1>a</a> d", "ul"),
        ("<li><a href=1>a", "ol"),
    ],
)
def test_rows_stand_side_by_side(row: str, box: str) -> None:
    tree = lxml.html.document_fromstring(closed(f"<p><{box}>{row * 3}</{box}>"))
    rows = tree.xpath("//*[self::table or self::ul or self::ol]/*")
    assert [("".join(one.itertext()).strip(), len(one.findall(".//a"))) for one in rows] == [
        (rows[0].text_content().strip(), 1)
    ] * 3


def test_boxes_begun_alike_with_a_link_in_each_stand_side_by_side() -> None:
    row = "<div class=r><a href=1>a</a> d"
    assert closed(f"<div>{row * 4}</div><div>b</div>") == f"<div>{f'{row}</div>' * 3}{row}</div><div>b</div>"


@pytest.mark.parametrize(
    "text",
    [
        "<div class=a>" * 4 + "<a href=1>a</a>",
        "<div class=a><a href=1>a</a><div class=b><a href=2>b</a><div class=c><a href=3>c</a><div>d",
        "<div class=a><a href=1>a</a><div class=a><a href=2>b</a></div></div>",
        "<table><tr><td>a</td></tr></table>",
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        "<!-- <tr><tr><tr> --><p>a",
    ],
)
def test_what_is_closed_and_what_is_no_table_is_left_alone(text: str) -> None:
    assert closed(text) == text


def test_lists_in_cells_and_lists_in_lists_are_kept() -> None:
    nested = "<table><tr><td><ul><li>a<li>b</ul><td>c<tr><td>d</table>"
    assert closed(nested) == (
        "<table><tr><td><ul><li>a</li><li>b</li></ul></td><td>c</td></tr><tr><td>d</td></tr></table>"
    )


def test_a_letter_that_folds_to_another_makes_no_tag() -> None:
    assert closed("<ul><li>a<l\N{LATIN SMALL LETTER DOTLESS I}>b<li>c</ul>") == (
        "<ul><li>a<l\N{LATIN SMALL LETTER DOTLESS I}>b</li><li>c</li></ul>"
    )


@pytest.mark.parametrize(
    "piece", ["<li>", "<table><tr><td>", "<!--", "<script ", "<ul><li>", "<table><td>", "<div><a>"]
)
def test_hostile_pages_cost_no_more_than_their_length(piece: str) -> None:
    assert len(closed(piece * 20_000)) >= len(piece) * 20_000
