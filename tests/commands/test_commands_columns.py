"""``federator columns``: a whole site from its home page, registered and harvested, over real HTTP."""

import json
import os
import re
import tarfile
import threading
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from federator.sample import Province
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.sites import MEMBERS
from tests.broken_column import FOOT, unended

OK, USAGE, PARTIAL, FAILED = 0, 2, 3, 4
IN_TROUBLE = {"sample-songyang", "sample-qingyuan"}
BY_RULE_ALONE = "/zwgk/zrzy/index.html"
"""An interface that no page leads to: only a rule knows it."""
CORPUS = os.environ.get("FEDERATOR_CORPUS", "")


@pytest.fixture
def province(desk: Any) -> Iterator[Province]:
    with Province() as one:
        one.write_organisations(desk.config / "organisations.csv")
        yield one


def surveyed(tell: Any, home: str, *more: object) -> dict[str, Any]:
    done = tell("columns", home, "--json", *more)
    assert done.exit_code == OK, (done.stderr, done.exception)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def approve(tell: Any, file: Path) -> None:
    """Import what was written as a draft, active."""
    file.write_text(file.read_text("utf-8").replace('life = "draft"', 'life = "active"'), "utf-8")
    assert tell("sites", "import", file).exit_code == OK


def harvested(tell: Any) -> dict[str, int]:
    """What a harvest of everything came to."""
    summary: dict[str, int] = json.loads(tell("harvest", "--all", "--json").stdout.splitlines()[-1])["summary"]
    return summary


def test_every_site_is_found_by_its_home_page(province: Province, tell: Any) -> None:
    for member in MEMBERS:
        if member.id in IN_TROUBLE:
            continue
        found = surveyed(tell, province.url(member.id))
        there = [
            province.url(member.id, one.path)
            for one in member.columns
            if one.path != BY_RULE_ALONE and province.story.column(f"{member.id}/{one.id}")
        ]
        urls = [one["url"] for one in found["columns"]]
        assert len(urls) == len(there), member.id
        for url in there:  # one that redirects is found where it leads to, in its folder
            assert url in urls or any(one.startswith(url[: url.rindex("/") + 1]) for one in urls), url
        assert found["name"] == member.name
        assert found["organisation"]["value"] == member.organisation
        for one in found["columns"]:
            assert one["rows"] > 0
            assert one["newest"]["date"]
            assert one["connector"]
            assert one["category"]["reason"]
        assert found["asked"] == province.requests[member.id]


def test_departments_of_a_county_portal_are_told_apart(province: Province, tell: Any) -> None:
    found = surveyed(tell, province.url("sample-qingtian"))
    proposed = {one["name"]: one["organisation"]["value"] for one in found["columns"]}
    assert proposed == {"自然资源和规划": "331121-zrzy", "土地储备": "331121-tdcb", "政府公告": "331121-zf"}


def test_categories_that_are_proposed_are_the_true_ones(province: Province, tell: Any) -> None:
    told = {province.url(member.id, column.path): column.category for member in MEMBERS for column in member.columns}
    for site in ("sample-zhejiang", "sample-lishui", "sample-qingtian", "sample-yunhe", "sample-trading"):
        for one in surveyed(tell, province.url(site))["columns"]:
            assert one["category"]["value"] in (told[one["url"]], None)


def test_what_is_left_out_is_counted_by_reason(province: Province, tell: Any) -> None:
    found = surveyed(tell, province.url("sample-lishui"))
    counts = {one["reason"]: one["count"] for one in found["left_out"]}
    assert counts == {"other-host": 3, "mailbox": 2, "service": 2, "no-address": 1, "home": 1, "menu": 1, "empty": 1}
    (others,) = [one for one in found["left_out"] if one["reason"] == "other-host"]
    assert others["examples"][0] == {"name": "办事服务", "url": "https://www.zjzwfw.example/bureau", "detail": ""}
    assert others["what"] == "another host"


def test_no_more_is_asked_than_allowed(province: Province, tell: Any) -> None:
    found = surveyed(tell, province.url("sample-yunhe"), "--limit", 3)
    assert found["asked"] == province.requests["sample-yunhe"] == 3
    assert "limit" in {one["reason"] for one in found["left_out"]}


