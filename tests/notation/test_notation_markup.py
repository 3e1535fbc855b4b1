"""Strangers' HTML: nothing that acts survives, everything a reader needs does."""

from html import unescape
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from federator.notation.markup import plain_text, sanitise

PAGE = "http://www.example.gov.cn/art/2026/8/28/art_1_2.html"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<p onclick='alert(1)'>x</p>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='data:text/html,alert(1)'>x</a>",
        "<iframe src='http://evil.example/'></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<p style='background:url(http://evil.example/)'>x</p>",
        "<form action='http://evil.example/'><input name='alert'></form>",
    ],
)
def test_nothing_that_acts_survives(hostile):
    clean = sanitise(hostile, PAGE)
    assert "alert" not in clean
    assert "evil" not in clean


@pytest.mark.parametrize("sign", ["&", "\xa0"])
def test_signs_without_end_take_time_in_proportion(sign: str) -> None:
    begun = process_time()
    assert sanitise(f"<p>{sign * 1_500_000}</p><b>x</b>", PAGE)
    assert process_time() - begun < 5, "as with nh3 0.3.8, which writes them in time that grows with the square"


def test_attributes_without_end_take_time_in_proportion() -> None:
    begun = process_time()
    assert sanitise(f"<p{''.join(f' a{number}' for number in range(150_000))}>x</p>", PAGE) == "<p>x</p>"
    assert process_time() - begun < 5, "as html5ever, which likens each to all before it: a quarter of a minute"


@given(*[st.lists(st.sampled_from([" href=", " src=", " title=", "&quot;", ">", "<", "=", "/", "x"])).map("".join)] * 2)
@example("x src=", "/y")
@example("x href=", " onfocus=alert(1) x=")
def test_no_words_of_an_attribute_become_another(words, address):
    hostile = f"<img alt='{words}' src='{address}'><a title='{words}' href='{address}'>x</a>"
    clean = sanitise(hostile, "http://evil.example/onerror=alert(1)//onfocus=alert(1)//page")
    elements = list(html.fragment_fromstring(f"<p>{clean}</p>").iter("a", "img"))
    assert elements
    for element in elements:
        assert set(element.keys()) <= {"alt", "title", "src", "href", "rel"}
        assert element.get("alt", element.get("title")) == unescape(words)


@given(st.lists(st.sampled_from(["div", "p", "br", "b", "table", "td", "甲", " ", "&amp;", "\xa0"])), st.booleans())
def test_what_is_plain_in_front_is_what_the_cleaner_leaves_of_it(names, closing):
    signs = [f"<{name}>" if name.isascii() and name.isalpha() else name for name in names]
    markup = "<div><p>乙</p>" + "".join(signs) + "".join(sign.replace("<", "</") for sign in signs if closing)
    assert f"<i></i>{sanitise(markup, PAGE)}" == sanitise(f"<i></i>{markup}", PAGE), "without anything plain in front"


@given(st.text("a1/.?=%~-:#@\\\t", max_size=12), st.sampled_from(["甲", "", "<br>", "<b>", "</p>", "<a href='x'>"]))
@example("javascript:alert", "甲")
@example("a?b=1&amp;c=2.pdf", "甲")
@example("//a&amp;colon;b", "甲")
def test_a_plain_link_is_what_the_cleaner_leaves_of_it(address, words):
    markup = f'<div><p>乙<a href="{address}">{words}</a>丙</p><a href="{address}">丁</a>'
    assert f"<i></i>{sanitise(markup, PAGE)}" == sanitise(f"<i></i>{markup}", PAGE), "without anything plain in front"


def test_what_word_notes_for_itself_is_no_text():
    noted = "<xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><w:data>08D0C9EA</w:data>"
    assert plain_text(sanitise(f"<div>{noted}<p>公告<o:p>如下</o:p></p></div>", PAGE)) == "公告如下"


def test_links_and_images_become_absolute():
    clean = sanitise('<a href="../../x.pdf">附件</a><img src="/p/0.jpg">', PAGE)
    assert 'href="http://www.example.gov.cn/art/2026/x.pdf"' in clean
    assert 'src="http://www.example.gov.cn/p/0.jpg"' in clean


def test_a_link_that_leads_nowhere_is_none_and_words_about_links_stay():
    assert sanitise('<a href="#">x</a> href="y"', PAGE) == '<a rel="noopener">x</a> href="y"'
    assert sanitise('<a href="?a=1&b=%22>">x</a>', PAGE) == f'<a href="{PAGE}?a=1&amp;b=%22&gt;" rel="noopener">x</a>'


def test_a_link_that_expires_leads_to_the_page_so_that_the_body_does_not_change_with_it():
    first, second = (
        sanitise(f'<a href="/front/document/download?fileUrl={signed}&fileName=a.pdf">a</a>', PAGE)
        for signed in ("aaa", "bbb")
    )
    assert first == second
    assert f'href="{PAGE}"' in first


def test_paragraphs_are_lines_and_cells_stand_apart():
    html = (
        "<p>各县（市）：</p><p>\u3000\u3000现将〔20<span>1</span>1〕<b>22</b>号<br>印发。</p>"
        "<table>\n<tr>\n<th>宗地</th><th>面积</th></tr><tr><td></td><td><p>1</p><p>公顷</p></td></tr></table>"
    )
    assert plain_text(sanitise(html, PAGE)) == "各县（市）：\n现将〔2011〕22号\n印发。\n宗地\t面积\n\t1 公顷"


def test_a_table_of_one_cell_is_layout():
    assert plain_text("<table><tr><td><p>一</p><p>二</p></td></tr></table>") == "一\n二"


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<table><tr><td>一</td><td>二</td></tr></table>", "甲 一\t二 乙\t丙"),
        ("<table><tr><td><p>一</p><p>二</p></td></tr></table>", "甲 一 二 乙\t丙"),
    ],
)
def test_a_table_in_a_cell_stays_in_its_row(inner, text):
    assert plain_text(sanitise(f"<table><tr><td>甲{inner}乙</td><td>丙</td></tr></table>", PAGE)) == text


def test_spaces_around_tags_stay_and_runs_of_them_are_one():
    html = "<p> 面积 \n <b>&nbsp;5</b>\u3000公顷 &amp;nbsp; </p>"
    assert plain_text(sanitise(html, PAGE)) == "面积  5 公顷 &nbsp;"


def test_lines_of_preformatted_text_are_lines():
    assert (
        plain_text(sanitise("<p>一\n二</p><pre>三\n<b>四\n五</b></pre><p>六\n七</p>", PAGE))
        == "一 二\n三\n四\n五\n六 七"
    )


def test_attributes_hold_no_brackets_and_never_become_words():
    clean = sanitise("""<p>x="</p><a title='甲 > 乙 <b>' href='1.html'>丙</a>""", PAGE)
    assert '<a title="甲 &gt; 乙 &lt;b&gt;" href="http://www.example.gov.cn/art/2026/8/28/1.html"' in clean
    assert plain_text(clean) == 'x="\n丙'


def test_a_row_in_a_language_is_a_row():
    assert (
        plain_text(sanitise("<table><tr lang='EN-US'><td lang='EN-US'>1</td><td>2</td></tr></table>", PAGE)) == "1\t2"
    )


def test_words_that_look_like_tags_stay_words():
    assert plain_text(sanitise("面积 &lt; 5 公顷", PAGE)) == "面积 < 5 公顷"


@given(st.text())
def test_any_text_is_read(written):
    assert "<script" not in sanitise(written, PAGE).lower()
    plain_text(sanitise(written, PAGE))
