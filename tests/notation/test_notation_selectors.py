"""The language of rules."""

from time import process_time

import pytest
from lxml.html import fromstring

from federator.notation.selectors import flaw, relative, select, select_below


def test_select_gives_matches_in_page_order_itself_among_them() -> None:
    tree = fromstring("<div class=a><p>1</p><div class=a><p>2</p></div></div>")
    assert [one.tag for one in select(tree, "div.a, p")] == ["div", "p", "div", "p"]
    assert [one.text for one in select(tree, ":scope > p")] == ["1"]


@pytest.mark.parametrize("selector", ["li[", "a:nope(", "", "a::text", "a:unknown-thing", "(" * 5000])
def test_what_is_no_selector_is_named(selector: str) -> None:
    assert flaw(selector)
    with pytest.raises(ValueError):
        select(fromstring("<p>x</p>"), selector)


@pytest.mark.parametrize(
    "selector", ["ul.list > li", "tr:has(td a)", "a:not(.lm)", ":scope > td", 'tr[id^="line_"]', "li, tr"]
)
def test_what_rules_use_is_known(selector: str) -> None:
    assert not flaw(selector)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("li:nth-child(2 of .row)", ["二"]),
        ('li:-soup-contains("一", "三")', ["一", "三"]),
        ("li:not(.row, .none) ~ li", ["三"]),
        ("ul li[class=ROW i]", ["一", "二"]),
    ],
)
def test_all_that_css_knows_is_looked_for(selector: str, found: list[str]) -> None:
    tree = fromstring("<div><ul><li class=row>一<br>&nbsp;</li><li class=row>二<li>间<li>三</ul><p>尾</p></div>")
    assert not flaw(selector)
    assert [one.text for one in select(tree, selector)] == found
    assert [one.text for one in select_below(tree, selector)] == found
    assert all(set(one.keys()) <= {"class"} for one in tree.iter())


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("i:nth-child(3)", "c"),
        ("i:nth-of-type(2)", "c"),
        ("i:first-of-type", "a"),
        ("b:first-child", ""),
        ("*:last-child", "e"),
        ("i:nth-last-of-type(2)", "d"),
        ("*:nth-child(-n+2)", "ab"),
        ("*:nth-child(n+4)", "de"),
        ("i:nth-child(odd)", "ace"),
        ("b:only-of-type", "b"),
        ("*:not(:nth-child(odd))", "bd"),
        ("*:nth-child(even)", "bd"),
        ("i:nth-last-child(3n+1)", "e"),
        ("i:nth-of-type(2n)", "ce"),
        ("i:nth-last-of-type(odd)", "ce"),
        ("i + i", "de"),
        ("* + i", "cde"),
        ("i ~ i", "cde"),
        ("i + b + i ~ i", "de"),
        ("i:nth-child(3n+1) + i", "e"),
        ("i:nth-child(3n+1) ~ b", "b"),
        ("i:not([x=\"'\"]) ~ :not([x='\"'])", "bcde"),
    ],
)
def test_those_of_a_number_are_found(selector: str, found: str) -> None:
    row = fromstring("<div><i>a</i><b>b</b><i>c</i><i>d</i><i>e</i></div>")
    assert "".join(one.text or "" for one in select(row, f":scope > {selector}")) == found


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("u:nth-child(2), u:last-of-type", [1, -1]),
        ("u:nth-child(odd):nth-last-of-type(8000n)", [4_000, 12_000]),
        ("u + b, u ~ b, b + u, b ~ u", []),
        ("u + u:nth-child(4), u ~ u:nth-child(3)", [2, 3]),
    ],
)
def test_those_of_a_number_are_found_in_a_crowd(selector: str, found: list[int]) -> None:
    crowd = fromstring(f"<div>{'<u></u>' * 20_000}</div>")
    assert select(crowd, selector) == [crowd[place] for place in found], "and not after minutes"


def test_what_many_children_hold_is_found_in_one_step() -> None:
    crowd = fromstring(f"<ul>{'<li><a></a><i></i><a></a></li>' * 40_000}</ul>")
    begun = process_time()
    assert len(select_below(crowd, "a")) == 80_000
    assert process_time() - begun < 2


@pytest.mark.parametrize(
    ("selector", "found"), [("i, ul", ["1", "2"]), ("li", [None] * 2), (":scope > i", ["1", "2"]), ("ul i", [])]
)
def test_what_lies_below_is_none_of_the_parent(selector: str, found: list[str | None]) -> None:
    parent = fromstring("<ul><li><i>1</i></li><li><i>2</i></li></ul>")
    assert [one.text for one in select_below(parent, selector)] == found


def test_siblings_share_what_they_are_within() -> None:
    tree = fromstring("<div><p><dt></dt><dd>1</dd></p><dl><dt></dt><dd>2</dd><b></b><dd>3</dd></dl></div>")
    assert [one.text for one in select(tree, "dl dt + dd")] == ["2"]
    assert [one.text for one in select_below(tree, "dl > dt ~ dd")] == ["2", "3"]


def test_a_mark_says_where_to_look() -> None:
    assert relative("+ dd") == ("+", "dd")
    assert relative("- dt.d") == ("-", "dt.d")
    assert relative("span") == ("", "span")
