"""Pages made to be read for ever cost no more than their length: each of these took minutes, or would have."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest

from federator.connectors.catalogue import read_list
from federator.model.answer import Answer, Request
from federator.model.errors import VisitError
from federator.model.site import Rule, Source

URL = "http://a.example/gg/"
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
    "calls that never end": f"<a href='#' onclick=\"{'open(' * 100_000}\">公告</a>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("rule", [None, Rule("tr", date="td:last-child")], ids=["unknown", "by rule"])
def test_it_ends(page: str, rule: Rule | None) -> None:
    content = f"<html><body>{page}</body></html>".encode()
    answer = Answer(Request(URL), 200, URL, content, datetime(2026, 11, 27, tzinfo=UTC), {"content-type": "text/html"})
    with suppress(VisitError):
        assert read_list(answer, Source("a", "gg", "公告", URL, "", "", rule=rule)).rows
