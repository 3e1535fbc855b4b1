"""Titles without what a list hangs on them."""

import pytest

from federator.notation.marking import marked_among, without_marks


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("[置顶]关于征地的公告", "关于征地的公告"),
        ("【置 顶】 关于征地的公告", "关于征地的公告"),
        ("置顶：关于征地的公告", "关于征地的公告"),
        ("[顶][热]关于征地的公告", "关于征地的公告"),
        ("关于征地的公告（二）new!", "关于征地的公告（二）"),
        ("关于征地的公告 NEW", "关于征地的公告"),
    ],
)
def test_that_a_row_is_pinned_or_new_is_none_of_its_title(written: str, title: str) -> None:
    assert marked_among(["规划许可公告（二）", written]) == {written: title}


@pytest.mark.parametrize("title", ["[公示]规划许可", "[置顶]", "What is new", "权责清单（最新）", "推荐名单公示", ""])
def test_what_belongs_to_a_title_stays(title: str) -> None:
    assert without_marks(title) == title
    assert marked_among([title]) == {}
