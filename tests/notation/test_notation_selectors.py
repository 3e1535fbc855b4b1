"""The language of rules."""

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
    ],
)
def test_those_of_a_number_are_found(selector: str, found: str) -> None:
    row = fromstring("<div><i>a</i><b>b</b><i>c</i><i>d</i><i>e</i></div>")
    assert "".join(one.text or "" for one in select(row, f":scope > {selector}")) == found


def test_those_of_a_number_are_found_in_a_crowd() -> None:
    crowd = fromstring(f"<div>{'<u></u>' * 100_000}</div>")
    found = select(crowd, "u:nth-child(2), u:last-of-type")
    assert found == [crowd[1], crowd[-1]], "and not after minutes"


def test_a_mark_says_where_to_look() -> None:
    assert relative("+ dd") == ("+", "dd")
    assert relative("- dt.d") == ("-", "dt.d")
    assert relative("span") == ("", "span")
