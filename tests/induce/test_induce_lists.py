"""List pages of very different make, each beside what a person reads on it; the rule that was worked out reads them."""

import json
from pathlib import Path

import pytest

from federator.connectors.catalogue import read_list
from federator.induce import induce_list
from federator.model.row import Row
from federator.model.site import Rule, Source
from federator.notation.address_dates import year_in_address
from federator.notation.dates import read_time
from tests.answers import answer_at

DATA = Path(__file__).parents[1] / "data" / "induce"
CASES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))


def _read(text: str, url: str, rule: Rule) -> list[list[str | None]]:
    source = Source("site", "column", "栏目", url, "", "", connector="html-list", rule=rule)
    answer = answer_at(url, text)
    return [[row.title, row.url, _day(row)] for row in read_list(answer, source).rows]


def _day(row: Row) -> str | None:
    found = read_time(row.date_written, year_in_address(row.url)) if row.date_written else None
    return found.day.isoformat() if found else None


@pytest.mark.parametrize("name", CASES)
def test_a_page_nobody_described_is_read_as_a_person_reads_it(name: str) -> None:
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    text = (DATA / f"{name}.html").read_text("utf-8")
    found = induce_list(text, expected["url"])
    assert found.kind == expected["kind"], found.reasons
    assert (_read(text, expected["url"], found.rule) if found.rule else []) == expected["rows"], found.rule
    assert bool(found.reasons) == (not found.proposals), "why it is no list, else why this is its rule"


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ('<li data-url="/content/1/{n}.shtml"><span>关于修建第{n}条村道的公示</span><em>2026-09-0{n}</em></li>',
         "http://a.test/content/1/{n}.shtml"),
        ('<li><a href="javascript:void(0)" onclick="view({n})">关于修建第{n}条村道的公示</a><em>2026-09-0{n}</em></li>',
         "http://a.test/info/{n}.jhtml"),
    ],
    ids=["stated", "called"],
)  # fmt: skip
def test_rows_that_lead_on_by_script_have_their_addresses(row: str, url: str) -> None:
    script = "<script>function view(id){location.href='/info/'+id+'.jhtml';}</script>"
    text = f"<title>公示</title>{script}<ul>{''.join(row.format(n=n) for n in range(6, 0, -1))}</ul>"
    found = induce_list(text, "http://a.test/list.jhtml?c=1")
    assert found.rule is not None
    assert _read(text, "http://a.test/list.jhtml?c=1", found.rule) == [
        [f"关于修建第{n}条村道的公示", url.format(n=n), f"2026-09-0{n}"] for n in range(6, 0, -1)
    ]


@pytest.mark.parametrize(
    "row", ["[{day}] <a href={n}.htm>{title}</a><br>\n", "<a href={n}.htm>{title}</a> [{day}]<br>\n"]
)
def test_days_in_bare_text_are_those_of_the_titles_before_or_behind_them(row: str) -> None:
    days = [f"2026-09-{n:02}" for n in range(28, 20, -1)]
    titles = [f"关于修建第{n}条村道的公示" for n in range(8)]
    told = "".join(row.format(n=n, day=day, title=titles[n]) for n, day in enumerate(days))
    text = f"<title>公示</title><div><h2>公示</h2><p>{told}</p></div>"
    found = induce_list(text, "http://a.test/gs.htm")
    assert found.rule is not None
    assert [one[2] for one in _read(text, "http://a.test/gs.htm", found.rule)] == days


