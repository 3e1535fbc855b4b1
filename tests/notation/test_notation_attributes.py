"""Elements with attributes without end: as many are read as any real page has."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import document_fromstring

from federator.notation.attributes import few_attributes
from federator.notation.parsing import tree_or_empty

CROWD = "".join(f" a{number}" for number in range(900))
LONG = "征地公告" * 25_000
MARKS = (
    "<p", "<script", "</script", "<title", "</title", "<iframe", "</iframe", "<!--", "-->", "--!>", "<!", "<?", "</",
    "</p", "<", ">", "/", "=", '"', "'", " ", "\t", "-", "x", CROWD,
)  # fmt: skip


def _most(html: str) -> int:
    return max(len(element.attrib) for element in document_fromstring(html).iter() if isinstance(element.tag, str))


@pytest.mark.parametrize(
    "before",
    [
        "",
        "<a title='>",
        "<!-- <b title='-->",
        "<!--><!-- --!>",
        "<? <b title='>",
        "<script>if (a<b) c='<b title='</script>",
        "<script><!--<script></script><b title='</script>--></script>",
        "<script><!-->'</script>",
        "<title><b title='</TITLE\t>",
        "<iframe/>",
        "</b title='>'>",
        '<p title="',
    ],
)
def test_a_crowd_is_found_whatever_stands_before_it(before: str) -> None:
    page = f"{before}<p{CROWD} {CROWD.upper()}x='>'{CROWD}9>公告</p>{LONG}"
    assert _most(few_attributes(page)) <= 500


@settings(max_examples=60)
@given(st.lists(st.sampled_from(MARKS), max_size=30))
def test_a_crowd_is_found_in_any_markup(marks: list[str]) -> None:
    assert _most(few_attributes(f"<html><body>{''.join(marks)}<p>{LONG}</p></body></html>")) <= 500


@pytest.mark.parametrize(
    "page",
    [
        f"<a title='{CROWD}' href=/1.html>公告</a><p>{LONG}",
        f"<!-- <p{CROWD}> --><script>a <b{CROWD}></script><textarea><p{CROWD}></textarea>{LONG}",
        f"<p{CROWD}>公告</p>",
    ],
    ids=["value", "text", "short"],
)
def test_what_is_no_crowd_stays_as_it_is(page: str) -> None:
    assert few_attributes(page) == page


def test_a_page_has_no_crowd_in_its_tree() -> None:
    assert _most(few_attributes(f"<p{CROWD}>公告</p>{LONG}")) == 500
    assert {len(p.attrib) for p in tree_or_empty(f"<p{CROWD}>公告</p>{LONG}").iter("p")} == {500}