def test_a_registry_file_that_is_there_is_not_written_over(desk: Any, province: Province, tell: Any) -> None:
    mine = desk.write("mine", {"id": "mine"})
    before = mine.read_text("utf-8")
    for file in (mine, desk.folder / "nowhere" / "x.toml"):
        assert tell("columns", province.url("sample-lishui"), "--write", file).exit_code == USAGE
    assert mine.read_text("utf-8") == before
    assert province.requests["sample-lishui"] == 0


@pytest.mark.parametrize(("site", "said"), [("sample-songyang", "cannot connect"), ("sample-qingyuan", "error text")])
def test_a_home_page_in_trouble_is_named(province: Province, tell: Any, site: str, said: str) -> None:
    done = tell("columns", province.url(site), "--json")
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert said in done.stderr


def test_people_see_columns_with_reasons_in_their_language(province: Province, tell: Any) -> None:
    done = tell("columns", province.url("sample-lishui"), FEDERATOR_LANG="zh")
    for words in ("公示公告", "jpaas", "C07 土地供应与出让", "栏目名称含“土地供应”", "2 个栏目", "其他网站: 3"):
        assert words in done.stdout


@pytest.mark.parametrize("site", ["sample-qingtian", "sample-lishui", "sample-yunhe", "sample-suichang"])
def test_written_imported_and_made_active_a_site_is_harvested(
    desk: Any, province: Province, tell: Any, site: str
) -> None:
    file = desk.folder / f"{site}.toml"
    assert surveyed(tell, province.url(site), "--write", file)["columns"]
    assert not desk.database.exists(), "nothing is recorded"
    text = file.read_text("utf-8")
    assert tomllib.loads(text)["life"] == "draft"
    assert "check it, then" in text.splitlines()[0]
    approve(tell, file)
    told = {one.title for one in province.truth() if one.site == site}
    summary = harvested(tell)
    assert summary["failed"] == 0
    assert summary["created"] >= len(told) > 0


_COLUMN = """<html><head><title>公示公告</title><meta name="ColumnName" content="公示公告"></head><body><ul>
    <li><a href="202608/t20260828_1.html">征地补偿安置公告</a><span>2026-08-28</span></li>
    <li><a href="202608/t20260827_2.html">土地出让公告</a><span>2026-08-27</span></li></ul></body></html>"""
_COLUMN_ELSEWHERE = _COLUMN.replace('href="', 'href="/gg/')
_UNIT = (
    "<html><body><script src=\"/unitbuild.js\" url=\"/unit\" queryData=\"{'tagId':'导航栏','pageId':'1'}\">"
    "</script></body></html>"
)
_MENU = json.dumps({"success": True, "data": {"html": '<ul><li><a href="/gg/">公示公告</a></li></ul>'}, "traceId": "1"})
_SPLASH = '<html><head><meta http-equiv="refresh" content="0;url=/portal/"></head></html>'
_FRAMES = '<html><frameset rows="90,*"><frame src="top.htm"><frame src="main.htm"></frameset></html>'
_NESTED = '<html><frameset cols="90,*"><frame src="left.htm"><frame src="gone.htm"></frameset></html>'
_TO_COLUMN = "<html><script>location.href='/gg/'</script></html>"


@dataclass(frozen=True)
class Pages:
    """Answers by path."""

    html: Mapping[str, str]

    def answer(self, asked: Asked) -> Reply:
        return Reply(self.html[asked.path].encode()) if asked.path in self.html else NOT_FOUND


@pytest.fixture
def site(serve: Any) -> Callable[[Mapping[str, str]], str]:
    """Serves pages by their paths; the address of the home page."""
    return lambda pages: f"{serve(Pages(pages)).origin}/"


