"""Folding, titles and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from federator.notation.folding import bare_title, clean_title, fold, half_width, is_cut, label_key, title_key


def test_width_and_space_fold_and_chinese_punctuation_stays() -> None:
    assert fold("　ＡＢｃ１２\xa0 \n（测试）：。") == "ABc12 （测试）：。"


@pytest.mark.parametrize(
    ("written", "site", "expected"),
    [
        ("关于调整价格的通知-国家发展和改革委员会", "", "关于调整价格的通知"),
        ("关于调整价格的通知_通知公告_某某县自然资源局", "", "关于调整价格的通知"),
        ("关于调整价格的通知 | 通知公告", "", "关于调整价格的通知"),
        ("关于调整价格的通知 - 无名之站", "无名之站", "关于调整价格的通知"),
        ("【某地块出让公告】", "", "某地块出让公告"),
        ("【公告】某地块出让", "", "【公告】某地块出让"),
        ("2020-2021年度土地供应计划", "", "2020-2021年度土地供应计划"),
        ("某某路-某某街地块规划公示", "", "某某路-某某街地块规划公示"),
        ("公布一批名单——某县样板", "", "公布一批名单——某县样板"),
        ("关于调整价格的通知--某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知 -- 某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知__通知公告__某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知||某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知 _ 要闻聚焦 - 某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知——某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知—某市水利局", "", "关于调整价格的通知"),
        ("关于调整价格的通知——水韵之窗", "水韵之窗", "关于调整价格的通知"),
        ("守好一库清水——记某市水利局", "", "守好一库清水——记某市水利局"),
        ("守好一库清水——走进某市水利局", "", "守好一库清水——走进某市水利局"),
        ("迎来新一年 --写在开工之际", "", "迎来新一年 --写在开工之际"),
        ("--某市水利局", "", "--某市水利局"),
        ("关于调整某地块的...", "", "关于调整某地块的..."),
        ("", "", ""),
    ],
)
def test_titles_lose_what_sites_hang_on_them(written: str, site: str, expected: str) -> None:
    assert clean_title(written, site) == expected


@pytest.mark.parametrize(("title", "cut"), [("关于...", True), ("关于…", True), ("关于……", True), ("关于。", False)])
def test_a_cut_title_is_known(title: str, cut: bool) -> None:
    assert is_cut(title) is cut


def test_equal_titles_have_equal_keys() -> None:
    assert title_key("关于 《Ａ地块》的公告") == title_key("关于“a地块”的公告")
    assert title_key("关于一的公告") != title_key("关于二的公告")


@pytest.mark.parametrize("label", ["索 引 号：", "【索引号】", "[索　引　号]:", " 索引号 "])
def test_labels_have_one_key(label: str) -> None:
    assert label_key(label) == "索引号"


@given(st.text(), st.text())
def test_folding_is_total_and_stable(text: str, site: str) -> None:
    assert fold(fold(text)) == fold(text)
    cleaned = clean_title(text, site)
    assert clean_title(cleaned, site) == cleaned
    label_key(text)
    title_key(text)
    is_cut(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("规划许可批前公示-市第一人民医院", "规划许可批前公示-市第一人民医院"),
        ("规划许可批前公示——某某中学", "规划许可批前公示——某某中学"),
        ("规划许可批前公示-某某市自然资源局", "规划许可批前公示"),
        ("规划许可批前公示_通知公告_某某省自然资源厅", "规划许可批前公示"),
        ("【规划许可批前公示】", "规划许可批前公示"),
    ],
)
def test_behind_the_dash_of_a_heading_the_applicant_may_stand(written: str, expected: str) -> None:
    assert bare_title(written, "某某市自然资源局") == expected


UNSEEN = ["\u202e", "\u2067", "\u200f", "\ufffe", "\uffff", "\x01", "\x1b", "\x7f", "\x9b", "\u200b", "\ufeff"]


@pytest.mark.parametrize("mark", UNSEEN)
def test_what_is_never_seen_is_no_part_of_a_title_or_a_label(mark: str) -> None:
    for title in ("关于某地块出让的公告", "Notice of 2026"):
        spoilt = f"{mark}{title[:4]}{mark}{title[4:]}{mark}"
        assert fold(spoilt) == bare_title(spoilt) == clean_title(spoilt) == title
        assert title_key(spoilt) == title_key(title)
    assert label_key(f"发布{mark}时间：{mark}") == "发布时间"
    assert half_width(f"第{mark}１号\n公告") == "第1号\n公告"
