"""Where notice pages have their title and date, learnt from what the list says of them."""

from dataclasses import replace
from datetime import date

from federator.induce import Sample, learn_paths
from federator.model.site import Rule
from federator.notice_page import guided, read_notice_page
from tests.answers import answer_at

TITLES = ("征收土地预公告", "采矿权延续登记公示", "规划许可批后公布", "土地复垦方案审查结果")


def _page(number: int, title: str, marked: str = "bt") -> str:
    return (
        f"<html><head><title>云溪县自然资源局</title></head><body><div class=top>今天是 2026年11月26日</div>"
        f"<h1>云溪县自然资源局</h1><div class=main><p class={marked}>{title}</p>"
        f"<div class=sx><span>来源：耕保科</span><span class=sj>录入于 2026-09-0{number}</span></div>"
        f"<div id=zw><p>见附件。有效期至2027-01-01。</p></div></div></body></html>"
    )


def _samples() -> list[Sample]:
    return [
        Sample(_page(number, title), f"http://a.test/{number}.html", title, date(2026, 9, number))
        for number, title in enumerate(TITLES, 1)
    ]


def test_the_paths_are_those_that_agree_with_the_list() -> None:
    paths = learn_paths(_samples())
    assert (paths.title, paths.date) == ("p.bt", "span.sj")


def test_a_title_that_the_list_cut_agrees_as_far_as_it_goes() -> None:
    cut = [
        replace(one, title="征收土地预公告第…", text=_page(n, f"征收土地预公告第{n}号"))
        for n, one in enumerate(_samples(), 1)
    ]
    assert learn_paths(cut).title == "p.bt"


def test_fewer_than_three_pages_teach_nothing() -> None:
    assert learn_paths(_samples()[:2]).title == ""


def test_pages_whose_names_differ_are_told_by_what_is_around_them() -> None:
    differing = [replace(one, text=_page(n, one.title, f"c{n}")) for n, one in enumerate(_samples(), 1)]
    assert learn_paths(differing).title == "div.main p"


def test_pages_that_do_not_say_what_their_list_says_teach_nothing() -> None:
    elsewhere = [replace(one, title="别的标题", day=None) for one in _samples()]
    found = learn_paths(elsewhere)
    assert (found.title, found.date) == ("", "")


def test_a_page_is_read_where_its_rule_says() -> None:
    url = "http://a.test/9.html"
    answer = answer_at(url, _page(9, "行政处罚决定书公告"))
    page = read_notice_page(answer)
    told = guided(page, answer, Rule("li", notice_title="p.bt", notice_date="span.sj"))
    assert told.title == "行政处罚决定书公告"
    assert told.fields["发布日期"] == "2026-09-09"
    assert guided(page, answer, Rule("li")) is page
    lost = guided(page, answer, Rule("li", notice_title="p.gone", notice_date="div.gone"))
    assert (lost.title, lost.fields) == (page.title, page.fields)


def test_a_path_that_holds_more_than_the_date_changes_nothing_that_was_read_without_it() -> None:
    """发布时间 and 来源 in one element: what is read right after the first visit is what was stored by it."""
    text = (
        "<html><head><title>某县</title></head><body><h1>征收土地预公告</h1>"
        '<div class="info">发布时间：2026-11-20 来源：某县自然资源和规划局</div><div id=zoom><p>正文。</p></div></body>'
        "</html>"
    )
    answer = answer_at("http://a.test/9.html", text)
    page = read_notice_page(answer)
    assert guided(page, answer, Rule("li", notice_title="h1", notice_date="div.info")) == page
