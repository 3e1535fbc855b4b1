"""What XML cannot write reaches no tree, however a page brings it in."""

import pytest

from federator.connectors.page import tree_of as list_tree
from federator.induce import induce_list
from federator.induce.page import read_page
from federator.model.errors import VisitError
from federator.navigation.page import tree_of as home_tree
from federator.notation.markup import sanitise
from federator.notation.parsing import allowed, as_html, parsable
from federator.notice_page.document import parse
from federator.web.display import body

URL = "http://zrzy.example.gov.cn/gg/1.html"
TREES = {
    "list": list_tree,
    "home": home_tree,
    "induced": lambda text: read_page(text, URL).tree,
    "notice": parse,
}


@pytest.mark.parametrize("room", TREES)
def test_every_tree_could_be_written_again(room: str) -> None:
    odd = "\x01&#1;&#x0b;&#0011;\ufffe&#xFFFF;&#65534"
    tree = TREES[room](
        f"<html><body><p\x1f class='a{odd}' \ufffeb='1'>甲{odd}乙</p\x1f>丙{odd}<a href='/1{odd}'>丁</a></body></html>"
    )
    told = [
        part for one in tree.iter() for part in (one.tag, one.text or "", one.tail or "", *one.keys(), *one.values())
    ]
    assert told == [allowed(part) for part in told]
    assert "".join(tree.itertext()) == "甲乙丙丁"


@pytest.mark.parametrize(
    "written", ["&#9;", "&#10;", "&#13;", "&#x20;", "&#110;", "&#x1f4a9;", "&#65533;", "&#xfffd;", "&#20013;"]
)
def test_what_may_be_written_stays(written: str) -> None:
    assert parsable(written).decode() == written


def test_rows_whose_own_name_cannot_be_asked_for_are_a_list() -> None:
    rows = "".join(
        f"<td\x1f><a href='/gg/{n}.html'>关于第{n}批征收土地的公告</a><i>2026-03-0{n}</i></td\x1f>" for n in range(1, 8)
    )
    found = induce_list(f"<html><body><div>{rows}</div></body></html>", URL)
    assert found.rule is not None


def test_a_picture_kept_with_such_a_character_is_shown() -> None:
    assert "[图\x01" not in body("<p><img src='http://a.example/1.png' alt='图\x01'>后\x0b</p>")


@pytest.mark.parametrize(("deep", "read"), [(200, True), (400, False), (100_000, False)])
def test_what_lies_too_deep_is_refused_and_not_cut_off(deep: int, read: bool) -> None:
    page = f"<html><body>{'<div>' * deep}甲{'</div>' * deep}<p>乙</p></body></html>"
    for room in (list_tree, parse):
        if read:
            assert "".join(room(page).itertext()) == "甲乙"
        else:
            with pytest.raises(VisitError, match="in one another"):
                room(page)


def test_thousands_of_elements_in_one_another_are_not_made_harmless_one_by_one() -> None:
    assert sanitise("<div>甲" * 50_000, URL) == "", "one by one takes seconds, and of twenty times as many hours"


def test_a_value_of_comments_without_end_is_none() -> None:
    page = f"<p title='{'<!--' * 300_000}'>甲</p><p title='乙'>丙</p>"
    assert as_html(parse(page)) == '<html><body><p>甲</p><p title="乙">丙</p></body></html>', "and not after minutes"


def test_many_elements_beside_one_another_stay_as_they_are() -> None:
    row = '<p>甲<b>乙</b> &lt;x&gt; <a href="http://a.example/1" rel="noopener">丙</a></p>\n'
    assert sanitise(row * 3000, URL) == (row * 3000).strip()