@pytest.mark.parametrize(
    "pages",
    [
        {"/": _UNIT, "/unit": _MENU, "/gg/": _COLUMN},
        {"/": _SPLASH, "/portal/": '<a href="/gg/">公示公告</a>', "/gg/": _COLUMN},
        {"/": '<a href="/xxgk.html">信息公开</a>', "/xxgk.html": _TO_COLUMN, "/gg/": _COLUMN},
        {"/": '<a href="/xxgk/">信息公开</a>', "/xxgk/": '<a href="/gg/">公示公告</a>', "/gg/": _COLUMN},
        {
            "/": _FRAMES,
            "/top.htm": '<a href="/gg/" target="main">公示公告</a>',
            "/main.htm": "<p>欢迎</p>",
            "/gg/": _COLUMN,
        },
        {"/": _FRAMES, "/main.htm": _NESTED, "/left.htm": '<a href="/gg/">公示公告</a>', "/gg/": _COLUMN},
        {"/": '<a href="/gg/">公告</a><a href="/copy/">公示</a>', "/gg/": _COLUMN, "/copy/": _COLUMN_ELSEWHERE},
    ],
    ids=[
        "menu by script",
        "splash page",
        "redirect by script",
        "a level deeper",
        "frames",
        "frames in frames",
        "the same list again",
    ],
)
def test_ways_to_a_column(tell: Any, site: Any, pages: dict[str, str]) -> None:
    home = site(pages)
    (column,) = surveyed(tell, home)["columns"]
    assert column["url"] == f"{home}gg/"
    assert (column["name"], column["connector"], column["rows"]) == ("公示公告", "trs", 2)
    assert column["newest"]["date"] == "2026-08-28"


def _listed(days: tuple[str, ...], written: str) -> str:
    rows = "".join(f'<li><a href="view.asp?id={n}">征地补偿安置公告第{n}号</a>{day}</li>' for n, day in enumerate(days))
    return f'<html><head><title>{written}</title></head><body><ul class="l">{rows}</ul></body></html>'


def test_a_column_without_years_is_one_and_a_notice_beside_a_list_is_none(tell: Any, site: Any) -> None:
    days = tuple(f"<i>{day}</i>" for day in ("[11-20]", "[11-18]", "[11-11]", "[11-06]", "[10-30]"))
    notice = _listed(days, "县局").replace("<body>", "<body><h1>征地补偿安置公告第2号</h1><p>正文。</p>")
    home = '<a href="/list.asp">通知</a><a href="/view.asp?id=2">征地补偿安置公告第2..</a>'
    pages = {"/": home, "/list.asp": _listed(days, "通知公告"), "/view.asp?id=2": notice}
    found = surveyed(tell, site(pages))
    assert [(one["name"], one["rows"]) for one in found["columns"]] == [("通知", 5)]


def test_another_list_of_a_page_is_told_and_taken(desk: Any, tell: Any, site: Any) -> None:
    rows = "".join(f'<li><a href="/gg/{n}.html">征地补偿安置公告第{n}号</a></li>' for n in range(1, 6))
    aside = "".join(f"<li><a href=/xw/{n}>县局工作动态第{n}期</a><i>2026-02-{29 - n}</i></li>" for n in range(1, 9))
    column = f"<title>征地公告</title><ul class=list>{rows}</ul><div class=side><ul class=news>{aside}</ul></div>"
    home, file = site({"/": "<a href=/gg/>征地公告</a>", "/gg/": column}), desk.folder / "site.toml"
    (first,) = surveyed(tell, home)["columns"]
    shown = tell("columns", home, FEDERATOR_LANG="en").stdout
    (taken,) = surveyed(tell, home, "--candidate", 2, f"{home}gg/", "--write", file)["columns"]
    wrong = tell("columns", home, "--candidate", 9, f"{home}gg/")
    assert (first["rows"], [one["rows"] for one in first["candidates"][:2]]) == (8, [8, 5])
    assert f"--candidate 2 {home}gg/" in shown
    assert "candidate 2: 5 rows, 征地补偿安置公告第1号" in shown
    assert (taken["rows"], [one["taken"] for one in taken["candidates"][:2]]) == (5, [False, True])
    assert tomllib.loads(file.read_text("utf-8"))["sources"][0]["rule"] == taken["candidates"][1]["rule"]
    assert (wrong.exit_code, "has no candidate 9" in wrong.stderr) == (USAGE, True)


