"""A column of one or two rows is a list, whatever its page says of itself and wherever on its site they lead."""

import pytest

from federator.induce import PageKind, induce_list


def found(rows: int, head: str = "", link: str = "{n}.html") -> PageKind:
    shown = "".join(
        f"<li><a href='{link.format(n=n)}'>关于第{n}批水库巡查安排的公告</a><span>2026-08-0{n}</span></li>"
        for n in range(rows, 0, -1)
    )
    page = (
        f"<html><head><title>通知公告-石门县水利局</title>{head}</head><body><p>首页 &gt; 通知公告</p><ul>{shown}</ul>"
    )
    return induce_list(page, "http://sk.shimen.gov.cn/gg/index.html").kind


@pytest.mark.parametrize("rows", [1, 2, 3])
@pytest.mark.parametrize(
    "said", ["石门县水利局·通知公告", "石门县水利局", "通知公告", "石门县水利局-政务公开-通知公告", "巡查一线"]
)
def test_an_article_that_is_called_as_its_column_is_a_list(rows: int, said: str) -> None:
    metas = '<meta content="石门县水利局" name="SiteName"><meta name="ColumnName" content="巡查一线">'
    assert found(rows, f'{metas}<meta name="ArticleTitle" content="{said}">') is PageKind.LIST


@pytest.mark.parametrize("said", ["关于第1批水库巡查安排的公告", "公告", "石门县水利局关于水库巡查的通知"])
def test_an_article_with_a_title_is_a_notice(said: str) -> None:
    assert found(2, f'<meta name="ArticleTitle" content="{said}">') is PageKind.NOTICE


@pytest.mark.parametrize("host", ["sk.shimen.gov.cn", "www.shimen.gov.cn", "shimen.gov.cn", "SHIMEN.gov.cn:8080"])
@pytest.mark.parametrize("rows", [1, 2])
def test_another_host_of_the_same_domain_is_no_stranger(host: str, rows: int) -> None:
    assert found(rows, link=f"http://{host}/info/{{n}}.htm") is PageKind.LIST


@pytest.mark.parametrize("host", ["www.baishi.gov.cn", "mp.weixin.qq.com", "gov.cn"])
def test_a_lone_row_that_leads_to_strangers_is_no_list(host: str) -> None:
    assert found(1, link=f"http://{host}/info/{{n}}.htm") is not PageKind.LIST


def _beside_menus(rows: str) -> str:
    lines = "".join(f"<li><a href=/m/{n}/>公告公示栏{n}</a></li>" for n in range(6))
    menus = "".join(f"<li><a href=/m{n}/>栏目{n}</a><ul>{lines}</ul></li>" for n in range(40))
    return (
        f"<title>公示</title><div><ul>{menus}</ul></div><div class=m><p>首页 &gt; 公示</p><ul class=l>{rows}</ul></div>"
    )


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_few_dated_rows_are_not_lost_among_many_menus(rows: int) -> None:
    shown = "".join(
        f"<li><a href={n}.htm>关于修建第{n}条村道的公示</a><i>2026-08-0{n}</i></li>" for n in range(rows, 0, -1)
    )
    rule = induce_list(_beside_menus(shown), "http://a.test/gs/").rule
    assert rule is not None
    assert (rule.rows, rule.date) == ("ul.l > li", "i")


def test_dated_rows_may_be_called_in_a_few_characters() -> None:
    names = ("北门地块", "石桥村", "中心小学", "南湖", "人民医院")
    shown = "".join(f"<li><a href={n}.htm>{name}</a><i>2026-08-0{9 - n}</i></li>" for n, name in enumerate(names))
    rule = induce_list(_beside_menus(shown), "http://a.test/gs/").rule
    assert rule is not None
    assert rule.rows == "ul.l > li"


def test_days_and_the_names_of_people_are_no_list() -> None:
    shown = "".join(
        f"<li><a href={n}.htm>{name}</a><i>2026-08-0{9 - n}</i></li>" for n, name in enumerate("甲乙丙丁戊")
    )
    assert induce_list(_beside_menus(shown.replace("</a>", "某某</a>")), "http://a.test/gs/").rule is None


def test_related_notices_below_a_short_one_are_not_the_list_of_their_column() -> None:
    shown = "".join(
        f"<li><a href={n}.htm>关于修建第{n}条村道的公示</a><i>2026-08-0{n}</i></li>" for n in range(9, 0, -1)
    )
    page = (
        f"<title>关于修建村道的补充公示</title><div><h1>关于修建村道的补充公示</h1><p>发布日期：2026-08-09</p><p>详见附件。</p></div>"
        f"<div><h3>相关信息</h3><ul>{shown}</ul></div>"
    )
    assert induce_list(page, "http://a.test/gs/10.htm").kind is PageKind.NOTICE
