"""Pages of every kind of software beside what they hold: ``name.html`` and ``name.expected.json``."""

import json
import os
from pathlib import Path
from urllib.parse import urljoin

import pytest

from federator.connectors.catalogue import CONNECTORS, read_list
from federator.connectors.recognise import recognise
from federator.model.answer import Answer
from federator.model.site import Rule, Source
from federator.notation.dates import read_time
from tests.answers import answer_at

DATA = Path(__file__).parents[1] / "data" / "connectors"
CASES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))
CORPUS = os.environ.get("FEDERATOR_CORPUS")


def _source(url: str, connector: str | None, rule: Rule | None = None) -> Source:
    return Source("site", "column", "栏目", url, "330000-zrzy", "330000", connector=connector, rule=rule)


def _answer(url: str, content: bytes) -> Answer:
    return answer_at(url, content)


@pytest.mark.parametrize("name", CASES)
def test_a_page_reads_as_a_person_reads_it(name: str) -> None:
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    text = (DATA / f"{name}.html").read_text("utf-8")
    answer = _answer(expected["url"], text.encode(expected.get("charset", "utf-8")))
    rule = Rule(**expected["rule"]) if "rule" in expected else None
    page = read_list(answer, _source(expected["url"], expected["connector"], rule))
    assert [[row.title, row.url, row.date_written] for row in page.rows] == expected["rows"]
    assert page.total == expected["total"]
    assert page.carries_rows == expected.get("carries_rows", True)
    following = page.next and {"method": page.next.method, "url": page.next.url, "form": dict(page.next.form)}
    assert following == expected["next"]
    assert page.next is None or page.next.referer == expected["url"]


@pytest.mark.parametrize("name", [name for name in CASES if not name.startswith("rule")])
def test_the_software_is_recognised_and_then_read_alike(name: str) -> None:
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    answer = _answer(expected["url"], (DATA / f"{name}.html").read_bytes())
    found = recognise(answer)
    assert found is not None
    assert found.connector == expected["connector"]
    assert found.confidence >= 80
    assert found.evidence
    assert read_list(answer, _source(expected["url"], None)).total == expected["total"]


def test_every_case_belongs_to_a_connector() -> None:
    kinds = {json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))["connector"] for name in CASES}
    assert kinds == set(CONNECTORS) - {"feed"}


@pytest.mark.skipif(CORPUS is None, reason="FEDERATOR_CORPUS names no folder of saved pages")
@pytest.mark.parametrize(
    ("file", "url"),
    [
        ("js_list.html", "http://fzggw.jiangsu.gov.cn/col/col284/index.html"),
        ("dingxi_col12377_page.xml", "http://www.dingxi.gov.cn/col/col12377/index.html"),
        ("zj_unit_api.json", "http://fzggw.zj.gov.cn/col/col1229565788/index.html"),
        ("ndrc_list.html", "https://www.ndrc.gov.cn/xxgk/zcfb/tz/"),
        ("official_land_permit_list.jsonp", "https://www.haimen.gov.cn/hmsgtj/xzxk/xzxk.html"),
    ],
)
def test_saved_pages_equal_their_gold(file: str, url: str) -> None:
    folder = Path(CORPUS or "") / "software"
    gold = json.loads((folder / f"{file.partition('.')[0]}.gold.json").read_text("utf-8"))
    gold = gold["items"] if isinstance(gold, dict) else gold
    page = read_list(_answer(url, (folder / file).read_bytes()), _source(url, None))
    dates = [read_time(row.date_written or "") for row in page.rows]
    assert [row.title for row in page.rows] == [item["title"] for item in gold]
    assert [row.url for row in page.rows] == [urljoin(url, item["href"]) for item in gold]
    assert [found and found.isoformat()[:10] for found in dates] == [item["date"] for item in gold]


@pytest.mark.skipif(CORPUS is None, reason="FEDERATOR_CORPUS names no folder of saved pages")
@pytest.mark.parametrize(
    ("site", "connector", "pages"), [("hcdd", "vsb", 12), ("ztb_com", "epoint", 8), ("Shaoxing", "powereasy", 8)]
)
def test_saved_lists_equal_their_gold_by_recognition_alone(site: str, connector: str, pages: int) -> None:
    gold = json.loads((Path(CORPUS or "") / "lists.gold.json").read_text("utf-8"))
    of_site = [one for one in gold if site in one["repo"]]
    for one in of_site:
        folder = "Shaoxingyizhong/" if site == "Shaoxing" else ""
        url = f"http://site.test/{folder}{one['path']}"
        answer = _answer(url, (Path(CORPUS or "") / "lists" / one["fn"]).read_bytes())
        found = recognise(answer)
        assert found
        assert found.connector == connector
        rows = read_list(answer, _source(url, None)).rows
        assert len(rows) == len(one["items"])
        for row, (titles, link, date) in zip(rows, one["items"], strict=True):
            read = read_time(row.date_written or "")
            assert "".join(row.title.split()) in ["".join(title.split()) for title in titles]
            assert row.url == ("" if link.startswith("javascript:") else urljoin(url, link))
            assert (read and read.day.isoformat()) == date
    assert len(of_site) == pages


def test_links_to_others_sites_are_marks_of_their_software() -> None:
    link = "<a href='{}/zc/202608/t20260828_1.html'>公告</a>".format
    seen = [
        recognise(_answer("http://zrzy.a.test/gg/", link(host).encode()))
        for host in ("", "http://a.test", "http://b.test")
    ]
    assert [one and one.connector for one in seen] == ["trs", "trs", None]


def test_a_column_of_links_to_other_sites_is_not_taken_for_the_box_beside_it() -> None:
    row = '<li><a href="{}">关于第{}号地块的公示</a><span>2026-07-28</span></li>'
    box = "".join(row.format(f"/xw/202607/t202607{n}_{n}.html", n) for n in (11, 12, 13))
    own = "".join(row.format(f"https://mp.b.test/s/Ab{n}cd", n) for n in range(5))
    page = f"<ul class=hot>{box}</ul><ul class=list>{own}</ul><script>createPageHTML(2, 0, 'index', 'html');</script>"
    found = read_list(_answer("http://a.test/wx/", page.encode()), _source("http://a.test/wx/", None))
    assert [row.url for row in found.rows] == [f"https://mp.b.test/s/Ab{n}cd" for n in range(5)]