@pytest.mark.parametrize(
    ("day", "piece"),
    [
        ("<h4>2026-09-{}</h4>", "<ul>{}</ul>"),
        ("<p class=d>2026年9月{}日</p>", "{}"),
        ("<div class=d><b>{}</b><i>2026-09</i></div>", "<div><ul>{}</ul></div>"),
    ],
)
def test_a_day_above_several_rows_is_that_of_each(day: str, piece: str) -> None:
    def rows(begin: int) -> str:
        return "".join(f"<li><a href={n}.htm>关于修建第{n}条村道的公示</a></li>" for n in range(begin, begin + 3))

    told = "".join(day.format(28 - n) + piece.format(rows(3 * n)) for n in range(3))
    text = f"<title>公示</title><p>今天是2026年11月3日</p><div>{told}</div>"
    found = induce_list(text, "http://a.test/gs.htm")
    assert found.rule is not None
    assert [one[2] for one in _read(text, "http://a.test/gs.htm", found.rule)] == [
        f"2026-09-{28 - n // 3}" for n in range(9)
    ]


@pytest.mark.parametrize("heading", ["<h3>2026年{}月</h3><ul>{}</ul>", "<div class=m>[2026-{}]</div><ul>{}</ul>"])
def test_the_day_of_a_row_is_of_the_month_in_the_heading_above_it(heading: str) -> None:
    row = "<li><i>{0}日</i><a href={1}{0}.htm>关于修建{1}组第{0}条村道的公示</a></li>"
    told = "".join(heading.format(n, "".join(row.format(day, n) for day in (28, 7, 3))) for n in (9, 8))
    found = induce_list(f"<title>公示</title><div>{told}</div>", "http://a.test/gs.htm")
    assert found.rule is not None
    assert [one[2] for one in _read(told, "http://a.test/gs.htm", found.rule)] == [
        f"2026-0{n}-{day:02}" for n in (9, 8) for day in (28, 7, 3)
    ]


def test_a_day_in_a_link_of_its_own_is_no_title() -> None:
    rows = "".join(
        f"<tr class=r><td><a href=l.aspx?t=3>[土地]</a><a href=v.aspx?id={n}>关于修建第{n}条村道的公示</a></td>"
        f"<td><span><a>2026-09-{28 - n}</a></span></td></tr>"
        for n in range(9)
    )
    found = induce_list(f"<title>公示</title><table>{rows}</table>", "http://a.test/l.aspx")
    assert found.rule is not None
    assert _read(f"<table>{rows}</table>", "http://a.test/l.aspx", found.rule) == [
        [f"关于修建第{n}条村道的公示", f"http://a.test/v.aspx?id={n}", f"2026-09-{28 - n}"] for n in range(9)
    ]


@pytest.mark.parametrize("named", ["search-list", "search_result", "topic-list"])
def test_a_list_of_what_was_found_is_no_box_to_search_in(named: str) -> None:
    rows = "".join(
        f"<tr><td>{n}</td><td>第{n}条村道建设项目</td><td>2026-09-{28 - n}</td><td><a href={n}.htm>查看</a></td></tr>"
        for n in range(3)
    )
    found = induce_list(f"<title>结果</title><div><table class='{named}'>{rows}</table></div>", "http://a.test/l.aspx")
    assert found.rule is not None, found.reasons
    assert [one[0] for one in _read(f"<table class='{named}'>{rows}</table>", "http://a.test/", found.rule)] == [
        f"第{n}条村道建设项目" for n in range(3)
    ]


@pytest.mark.parametrize(("one", "other"), [("left", "right"), ("list_l", "list_r"), ("fl", "fr")])
def test_a_list_of_which_one_half_stands_left_and_one_right_is_one(one: str, other: str) -> None:
    rows = [f"<li><a href={n}.htm>关于修建第{n}条村道的公示</a><i>2026-09-{28 - n}</i></li>" for n in range(10)]
    halves = f"<div class={one}><ul>{''.join(rows[:5])}</ul></div><div class={other}><ul>{''.join(rows[5:])}</ul></div>"
    text = f"<title>公示</title><div class=b>{halves}</div>"
    found = induce_list(text, "http://a.test/gs.htm")
    assert found.rule is not None
    assert len(_read(text, "http://a.test/gs.htm", found.rule)) == 10
    headed = text.replace(f"<div class={other}>", f"<div class={other}><h3>工作动态</h3>")
    rule = induce_list(headed, "http://a.test/gs.htm").rule
    assert rule is not None
    assert len(_read(headed, "http://a.test/gs.htm", rule)) == 5


