"""``read`` and ``read-notice``: what federator sees in a saved file."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from federator.commands.read import asked_or_saved
from federator.model.answer import Answer, Request, Validators
from tests.answers import answer_at

DATA = Path(__file__).parent.parent / "data"
CONNECTOR_PAGES = sorted(path.name.removesuffix(".expected.json") for path in (DATA / "connectors").glob("*.json"))
OK, USAGE = 0, 2


@pytest.mark.parametrize("recognised", [False, True], ids=["named", "recognised"])
@pytest.mark.parametrize("name", CONNECTOR_PAGES)
def test_read_prints_the_rows_of_a_saved_list(desk: Any, tell: Any, name: str, recognised: bool) -> None:
    expected = json.loads((DATA / "connectors" / f"{name}.expected.json").read_text("utf-8"))
    page = desk.folder / "saved.html"
    text = (DATA / "connectors" / f"{name}.html").read_text("utf-8")
    page.write_bytes(text.encode(expected.get("charset", "utf-8")))
    more: list[object] = [] if recognised else ["--connector", expected["connector"]]
    if "rule" in expected:
        more += ["--rule", desk.write("rule", expected["rule"])]
    done = tell("read", page, "--url", expected["url"], "--json", *more)
    assert done.exit_code == OK, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[row["title"], row["url"], row["date_written"]] for row in rows] == expected["rows"]
    assert all(list(row) == ["title", "url", "date", "date_written"] for row in rows)
    assert all(row["date"] is None or len(row["date"]) == len("2026-11-16") for row in rows)
    if not expected.get("carries_rows", True):
        assert expected["next"]["url"] in done.stderr


def test_read_reads_what_no_software_explains_as_a_first_visit_does(desk: Any, tell: Any) -> None:
    rows = "".join(
        f"<div class=r><a href='/show.php?id={n}'>关于征收土地方案的公告第{n}号</a><i>2026-11-0{n}</i></div>"
        for n in range(1, 8)
    )
    page = desk.folder / "list.html"
    page.write_text(f"<html><body><h2>公告</h2><div class=rows>{rows}</div></body></html>", "utf-8")
    done = tell("read", page, "--url", "http://a.example/gg/", "--json")
    assert done.exit_code == OK, done.stderr
    assert [json.loads(line)["date"] for line in done.stdout.splitlines()] == [f"2026-11-0{n}" for n in range(1, 8)]
    assert "worked out" in done.stderr


@pytest.mark.parametrize("kind", ["atom", "rss"])
def test_read_reads_feeds(tell: Any, kind: str) -> None:
    done = tell("read", DATA / "publish" / f"notices.{kind}", "--url", f"http://a.example/notices.{kind}", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows
    assert all(row["title"] and row["url"].startswith("http") and row["date"] for row in rows)


def test_read_for_people_shows_day_title_and_address(desk: Any, tell: Any) -> None:
    page = desk.folder / "list.html"
    page.write_text(
        '<ul><li><a href="1.htm">公告一</a> 2026年7月2日</li><li><a href="2.htm">公告二</a></li></ul>', "utf-8"
    )
    done = tell("read", page, "--url", "http://a.example/gg/", "--rule", desk.write("rule", {"rows": "li"}))
    assert done.stdout.splitlines() == [
        "2026-07-02  公告一",
        "            http://a.example/gg/1.htm",
        "?           公告二",
        "            http://a.example/gg/2.htm",
    ]


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("<html><body>系统繁忙，请稍后再试</body></html>", (), "error text"),
        ("<html><body><p>欢迎光临</p></body></html>", (), "not recognised"),
        ("<ul></ul>", ("--connector", "html-list"), "rule"),
        ("<ul></ul>", ("--rule", "no-such-file.toml"), "no-such-file.toml"),
        ("<ul></ul>", ("--connector", "gopher"), "gopher"),
    ],
)
def test_read_names_what_it_cannot_read(desk: Any, tell: Any, content: str, more: tuple[str, ...], said: str) -> None:
    page = desk.folder / "page.html"
    page.write_text(content, "utf-8")
    done = tell("read", page, "--url", "http://a.example/gg/", "--json", *more)
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert said in done.stderr


def test_read_names_the_faulty_key_of_a_rule(desk: Any, tell: Any) -> None:
    page = desk.folder / "page.html"
    page.write_text("<ul><li>1</li></ul>", "utf-8")
    rule = desk.write("rule", {"row": "li"})
    done = tell("read", page, "--url", "http://a.example/", "--rule", rule)
    assert done.exit_code == USAGE
    assert f"{rule}: row" in done.stderr
    assert f"{rule}: rows" in done.stderr


@pytest.mark.parametrize("command", ["read", "read-notice"])
def test_an_address_that_is_none_is_refused(desk: Any, tell: Any, command: str) -> None:
    (desk.folder / "page.html").write_text("<p>x</p>", "utf-8")
    done = tell(command, desk.folder / "page.html", "--url", "gg/index.html")
    assert done.exit_code == USAGE
    assert "--url" in done.stderr


def test_read_notice_has_the_fields_of_the_spec(tell: Any) -> None:
    expected = json.loads((DATA / "notice_page" / "trs.json").read_text("utf-8"))
    done = tell("read-notice", DATA / "notice_page" / "trs.html", "--url", expected["url"], "--json")
    assert done.exit_code == OK, done.stderr
    record = json.loads(done.stdout)
    named = {"title", "url", "published", "written", "publisher", "doc_no", "index_no", "category", "abstract",
             "validity", "attachments", "html", "text", "disclosure", "language", "breaches"}  # fmt: skip
    assert named <= record.keys()
    assert record["title"] == expected["title"]
    assert record["published"].startswith("2026-08-27")
    assert record["doc_no"] == "云规函〔2026〕12号"
    assert [one["name"] for one in record["attachments"]] == [name for name, *_ in expected["attachments"]]
    assert "请于9月10日前反馈。" in record["text"]
    assert record["breaches"]
    assert all(breach.keys() >= {"clause", "field", "severity", "seen"} for breach in record["breaches"])


def test_read_notice_for_people_leaves_out_what_is_empty(tell: Any) -> None:
    done = tell("read-notice", DATA / "notice_page" / "trs.html", "--url", "http://zrzy.yunling.example/tz/1.html")
    assert "document number: 云规函〔2026〕12号\n" in done.stdout.lower()
    assert "in force from" not in done.stdout.lower()
    assert "\nzones: open government\neditions: government, citizens\n" in done.stdout.lower()
    assert "[minor] " in done.stdout


def test_read_notice_tells_people_in_chinese_what_programs_read_by_name(tell: Any) -> None:
    page, url = DATA / "notice_page" / "trs.html", "http://zrzy.yunling.example/tz/1.html"
    said = tell("read-notice", page, "--url", url, FEDERATOR_LANG="zh").stdout
    assert "文号: 云规函〔2026〕12号\n" in said
    assert "信息类别: C12 信息公开与互动 (标题：征求规划意见)\n" in said
    assert "附件: 规划草案.pdf  http://zrzy.yunling.example/tz/P020260828319.pdf\n" in said
    assert "[一般] 索引号 · 没有索引号 (index-no-missing)\n" in said


def test_read_notice_tells_category_fields_records_and_personal_data(desk: Any, tell: Any) -> None:
    (desk.folder / "page.html").write_text(
        "<html><head><meta name='ArticleTitle' content='行政处罚信息公示'>"
        "<meta name='PubDate' content='2026-08-27 09:30'>"
        "</head><body><div id='zoom'><table><tr><td>决定书文号</td><td>当事人</td><td>身份证号</td></tr>"
        "<tr><td>云土资罚〔2026〕1号</td><td>张三</td><td>11010519491231002X</td></tr>"
        "<tr><td>云土资罚〔2026〕2号</td><td>甲公司</td><td></td></tr></table></div></body></html>",
        "utf-8",
    )
    done = tell("read-notice", desk.folder / "page.html", "--url", "http://a.example/art/1.html", "--json")
    record = json.loads(done.stdout)
    assert record["is_notice"] is True
    assert (record["category"], record["category_reason"], record["subtype"]) == (
        "C10", "title: 行政处罚", "处罚决定",
    )  # fmt: skip
    assert [one["decision_no"]["value"] for one in record["records"]] == ["云土资罚〔2026〕1号", "云土资罚〔2026〕2号"]
    assert {one["kind"] for one in record["personal_data"]} == {"id_card", "name"}
    assert "11010519491231002X" not in done.stdout
    assert "张三" not in done.stdout
    done = tell("read-notice", desk.folder / "page.html", "--url", "http://a.example/art/1.html")
    assert "2.\n  number of the decision: 云土资罚〔2026〕2号" in done.stdout.lower()


@pytest.mark.parametrize(
    ("page", "url", "reason"),
    [
        ("<title>404</title><p>您访问的页面不存在</p>", "http://a.example/art/1.html", "error-text"),
        ("<form>用户登录<input type=password></form>", "http://a.example/art/1.html", "login"),
        ("<p>某局网站 欢迎您</p>", "http://a.example/", "home-page"),
        (
            "<script>location.reload()</script><div id=app></div><a href=/></a>",
            "http://a.example/art/1.html",
            "unreadable",
        ),
        (
            gzip.compress(f"<p>{'公告'.join(map(str, range(400)))}</p>".encode()),
            "http://a.example/art/1.html",
            "wrong-type",
        ),
        (bytes(number * 7919 % 251 for number in range(5000)), "http://a.example/art/1.html", "undecodable"),
    ],
)
def test_read_notice_says_why_a_page_is_no_notice(
    desk: Any, tell: Any, page: str | bytes, url: str, reason: str
) -> None:
    (desk.folder / "page.html").write_bytes(page.encode() if isinstance(page, str) else page)
    done = tell("read-notice", desk.folder / "page.html", "--url", url, "--json")
    assert done.exit_code == OK
    told = json.loads(done.stdout)
    assert (told["is_notice"], told["reason"], done.stderr) == (False, reason, "")


_ROWS = "".join(
    f"<li><a href='/art/2026/11/{day}/{day}.html'>关于第{day}号地块征地补偿的公告</a><span>2026-11-{day}</span></li>"
    for day in range(11, 17)
)
_FOOT = "某市自然资源和规划局主办 某市大数据中心承办 某市人民路一百号 " * 12


def test_read_notice_takes_no_notice_for_the_list_of_others_beside_it(desk: Any, tell: Any) -> None:
    others = "".join(
        f"<p><a href='/{day}.html'>某县征地信息公示（第{day}号）</a><span>03-{day}</span></p>" for day in (16, 17)
    )
    told = "<h1>某县征地信息公示（第18号）</h1><p>2026/03/18</p><div><p>征收土地0.5公顷。</p></div>"
    (desk.folder / "page.html").write_text(f"<div>{told}<div><h4>最新公告</h4>{others}</div></div>", "utf-8")
    asked = ("read-notice", desk.folder / "page.html", "--url", "http://a.example/gg/18.html", "--json")
    assert json.loads(tell(*asked).stdout)["is_notice"] is True


@pytest.mark.parametrize(
    ("page", "says", "zh"),
    [
        (
            f"<title>某局 公示公告</title><h1>公示公告</h1><ul class=list>{_ROWS}</ul><p>{_FOOT}</p></body></html>",
            "a list of 6 rows",
            "列有 6 行",
        ),
        (
            "<rss version='2.0'><channel><title>某局</title><item><title>关于征地的公告</title>"
            "<link>http://a.example/1.html</link></item></channel></rss>",
            "a list of 1 row",
            "列有 1 行",
        ),
        (
            "<html><head><title>跳转</title><meta http-equiv='refresh' content='0;url=list/index.html'></head></html>",
            "its rows come from http://a.example/col/list/index.html",
            "各行由该请求返回",
        ),
    ],
    ids=["list", "feed", "shell"],
)
def test_read_notice_says_that_a_saved_list_is_one(desk: Any, tell: Any, page: str, says: str, zh: str) -> None:
    (desk.folder / "page.html").write_text(page, "utf-8")
    asked = ("read-notice", desk.folder / "page.html", "--url", "http://a.example/col/gsgg.html")
    told = json.loads(tell(*asked, "--json").stdout)
    assert (told["is_notice"], told["reason"]) == (False, "wrong-page")
    assert says in told["detail"]
    assert "federator read shows its rows" in tell(*asked).stdout
    assert zh in tell(*asked, FEDERATOR_LANG="zh").stdout


def test_read_notice_reads_a_short_notice_beside_a_list_of_others(desk: Any, tell: Any) -> None:
    (desk.folder / "page.html").write_text(
        f"<title>关于第9号地块的公告</title><h1>关于第9号地块的公告</h1><p>发布时间：2026-11-09</p>"
        f"<div id='zoom'><p>第9号地块出让结果现予公告。</p></div><div class=side><ul>{_ROWS}</ul></div>",
        "utf-8",
    )
    done = tell("read-notice", desk.folder / "page.html", "--url", "http://a.example/art/9.html", "--json")
    assert json.loads(done.stdout)["is_notice"] is True


def test_classify_explains_a_title_and_a_saved_page(tell: Any) -> None:
    told = json.loads(tell("classify", "余杭区征地补偿安置公告（第3号）", "--json").stdout)
    assert (told["category"], told["reason"], told["subtype"]) == (
        "C05", "title: 征地补偿安置公告", "征地补偿安置公告",
    )  # fmt: skip
    assert [one["weight"] for one in told["evidence"]] == sorted(
        (one["weight"] for one in told["evidence"]), reverse=True
    )
    told = json.loads(tell("classify", DATA / "notice_page" / "trs.html", "--json").stdout)
    assert told["title"]
    assert "C05" in tell("classify", "征地补偿安置公告").stdout


def test_read_takes_a_rule_of_an_interface(desk: Any, tell: Any) -> None:
    answer = desk.folder / "saved.json"
    answer.write_text('{"data": {"list": [{"t": "关于征地的公告", "id": 7, "d": 1788192000}], "total": 1}}', "utf-8")
    rule = desk.write("rule", {"items": "data.list", "title": "t", "link": "/n/{id}.html", "date": "d"})
    done = tell("read", answer, "--url", "http://a.example/api", "--json", "--rule", rule)
    assert done.exit_code == OK, done.stderr
    assert json.loads(done.stdout) == {
        "title": "关于征地的公告",
        "url": "http://a.example/n/7.html",
        "date": "2026-09-01",
        "date_written": "2026-09-01 00:00:00",
    }


def test_a_known_interface_is_asked_as_it_wants_to_be() -> None:
    asked: list[Request] = []

    def ask(request: Request, _: Validators) -> Answer:
        asked.append(request)
        return answer_at(request, "{}")

    asked_or_saved(ask, "https://api.landchina.com/tGygg/transfer/list?xzqDm=331100", None)
    assert [(one.method, one.json) for one in asked] == [("POST", '{"pageNum":1,"pageSize":20,"xzqDm":"331100"}')]
