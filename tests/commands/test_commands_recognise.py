"""``recognise``: which software is behind a saved page or an address, and what it was known by."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from federator.connectors.catalogue import CONNECTORS
from federator.connectors.recognise import PRODUCTS, looked_for
from federator.sample import Province

DATA = Path(__file__).parent.parent / "data" / "connectors"
PAGES = sorted(path.name.removesuffix(".expected.json") for path in DATA.glob("*.expected.json"))
RECOGNISED = [name for name in PAGES if not name.startswith("rule")]
OK, USAGE, UNREAD, UNKNOWN = 0, 2, 3, 4


def test_every_connector_but_the_one_by_rule_is_a_product_with_marks() -> None:
    assert set(PRODUCTS) == set(CONNECTORS) - {"html-list"}
    assert all(looked_for()[name] for name in PRODUCTS)


@pytest.mark.parametrize("name", RECOGNISED)
def test_a_saved_page_is_named_with_its_evidence(desk: Any, tell: Any, name: str) -> None:
    expected = json.loads((DATA / f"{name}.expected.json").read_text("utf-8"))
    page = desk.folder / "page.html"
    text = (DATA / f"{name}.html").read_text("utf-8")
    page.write_bytes(text.encode(expected.get("charset", "utf-8")))
    done = tell("recognise", page, "--url", expected["url"], "--json")
    assert done.exit_code == OK, done.output
    said = json.loads(done.stdout)
    assert said["connector"] == expected["connector"]
    assert said["confidence"] >= 50
    assert said["evidence"]
    assert [row["title"] for row in said["rows"]] == [title for title, *_ in expected["rows"]]
    assert said["looked_for"] == {}


def test_an_unknown_page_says_what_it_looked_for(desk: Any, tell: Any) -> None:
    page = desk.folder / "page.html"
    page.write_text("<html><body>" + "<p>欢迎光临本局网站。</p>" * 60, "utf-8")
    done = tell("recognise", page, "--url", "http://a.example/gg/")
    assert done.exit_code == UNKNOWN
    assert all(product.en in done.stdout for product in PRODUCTS.values())
    assert "addresses like t20260828_1.html" in done.stdout
    assert "federator induce" in done.stdout
    assert done.stderr == "the site's software is not recognised\n", "what it looked for is told once"
    said = json.loads(tell("recognise", page, "--url", "http://a.example/gg/", "--json").stdout)
    assert (said["connector"], said["confidence"], said["error"]) == (None, 0, "unrecognised")
    assert set(said["looked_for"]) == set(PRODUCTS)


def test_too_little_evidence_is_told_and_not_believed(desk: Any, tell: Any) -> None:
    page = desk.folder / "page.html"
    page.write_text("<html><body><p>powered by hanweb</p>" + "<p>欢迎光临本局网站。</p>" * 60, "utf-8")
    done = tell("recognise", page, "--url", "http://a.example/gg/")
    assert done.exit_code == UNKNOWN
    assert "not enough for jpage: marks of Hanweb JCMS" in done.stdout


def test_recognised_but_not_read(desk: Any, tell: Any) -> None:
    page = desk.folder / "page.html"
    page.write_text("<datastore><totalrecord>60</totalrecord><recordset></recordset></datastore>", "utf-8")
    done = tell("recognise", page, "--url", "http://a.example/gg/")
    assert done.exit_code == UNREAD
    assert 'connector = "jpage"' in done.stdout
    assert "declares a total above zero" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"), [(("nowhere.html",), "not a file"), ((__file__,), "--url"), ((__file__, "--url", "x"), "--url")]
)
def test_what_is_neither_file_nor_address(tell: Any, args: tuple[str, ...], said: str) -> None:
    done = tell("recognise", *args)
    assert done.exit_code == USAGE
    assert said in done.stderr


def test_an_address_is_followed_to_its_rows(desk: Any, tell: Any) -> None:
    desk.settle(fetch=("pause = 0", 'allow_networks = ["127.0.0.0/8"]'))
    with Province(date(2026, 8, 3)) as province:
        done = tell("recognise", province.url("sample-lishui", "/col/col1229001001/index.html"), FEDERATOR_LANG="zh")
        assert done.exit_code == OK, done.output
        assert "大汉 JPAAS" in done.stdout
        assert 'connector = "jpaas"' in done.stdout
        assert "列表来自 GET" in done.stdout
        assert "下一页：GET" in done.stdout
        busy = tell("recognise", province.url("sample-qingyuan", "/col/col21911/index.html"))
        assert (busy.exit_code, "error text" in busy.stderr) == (UNKNOWN, True)
        gone = tell("recognise", province.url("sample-lishui", "/nothing/here.html"))
        assert (gone.exit_code, "404" in gone.stderr) == (USAGE, True)


def test_robots_and_private_networks_are_respected(desk: Any, tell: Any) -> None:
    with Province(date(2026, 8, 3)) as province:
        refused = tell("recognise", province.url("sample-lishui", "/admin/list.html"))
        assert (refused.exit_code, "robots.txt" in refused.stderr) == (USAGE, True)
        desk.settle(fetch=("pause = 0",))
        inward = tell("recognise", province.url("sample-lishui"))
        assert (inward.exit_code, "forbidden network" in inward.stderr) == (USAGE, True)