def test_the_day_of_today_above_a_list_is_none_of_its_rows() -> None:
    rows = "".join(f"<li><a href={n}.htm>关于修建第{n}条村道的公示</a></li>" for n in range(9))
    text = f"<title>公示</title><div><p>2026年11月3日</p><ul>{rows}</ul></div>"
    found = induce_list(text, "http://a.test/gs.htm")
    assert found.rule is not None
    assert {one[2] for one in _read(text, "http://a.test/gs.htm", found.rule)} == {None}


@pytest.mark.parametrize("row", ["<tr><td>{}</td></tr>", "<li><p>{}</p></li>"])
def test_a_day_at_the_end_of_a_link_is_none_of_its_title(row: str) -> None:
    links = [f'<a href="show.aspx?id={n}">关于修建第{n}条村道（二期）的公示(2026-9-{n})</a>' for n in range(6, 0, -1)]
    text = f"<title>公示</title><div><ul><table>{''.join(map(row.format, links))}</table></ul></div>"
    found = induce_list(text, "http://a.test/more.aspx?c=1")
    assert found.rule is not None
    assert _read(text, "http://a.test/more.aspx?c=1", found.rule) == [
        [f"关于修建第{n}条村道（二期）的公示", f"http://a.test/show.aspx?id={n}", f"2026-09-0{n}"]
        for n in range(6, 0, -1)
    ]


def test_the_day_of_publication_is_told_from_that_of_a_deal_and_from_a_term() -> None:
    heads = "".join(f"<th>{head}</th>" for head in ("地块", "公示名称", "成交时间", "公示期", "公示时间", "操作"))
    rows = "".join(
        f"<tr><td>{n}号地</td><td>关于第{n}号地块成交的公示</td><td>2026-07-0{n}</td><td>2026-10-0{n}至2026-11-0{n}</td>"
        f"<td>2026-09-0{n}</td><td><a href='/d?id={n}'>查看</a></td></tr>"
        for n in range(6, 0, -1)
    )
    text = f"<title>公示</title><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    found = induce_list(text, "http://a.test/list?c=1")
    assert found.rule is not None
    assert _read(text, "http://a.test/list?c=1", found.rule) == [
        [f"关于第{n}号地块成交的公示", f"http://a.test/d?id={n}", f"2026-09-0{n}"] for n in range(6, 0, -1)
    ]


def test_the_day_that_a_notice_begins_to_hang_is_that_of_its_publication() -> None:
    head = "<tr><th>名称</th><th>公示截止日期</th><th>公示开始日期</th></tr>"
    row = '<tr><td><a href="/gg/{n}.html">修建第{n}条村道的公示</a></td><td>2026-10-0{n}</td><td>2026-09-0{n}</td></tr>'
    text = f"<title>公示</title><table>{head}{''.join(row.format(n=n) for n in range(6, 0, -1))}</table>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None
    read = _read(text, "http://a.test/gg/index.html", found.rule)
    assert [row[2] for row in read] == [f"2026-09-0{n}" for n in range(6, 0, -1)]


def test_the_day_that_several_rows_share_is_that_of_each() -> None:
    row = '<tr><td><a href="/gg/{n}.html">修建第{n}条村道的公示</a></td>{day}</tr>'
    days = {n: f"<td rowspan=2>2026-09-0{n}</td>" for n in (6, 4)}
    rows = "".join(row.format(n=n, day=days.get(n, "")) for n in (6, 5, 4, 3))
    text = f"<title>公示</title><table>{rows}</table>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None
    read = _read(text, "http://a.test/gg/index.html", found.rule)
    assert [row[2] for row in read] == ["2026-09-06", "2026-09-06", "2026-09-04", "2026-09-04"]


