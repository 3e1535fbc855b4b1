"""Pages whose ``<title>`` names their column, or their site and their column, and no notice."""

from itertools import product

import pytest

from federator.model.row import NoticePage
from federator.notice_page import read_notice_page
from tests.answers import answer_at

TITLE = "关于开展石门水库汛前检查工作的通知"
FACTS = "<div>发布时间：2026-08-28 来源：水库科</div>"
BODY = "<p>" + "各乡镇水利站：汛期将至，请对照清单逐项检查，检查结果于月底前报送。" * 4 + "</p><p>特此通知。</p>"
SAID = [
    "{}-石门县水利学会",
    "{}--石门县水利学会",
    "{}_信息公开_石门县水利局",
    "石门县水利局-{}",
    "石门县水利局 - 首页 - {}",
    "{}",
]
SHOWN = [
    "<h1>{}</h1>",
    "<div class='x'><h3>{}</h3></div>",
    "<div class='title'><h2>{}</h2></div>",
    "<div class='title_la'><h3>首页 - {}</h3></div>",
    "<div class='pos'>当前位置：<a href='/'>首页</a> &gt; <a href='/a/'>{0}</a></div><div class='tit'>{0}</div>",
    "",
]
HEADED = ["<h1>{}</h1>", "<h5>{}</h5>", "<div class='tit'>{}</div>", "<div><b>{}</b></div>", "<p>{}</p>"]


def read(title: str, body: str, listed: str = "") -> NoticePage:
    url = "http://a.gov.cn/gg/1.html"
    content = f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode()
    return read_notice_page(answer_at(url, content), listed)


@pytest.mark.parametrize("column", ["新闻动态", "招标公告", "学院新闻", "公告通知", "招生信息", "治水论坛"])
@pytest.mark.parametrize("said", SAID)
def test_the_line_of_the_column_is_no_title(column: str, said: str) -> None:
    for shown, headed in product(SHOWN, HEADED):
        notice = f"<div>{headed.format(TITLE)}{FACTS}<div>{BODY}</div></div>"
        page = read(said.format(column), shown.format(column) + notice)
        assert (page.title, page.text[:5], page.text[-5:]) == (TITLE, "各乡镇水利", "特此通知。"), (shown, headed)


@pytest.mark.parametrize("headed", ["<h1>{}</h1>", "<h3>{}</h3>", "<div class='article-title'>{}</div>"])
def test_a_heading_is_one_without_a_line_of_facts(headed: str) -> None:
    column = "<div class='title'><h2>新闻动态</h2></div>"
    assert read("新闻动态-石门县水利学会", f"<div>{headed.format(TITLE)}<div>{BODY}</div></div>").title == TITLE
    assert read("新闻详情", f"{column}<div><h1>{TITLE}</h1><div>{BODY}</div></div>").title == TITLE


def test_a_column_may_have_a_long_name() -> None:
    name = "重大水利建设项目批准和实施"
    crumb = f"<p>您现在的位置：<a>首页</a> &gt; <a>{name}</a></p><h3>{name}</h3>"
    notice = f"<div><p>{TITLE}</p>{FACTS}</div>{BODY}"
    assert read(f"{name}-石门县水利局", crumb + notice).title == TITLE


@pytest.mark.parametrize("title", ["石门水库章程", "采购公告", "放假通知", "县领导调研走访某某水务公司"])
@pytest.mark.parametrize("said", ["{}", "{}-石门县水利局", "石门县水利局-{}"])
@pytest.mark.parametrize("headed", HEADED)
def test_a_short_title_is_one_where_nothing_else_is(title: str, said: str, headed: str) -> None:
    beside = "<div class='list-title'><p>文件资料</p></div>"
    page = read(said.format(title), f"{beside}<div>{headed.format(title)}{FACTS}<div>{BODY}</div></div>")
    assert page.title == title


@pytest.mark.parametrize(
    "below",
    ["<p>（石门县水利局办公室二〇二六年）</p>", "<p>文/张三 图/李四王五赵六</p>", "<p>分享到：微信 微博 朋友圈子</p>"],
)
def test_what_stands_between_a_title_and_its_facts_is_not_the_title(below: str) -> None:
    assert (
        read("喜迎国庆佳节-石门县水利局", f"<div><h1>喜迎国庆佳节</h1>{below}{FACTS}</div>{BODY}").title
        == "喜迎国庆佳节"
    )
    assert read("新闻动态-石门县水利局", f"<div><h1>{TITLE}</h1>{below}{FACTS}</div>{BODY}").title == TITLE


def test_neither_the_value_of_a_label_nor_a_sentence_stands_above_the_facts() -> None:
    table = "<tr><td>索引号：</td><td>000014349/2017-00110</td><td>发布机构：</td><td>石门县水利局办公室</td></tr>"
    notice = f"<h4>{TITLE}</h4><p>八月二十八日，县水利局检查了石门水库。</p><p>发布时间：2026-08-28</p>"
    assert read("通知公告-石门县水利局", f"<table>{table}</table><h4>{TITLE}</h4>{BODY}").title == TITLE
    assert read("工作动态-石门县水利局", notice).title == TITLE


@pytest.mark.parametrize("listed", [TITLE, TITLE[:11], f"{TITLE[:11]}...", ""])
def test_a_title_that_its_list_cuts_is_whole(listed: str) -> None:
    column = "<div class='title'><h2>学思践悟</h2></div>"
    page = read("学思践悟-石门县水利局", f"{column}<div><p>{TITLE}</p>{FACTS}<div>{BODY}</div></div>", listed)
    assert (page.title, page.text[:5]) == (TITLE, "各乡镇水利")


def test_who_signs_above_the_day_is_no_title() -> None:
    signed = "<p>石门县水利局</p><p>2026年8月28日</p>"
    page = read("石门县水利局", f"<div class='q'><div class='tit'>停水通告</div>{BODY}{signed}</div>")
    assert (page.title, page.text[:5], page.text[-10:]) == ("停水通告", "各乡镇水利", "2026年8月28日")


def test_a_line_set_large_is_none_of_the_many_that_are_not() -> None:
    large = f"<p style='text-align:center'><strong>{TITLE}</strong></p>"
    assert read("石门水利", f"<div>{large}{BODY}<p>县水利局水库科</p></div>").title == TITLE


def test_a_page_title_that_is_cut_is_whole_in_its_line() -> None:
    page = read(f"{TITLE[:12]}..._石门县水利局", f"<div><h2>{TITLE}</h2>{FACTS}<div>{BODY}</div></div>")
    assert (page.title, page.text[:5]) == (TITLE, "各乡镇水利")


def test_what_else_there_is_to_read_weighs_nothing_on_a_page_without_a_heading() -> None:
    others = "<div>相关报道：石门县水利局召开汛前检查工作会议 县领导检查石门水库 水库管理处清理库区</div>"
    first = "各乡镇水利站：汛期将至，请对照清单逐项检查水库，检查结果于月底前报送。"
    words = f"<div class='q'><p>{first}</p><p>逾期未报的予以通报，特此通知。</p></div>"
    assert read(f"石门县水利局 通知公告 {TITLE}", f"<div>{words}{others}</div>").text.endswith("特此通知。")


@pytest.mark.parametrize("beside", ["<h3>治水论坛</h3><div class='tit'>水情快报</div>", "<h3>新闻中心</h3>"])
def test_a_short_line_beside_others_like_it_is_no_title(beside: str) -> None:
    assert read("石门水利", f"{beside}<div>{BODY}</div>").title == "石门水利"
