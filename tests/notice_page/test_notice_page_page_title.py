"""What <title> says besides the notice, on pages that show no title."""

import pytest

from federator.notation.folding import clean_title
from federator.notice_page.document import page_title, parse
from federator.notice_page.page_title import beside_site

TITLE, SITE = "关于张村地块规划方案批前公示的公告", "青溪县自然资源局"


@pytest.mark.parametrize(
    "said",
    [
        "{title} > 公示公告 > {site}", "{site}>>公示公告>>{title}", "{title} « {site}", "{title}::{site}",
        "{title} / 规划公示 / {site}", "{title}·{site}", "{title}~{site}", "{title}/{site}", "{title}－{site}",
        "{title} {site}", "{title}【{site}】", "【{site}】{title}", "{title}-{site}（青溪县林业局）",
        "{site}-公示公告-{title}", "公示公告-{title}", "批前公示_{title}_{site}", "查看信息-{title}", "{title}-正文",
        "{title} - www.qingxi.gov.cn", "{title}_2026-03-04", "{title}-中国·青溪", "中国青溪-{title}",
        "{title}-青溪在线",
        "{title}-{site} Qingxi Natural Resources Bureau", "{title}-青溪县政府信息公开目录",
    ],
)  # fmt: skip
def test_site_column_and_the_like_are_no_part_of_the_title(said: str) -> None:
    assert clean_title(beside_site(said.format(title=TITLE, site=SITE), "")) == TITLE


@pytest.mark.parametrize(
    "said",
    [
        "水利厅 财政厅 关于张村水库的通知", "建设人民满意的城市——记青溪县自然资源局", "3#地块规划方案公示",
        "青溪县2025-2026年度土地供应计划", "凝心聚力谋发展新篇 打造服务型政府", "部门预算公开目录",
        "采购公告-青溪县水利局",
        "某某医院项目建设工程规划许可批前公示-张村地块", "青溪县自然资源局（青溪县林业局）2026年招聘公告",
    ],
)  # fmt: skip
def test_what_looks_like_one_stays(said: str) -> None:
    assert beside_site(said, "") == said


def test_a_title_of_tails_takes_no_longer_than_it_is_long() -> None:
    assert len(beside_site(TITLE + f"-{SITE}" * 20_000, "")) > 100_000


def test_markup_in_the_title_is_no_part_of_it() -> None:
    tree = parse(f'<html><head><title><a href="./">{TITLE}</a></title></head><body>…</body></html>')
    assert page_title(tree) == TITLE