def test_a_column_behind_a_redirect_is_called_as_its_link_and_rows_may_say_how_long_ago(tell: Any, site: Any) -> None:
    ago = tuple(f"<i>{when}</i>" for when in ("3小时前", "昨天", "2天前", "5天前", "6天前"))
    pages = {
        "/": "<title>政府信息公开-青田县自然资源和规划局</title><a href='/gg/'>通知公告</a>",
        "/gg/": '<meta http-equiv="refresh" content="0; url=list.asp">',
        "/gg/list.asp": _listed(ago, "政府信息公开-青田县自然资源和规划局"),
    }
    found = surveyed(tell, site(pages))
    assert found["name"] == "青田县自然资源和规划局"
    assert [(one["name"], one["rows"]) for one in found["columns"]] == [("通知公告", 5)]


@pytest.mark.parametrize(("crumb", "name"), [("工作动态", "工作动态"), ("新闻", "新闻中心")])
def test_a_column_that_a_menu_opens_with_is_called_as_title_and_breadcrumb_say(
    tell: Any, site: Any, crumb: str, name: str
) -> None:
    days = tuple(f"<i>2026-08-2{n}</i>" for n in range(8, 2, -1))
    column = _listed(days, "工作动态_青田县自然资源和规划局").replace(
        "<body>", f"<body><p>当前位置：首页 > {crumb}</p>"
    )
    home = "<title>青田县自然资源和规划局</title><a href='/gzdt/'>新闻中心</a>"
    found = surveyed(tell, site({"/": home, "/gzdt/": column}))
    assert [one["name"] for one in found["columns"]] == [name]


def test_a_column_given_in_the_place_of_a_home_page_is_found_and_its_neighbours(tell: Any, site: Any) -> None:
    other = _COLUMN.replace("公示公告", "政策文件").replace("202608", "202607")
    menu = _COLUMN.replace("</ul>", '</ul><a href="/zc/">政策文件</a>')
    found = surveyed(tell, site({"/gg/": menu, "/zc/": other}) + "gg/")
    assert [one["name"] for one in found["columns"]] == ["公示公告", "政策文件"]


_NOTICE = (
    '<html><meta name="PubDate" content="2026-08-28"><h1>征地补偿安置公告第1号</h1><div id="zoom">正文。</div></html>'
)


@pytest.mark.parametrize(
    ("name", "row", "notice", "found"),
    [
        ("通知公告", '<a href="/gg/{n}.html">征地补偿安置公告第{n}号</a>', _NOTICE, True),
        ("通知公告", '<a href="/gg/{n}.html">征地补偿安置公告第{n}号</a>', "<h1>征地补偿安置公告</h1>正文。", False),
        ("通知公告", '<a href="/{n}/">某某县自然资源局第{n}分局</a>', _NOTICE, False),
        ("通知公告", '<a href="/gg/{n}.html">王某{n}</a>', _NOTICE, False),
        ("办事大厅", '<a href="/gg/{n}.html">征地补偿安置公告第{n}号</a>', _NOTICE, False),
        ("办事大厅", '<a href="/gg/2026090{n}_1.html">征地补偿安置公告第{n}号</a>', _NOTICE, True),
        ("领导之窗", '<a href="/gg/2026090{n}_1.html">局长王某某的工作分工{n}</a>', _NOTICE, False),
    ],
    ids=["dated behind", "nothing dated", "units", "people", "called otherwise", "dated in the address", "leaders"],
)
def test_a_list_without_dates_is_a_column_where_all_else_says_so(
    tell: Any, site: Any, name: str, row: str, notice: str, found: bool
) -> None:
    rows = "".join(f"<li>{row.format(n=n)}</li>" for n in range(1, 7))
    first = row.format(n=1).split('"')[1]
    pages = {"/": f'<a href="/list/">{name}</a>', "/list/": f"<title>县局</title><ul>{rows}</ul>", first: notice}
    done = tell("columns", site(pages), "--json")
    columns = json.loads(done.stdout)["columns"]
    assert [(one["name"], one["rows"]) for one in columns] == ([(name, 6)] if found else [])


_MENU_OF_FOUR = "".join(f'<li><a href="/c/{n}/index.html">栏目{n}的名称</a></li>' for n in range(4))
_RECORDS = [{"title": f"征地公告第{n}号", "url": f"/gg/{n}.html", "date": f"2026-09-0{n}"} for n in range(9, 3, -1)]