def test_a_day_is_of_what_the_cell_before_it_says() -> None:
    item = (
        '<table><tr><td>名称</td><td><a href="/gg/{n}.html">修建第{n}条村道的公示</a></td></tr>'
        "<tr><td>产生日期</td><td>2026-08-1{n}</td><td>发布日期</td><td>2026-09-0{n}</td></tr></table>"
    )
    text = f"<title>公示</title><div>{''.join(item.format(n=n) for n in range(6, 0, -1))}</div>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None
    read = _read(text, "http://a.test/gg/index.html", found.rule)
    assert [row[2] for row in read] == [f"2026-09-0{n}" for n in range(6, 0, -1)]


@pytest.mark.parametrize(
    "item",
    [
        "<li>{a}<b>{day}</b><div><p>发布机构：云溪县自然资源局</p><p>生成日期：2026-08-1{n}</p></div></li>",
        "<li>{a}<b>{day}</b><div><p>发布单位：县局</p><p>成文日期：2026-08-1{n}</p><p>公开方式：主动公开</p></div></li>",
        "<dt>{a}</dt><dd>日期：{day} 10:03:22 点击：7 来源：云溪县自然资源和规划局土地利用科</dd>",
    ],
)
def test_a_day_among_other_facts_is_that_of_publication(item: str) -> None:
    link = '<a href="/gg/{n}.html">修建第{n}条村道的公示</a>'
    rows = "".join(item.format(a=link.format(n=n), day=f"2026-09-0{n}", n=n) for n in range(8, 0, -1))
    text = f"<title>公示</title><div>{rows}</div>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None, found.reasons
    read = _read(text, "http://a.test/gg/index.html", found.rule)
    assert [row[2] for row in read] == [f"2026-09-0{n}" for n in range(8, 0, -1)]


@pytest.mark.parametrize(
    "link", ["查看详细&gt;&gt;", "【详细内容】", "<img src=/i/pdf.gif alt=PDF>", "下载附件", "点击查看全文"]
)
def test_what_a_link_says_of_itself_is_no_title(link: str) -> None:
    row = '<div><h4>修建第{n}条村道的公示</h4><span>2026-09-0{n}</span><a href="/gg/{n}.html">{link}</a></div>'
    rows = "".join(row.format(n=n, link=link) for n in range(6, 0, -1))
    text = f"<title>公示</title><body><div>{rows}</div></body>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None
    assert _read(text, "http://a.test/gg/index.html", found.rule) == [
        [f"修建第{n}条村道的公示", f"http://a.test/gg/{n}.html", f"2026-09-0{n}"] for n in range(6, 0, -1)
    ]


@pytest.mark.parametrize("cell", ["<td>{a} <i>{day}</i></td>", "<td>{a}</td><td>{day}</td>"])
def test_two_notices_may_stand_in_a_row_of_a_table_beside_a_menu_made_alike(cell: str) -> None:
    link = '<a href="/gg/{n}.html">修建第{n}条村道的公示</a>'
    cells = {n: cell.format(a=link.format(n=n), day=f"2026-09-0{n}") for n in range(8, 0, -1)}
    rows = "".join(f"<tr>{cells[n]}{cells[n - 1]}</tr>" for n in (8, 6, 4, 2))
    menu = "".join(f"<tr><td><a href=/c{n}/>栏目{n}</a></td></tr>" for n in range(5))
    text = f"<title>公示</title><table><tr><td><table>{menu}</table></td><td><table>{rows}</table></td></tr></table>"
    found = induce_list(text, "http://a.test/gg/index.html")
    assert found.rule is not None
    assert _read(text, "http://a.test/gg/index.html", found.rule) == [
        [f"修建第{n}条村道的公示", f"http://a.test/gg/{n}.html", f"2026-09-0{n}"] for n in range(8, 0, -1)
    ]
