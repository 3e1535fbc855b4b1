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