_LINE = '<li><a href="{url}">{title}</a><span>{date}</span></li>'


@pytest.mark.parametrize(
    ("list_page", "list_url"),
    [
        ("<title>列表</title><ul>" + "".join(map(_LINE.format_map, _RECORDS)) + "</ul>", "/in/list.html"),
        (json.dumps({"data": {"total": 6, "rows": _RECORDS}}), "/in/list"),
    ],
    ids=["frame", "interface"],
)
def test_the_page_around_a_list_is_the_column_and_its_menu_is_no_list(
    desk: Any, tell: Any, site: Any, list_page: str, list_url: str
) -> None:
    inner = '<iframe src="/in/list.html"></iframe>' if "html" in list_url else ""
    asked = "" if inner else "<script>$.ajax({url:'/in/list?pageNo='+p})</script>"
    column = f"<title>征地公告</title><div class=nav><ul>{_MENU_OF_FOUR}</ul></div>{inner}{asked}"
    notices = {one["url"]: f"<h1>{one['title']}</h1><div id=zoom>正文。</div>" for one in _RECORDS}
    pages = {"/": '<a href="/gg/">征地公告</a>', "/gg/": column, list_url: list_page, **notices}
    home, file = site(pages), desk.folder / "site.toml"
    found = surveyed(tell, home, "--write", file)
    approve(tell, file)
    summaries = [harvested(tell), harvested(tell)]
    assert [(one["name"], one["url"], one["rows"]) for one in found["columns"]] == [("征地公告", f"{home}gg/", 6)]
    assert [(one["failed"], one["created"]) for one in summaries] == [(0, 6), (0, 0)]


class Unclosed:
    """A column whose pages are never closed."""

    def __init__(self) -> None:
        self.cut = False

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/":
            return Reply(f'<html><body><a href="/gg/">征地公告</a>{FOOT}'.encode())
        said = unended(asked)
        return Reply(said.content[:-40]) if self.cut else said


def test_a_site_that_closes_no_page_is_found_imported_and_harvested(desk: Any, tell: Any, serve: Any) -> None:
    file = desk.folder / "site.toml"
    site = Unclosed()
    found = surveyed(tell, f"{serve(site).origin}/", "--write", file)
    assert len(found["columns"]) == 1
    (source,) = tomllib.loads(file.read_text("utf-8"))["sources"]
    assert source["ends"] == "".join(FOOT.split())[-40:]
    approve(tell, file)
    assert tell("check").exit_code == OK
    assert harvested(tell)["created"] == 4
    site.cut = True
    assert harvested(tell)["failed"] == 1


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture(params=["gzdzhrss_com", "cpaxj_org_cn"])
def saved_site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address and the folder of a real site, saved page by page."""
    if not CORPUS:
        pytest.skip("FEDERATOR_CORPUS is not set")
    with tarfile.open(Path(CORPUS) / "sites" / f"{request.param}.tar.xz") as archive:
        archive.extractall(tmp_path / "site", filter="data")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", tmp_path / "site"
    server.shutdown()
    server.server_close()


def test_a_real_site_is_registered_by_its_home_page_and_harvested(
    desk: Any, tell: Any, saved_site: tuple[str, Path]
) -> None:
    home, folder = saved_site
    file = desk.folder / "site.toml"
    found = surveyed(tell, home, "--write", file)
    columns = {one["url"].removeprefix(home) for one in found["columns"]}
    dated = {page for page in folder.rglob("index.html") if re.search(r"20\d\d-\d\d-\d\d", page.read_text("utf-8"))}
    lists = {str(page.relative_to(folder)) for page in dated}
    assert len(columns) >= 18
    assert len(columns & lists) >= 0.95 * len(columns), "columns are pages that list notices"
    no_columns = {one["reason"] for one in found["left_out"] if one["count"]}
    assert {"notice", "empty", "failed"} <= no_columns
    approve(tell, file)
    summary = harvested(tell)
    assert (summary["visits"], summary["failed"]) == (len(columns), 0)
    assert summary["created"] > 150
