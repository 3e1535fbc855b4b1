"""Of pages that show the same rows one is the column."""

import pytest

from federator.navigation import Looked, Reason, facts_of, name_in_common, sort_out


def page(name: str, *rows: int, portal: bool = False) -> Looked:
    return Looked(f"a.example/{name}/", name, frozenset(map(str, rows)), portal)


def sorted_out(*pages: Looked) -> tuple[list[str], list[tuple[Reason, str, str]]]:
    kept, left_out = sort_out(pages)
    return [one.name for one in kept], [(one.reason, one.name, one.detail) for one in left_out]


def test_the_same_list_under_another_address_appears_once() -> None:
    one, other = page("gg", *range(20)), page("copy", *range(1, 20))
    assert sorted_out(one, other) == (["gg"], [(Reason.SAME_LIST, "copy", "gg a.example/gg/")])


def test_a_page_that_shows_the_newest_of_others_is_an_overview() -> None:
    a, b = page("a", *range(20)), page("b", *range(100, 120))
    kept, left_out = sorted_out(page("all", *range(5), *range(100, 105)), a, b)
    assert (kept, left_out) == (["a", "b"], [(Reason.OVERVIEW, "all", "a、b")])


def test_a_small_column_is_not_given_up_for_its_overview() -> None:
    small, large = page("small", 1, 2, 3), page("large", *range(100, 120))
    kept, _ = sorted_out(page("all", 1, 2, 3, *range(100, 105)), small, large)
    assert kept == ["small", "large"]


def test_a_choice_of_one_other_column_is_a_column() -> None:
    kept, left_out = sorted_out(page("budget", 7), page("gg", *range(20)))
    assert (kept, left_out) == (["budget", "gg"], [])


def test_a_column_that_shares_some_rows_is_a_column() -> None:
    kept, _ = sorted_out(page("a", *range(20)), page("b", *range(10, 30)), page("c", *range(25, 45)))
    assert kept == ["a", "b", "c"]


def test_of_a_portal_half_is_enough() -> None:
    parts = page("a", *range(20)), page("b", *range(100, 120))
    shown = (*range(4), *range(100, 104), 201, 202, 203, 204)
    assert sorted_out(page("portal", *shown, portal=True), *parts)[0] == ["a", "b"]
    assert sorted_out(page("list", *shown), *parts)[0] == ["list", "a", "b"]


def test_a_portal_of_two_columns_in_equal_parts_is_none() -> None:
    parts = page("a", *range(20)), page("b", *range(100, 120))
    shown = (*range(6), *range(100, 106))
    assert sorted_out(page("portal", *shown, portal=True), *parts)[0] == ["a", "b"]
    assert sorted_out(page("choice", *range(6), portal=True), *parts)[0] == ["choice", "a", "b"]


def test_the_name_of_a_site_without_metas_is_what_its_titles_have_in_common() -> None:
    facts = [facts_of(f"<title>{name}-丽水市某局</title>") for name in ("公告", "动态", "政策法规")]
    assert name_in_common(facts) == "丽水市某局"
    assert [one.beside("丽水市某局") for one in facts] == ["公告", "动态", "政策法规"]
    assert name_in_common(facts[:1]) == ""


def test_facts_are_read_whatever_the_case_of_a_meta() -> None:
    facts = facts_of(
        '<title>x</title><meta name="sitename"content="丽水市某局"><meta name="SiteIDCode" content=" 3311000001 ">'
        '<meta name="ArticleTitle" content=""><body>主办单位：丽水市某局　承办：信息中心　'
        "主管：某县自然资源所版权所有</body>"
    )
    assert facts.metas == {"sitename": "丽水市某局", "siteidcode": "3311000001"}
    assert not facts.is_notice
    assert facts.sponsors == ("丽水市某局", "信息中心", "某县自然资源所")


@pytest.mark.parametrize(
    ("said", "is_notice"),
    [
        ("丽水市某局·通知公告", False),
        ("通知公告", False),
        ("丽水市某局", False),
        ("征地红线", False),
        ("绿水青山看丽水", False),
        ("公告", True),
        ("关于征地红线的公告", True),
        ("丽水市某局关于征地红线的公告", True),
    ],
)
def test_a_page_whose_article_is_called_as_its_column_is_no_notice(said: str, is_notice: bool) -> None:
    facts = facts_of(
        f'<meta name="SiteName" content="丽水市某局"><meta name="ColumnName" content="征地红线">'
        f'<meta name="ArticleTitle" content="{said}"><p>当前位置：首页 &gt; 专题 &gt; 绿水青山看丽水</p>'
    )
    assert facts.is_notice is is_notice
