"""Home pages and lists are no notices; a notice is one, however many links stand around it."""

from datetime import UTC, datetime

import pytest

from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.notice_page import expect_notice, read_notice_page

MENU = "".join(f'<li><a href="/{n}/">栏目名称{n}</a></li>' for n in range(12))
LIST = "".join(
    f'<li><a href="/{n}.html">云岭市国有建设用地使用权挂牌出让公告第{n}号</a><span>2026-08-{n + 10}</span></li>'
    for n in range(8)
)
BODY = "<p>经市人民政府批准，现公告如下。</p><p>一、地块位于白石街道，面积一千平方米。</p><p>二、特此公告。</p>" * 3


def judged(page, url="http://zrzy.yunling.example/gg/1.html"):
    answer = Answer(Request(url), 200, url, page.encode(), datetime(2026, 9, 1, tzinfo=UTC))
    expect_notice(answer, read_notice_page(answer))


def test_a_list_is_no_notice():
    with pytest.raises(VisitError) as refused:
        judged(f"<title>出让公告</title><ul>{MENU}</ul><div class='list'><ul>{LIST}</ul></div>")
    assert refused.value.kind is ErrorKind.WRONG_PAGE


def test_a_home_page_is_no_notice():
    with pytest.raises(VisitError) as refused:
        judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul>{LIST}", "http://zrzy.yunling.example/")
    assert refused.value.kind is ErrorKind.HOME_PAGE


@pytest.mark.parametrize(
    "page",
    [
        f"<title>公告</title><ul>{MENU}</ul><h1>挂牌出让公告</h1>{BODY}<h3>相关信息</h3><ul>{LIST}</ul>",
        f'<meta name="PubDate" content="2026-08-01"><ul>{MENU}</ul><h1>公告</h1><ul>{LIST}</ul>',
        f"<ul>{MENU}</ul><h1>公告</h1><div>发布时间：2026-08-01</div><div id='zoom'><p>见附件</p></div><ul>{LIST}</ul>",
    ],
)
def test_a_notice_is_one_whatever_stands_around_it(page):
    judged(page)


def test_an_error_in_the_frame_of_its_site_is_no_notice():
    said = "<title>云岭市自然资源局</title><ul>{}</ul><p>抱歉，该信息已被删除</p><p>主办单位：云岭市自然资源局</p>"
    with pytest.raises(VisitError) as refused:
        judged(said.format(MENU))
    assert refused.value.kind is ErrorKind.ERROR_TEXT
