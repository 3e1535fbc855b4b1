"""Lists whose dates can be read in several orders, in every make: their column of dates is found, and read as one."""

from datetime import date, timedelta

import pytest

from federator.connectors.catalogue import read_by_rule
from federator.induce import induce_list
from federator.notation.unsure import listed_time
from tests.answers import answer_at

URL = "http://zrzy.yunling.example/gg/"
DAYS = [date(2026, 11, 20) - timedelta(days=gap) for gap in (0, 2, 9, 17, 21, 34, 47, 61, 66, 80)]
SAID = ("征收河东村集体土地的公告", "云溪街道地块挂牌出让公告", "印发村庄规划编制办法的通知", "采矿权延续登记的公示")
TITLES = [f"关于{SAID[number % 4]}（第{number + 1}号）" for number in range(10)]
MENU = "".join(f'<li><a href="/{number}/">栏目名称{number}</a></li>' for number in range(9))
MAKES = {
    "list": ("<ul>", "<li><a href='{}'>{}</a><span>{}</span></li>", "</ul>"),
    "table": ("<table>", "<tr><td><a href='{}'>{}</a></td><td>{}</td></tr>", "</table>"),
    "text": ("<div>", "<p>▪ <a href='{}'>{}</a> {}</p>", "</div>"),
    "terms": ("<dl>", "<dt><a href='{}'>{}</a></dt><dd>{}</dd>", "</dl>"),
    "card": ("<ul>", "<li><a href='{}'><b>{}</b><em>{}</em></a></li>", "</ul>"),
}


@pytest.mark.parametrize("make", MAKES)
@pytest.mark.parametrize("form", ["%y-%m-%d", "[%y.%m.%d]", "%d/%m/%Y", "%d.%m.%Y", "%m/%d/%Y 10:30", "%d.%m.%y"])
def test_the_list_is_read_in_its_own_order(make: str, form: str) -> None:
    opens, row, closes = MAKES[make]
    rows = (
        row.format(f"/view/{900 - n}.html", title, day.strftime(form))
        for n, (title, day) in enumerate(zip(TITLES, DAYS, strict=True))
    )
    html = f"<title>通知公告</title><ul>{MENU}</ul>{opens}{''.join(rows)}{closes}"
    rule = induce_list(html, URL).rule
    assert rule is not None
    page = read_by_rule(answer_at(URL, html), rule)
    read = [(found.title, listed and listed.day) for found in page.rows for listed in [listed_time(found)]]
    assert read == [*zip(TITLES, DAYS, strict=True)]
