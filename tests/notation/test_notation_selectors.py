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


def test_a_mark_says_where_to_look() -> None:
    assert relative("+ dd") == ("+", "dd")
    assert relative("- dt.d") == ("-", "dt.d")
    assert relative("span") == ("", "span")
