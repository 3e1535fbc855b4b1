"""Pages made to be read for ever cost no more than their length: each of these took minutes, or would have."""

from contextlib import suppress
from time import process_time

import pytest

from federator.connectors.catalogue import read_list
from federator.model.errors import VisitError
from federator.model.site import Rule, Source
from tests.answers import answer_at

TAIL = Rule("h3", title="a", link="a", date="+")
RULES = {"unknown": None, "by rule": Rule("tr", date="td:last-child"), "by items": Rule("li"), "by tail": TAIL}
URL, LONGEST = "http://a.example/gg/", 5.0
"""Seconds of the processor that none comes near to."""
ROW = (
    "<tr><td>{0}</td><td><a href='{0}.html'>关于第{0}号地块出让的公告</a></td>"
    "<td>2026-11-15</td><td>2026-11-16</td></tr>"
)
SCRIPT = "location.href=" + "'a'+" * 40_000 + "this.value"
PAGES = {
    "the words of a table's head": "<table><tr><td></td><td></td><td>"
    + "<b>字</b>" * 30_000
    + "</td><td></td></tr>"
    + "".join(map(ROW.format, range(3000)))
    + "</table>",
    "the script of a choice": "<table>"
    + "".join(map(ROW.format, range(5)))
    + f'</table><select onchange="{SCRIPT}">'
    + "".join(f"<option value={n}>{n}</option>" for n in range(10_000))
    + "</select>",
    "texts that never end": "<script>list=[{" + '"\\' * 60_000 + "</script>",
    "arrays that never end": "<script>" + "urls[i]='\\'" * 60_000 + "</script>",
    "datastores in datastores": "<datastore " * 60_000 + "</datastore>",
    "calls in calls": "$('#a').jpage({dataStore:a,perPage:" * 60_000 + "})",
    "links that never begin": "href=" * 100_000,
    "a unit's tag": f"<script {'-' * 100_000} unitbuild></script>",
    "a unit's tag that never ends": "<script " + "unitbuild " * 60_000,
    "an element that never ends": "<p " + "id=initData " * 60_000,
    "names of titles": "<script>list=[{"
    + ",".join(f'"a{n}title":"公告"' for n in range(16_000))
    + "}"
    + ',{"a":1}' * 16_000
    + "]</script>",
    "what stands behind a row": "<div><h3><a href='1.html'>公告</a></h3>" + "<p>现公告如下</p>" * 40_000 + "</div>",
    "parameters": "<datastore></datastore>var param_1={" + "Aa" * 50_000 + "}",
    "a label of spaces": f"<ul><li><a href='1.html' title='题{' ' * 100_000}'>公告</a> 2026-11-15</li></ul>",
    "rows beside rows": "<ul>" + "<li><a href='1.html'>公告</a> 2026-11-15</li>" * 40_000 + "</ul>",
    "a row of cells": "<table>" + "".join(map(ROW.format, range(5))) + f"<tr>{'<td>字</td>' * 60_000}</tr></table>",
    "what stands before a list": "<div>"
    + "<b>字</b>" * 15_000
    + "</div><table>"
    + "".join(map(ROW.format, range(3000))).replace("<tr", "<li").replace("td>", "i>").replace("</tr", "</li")
    + "</table>",
    "a title in pieces": "<ul><li><a href='1.html'>"
    + "".join(f"<b>关于第{n}号地块出让的公告</b>" for n in range(10_000))
    + "</a> 2026-11-15</li></ul>",
    "statements that never end": "<script>" + "a.push('" * 60_000 + "</script>",
    "a statement of many texts": "<script>" + "a+='b'+'c',".join(["'d'+"] * 60_000) + "</script>",
    "links of a feed that never end": "<rss>" + "<link>a " * 60_000 + "</rss>",
    "XML in XML": "<a><b>&lt;c>" * 30_000,
    "calls that never end": f"<a href='#' onclick=\"{'open(' * 100_000}\">公告</a>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_hostile_list_is_read_to_its_end(page: str, rule: Rule | None) -> None:
    content = f"<html><body>{page}</body></html>".encode()
    answer = answer_at(URL, content, {"content-type": "text/html"})
    begun = process_time()
    with suppress(VisitError):
        assert read_list(answer, Source("a", "gg", "公告", URL, "", "", rule=rule)).rows
    assert process_time() - begun < LONGEST
