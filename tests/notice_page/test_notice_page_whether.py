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


@pytest.mark.parametrize("said", ["云岭市资源局·通知公告", "通知公告", "云岭市资源局-政务公开-通知公告", "耕地红线"])
@pytest.mark.parametrize("rows", [1, 2])
def test_a_list_that_is_titled_by_its_column_is_no_notice(said, rows):
    metas = (
        f"<title>{said}</title><meta name='ColumnName' content='耕地红线'><meta name='ArticleTitle' content='{said}'>"
    )
    shown = "".join(
        f"<li><a href='{n}.html'>关于第{n}期培训的公告</a><span>2026-08-0{n}</span></li>" for n in range(1, 3)
    )
    with pytest.raises(VisitError) as refused:
        judged(f"{metas}<div>首页 &gt; {said}</div><ul>{'</li>'.join(shown.split('</li>')[:rows])}</li></ul>")
    assert refused.value.kind is ErrorKind.WRONG_PAGE


def test_a_home_page_is_no_notice():
    with pytest.raises(VisitError) as refused:
        judged(f"<title>云岭市自然资源和规划局</title><ul>{MENU}</ul>{LIST}", "http://zrzy.yunling.example/")
    assert refused.value.kind is ErrorKind.HOME_PAGE


@pytest.mark.parametrize(
    "page",
    [
        f"<title>公告</title><ul>{MENU}</ul><h1>挂牌出让公告</h1>{BODY}<h3>相关信息</h3><ul>{LIST}</ul>",
        f'<title>公告</title><meta name="ArticleTitle" content="公告"><ul>{MENU}</ul><p>见附件</p><ul>{LIST}</ul>',
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


FOOT = "<div><p>主办单位：云岭市自然资源和规划局</p><p>浙ICP备00000000号</p></div>"
NOTHING = [
    "暂无内容",
    "暂无信息",
    "内容正在建设中",
    "该信息已删除",
    "对不起，该信息已被删除。",
    "栏目建设中，敬请期待！",
]


@pytest.mark.parametrize("said", NOTHING)
@pytest.mark.parametrize(
    "page",
    [
        "<body>{}</body>",
        "<title>通知公告-云岭市自然资源和规划局</title><ul>{menu}</ul><h1>通知公告</h1><div><p>{}</p></div>{foot}",
        "<title>云岭市自然资源和规划局</title><ul>{menu}</ul><h2>信息公开</h2><div id='zoom'><p>{}</p></div>{foot}",
        "<title>信息查看</title><table><tr><td>{menu}</td><td><table><tr><td>{}</td></tr></table></td></tr></table>",
    ],
)
def test_a_page_that_says_only_that_nothing_is_there_is_no_notice(page, said):
    with pytest.raises(VisitError) as refused:
        judged(page.format(said, menu=MENU, foot=FOOT))
    assert refused.value.kind is ErrorKind.ERROR_TEXT


@pytest.mark.parametrize(
    "page",
    [
        "<h1>关于撤销白石街道地块公告的通知</h1><div class='content'>该信息已删除，现将有关情况通知如下。</div>",
        "<h1>云岭市二〇二六年度第三批次用地公告</h1><p>发布时间：2026-08-01</p><div id='zoom'>暂无内容</div>",
        "<h1>云岭市白石街道征地范围图公示</h1><div id='zoom'><img src='1.jpg'></div><div>相关解读</div><p>暂无信息</p>",
    ],
)
def test_a_notice_beside_which_something_is_missing_is_one(page):
    judged(page)
