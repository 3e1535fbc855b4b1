"""Search over the real index: what is found, in which order, and what leaves it."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federator.model.revision import RevisionKind, Selection, State
from federator.notation.segmenting import read_query

GONE: dict[str, Any] = {"state": State.WITHDRAWN, "shown": False, "hides": True}


@pytest.fixture
def found(client: FlaskClient, world: Any) -> Any:
    """Titles found, the index brought up to date before."""

    def search(query: str, **more: str) -> list[str]:
        while world.store.index_search(3):
            pass
        answer = client.get("/api/v1/search", query_string={"q": query, **more})
        assert answer.status_code == 200, answer.text
        return [one["title"] for one in answer.get_json()["notices"]]

    return search


def test_two_and_more_characters_are_found_exactly(world: Any, found: Any) -> None:
    world.publish(title="征收土地公告")
    world.publish(title="土地征收与出让", text="挂牌出让")
    assert found("征收") == ["土地征收与出让", "征收土地公告"]
    assert found("征收土地") == ["征收土地公告"]
    assert found("收土") == ["征收土地公告"]
    assert found("告") == ["征收土地公告"]
    assert found("地收") == []
    assert found("挂牌") == ["土地征收与出让"]


@pytest.mark.parametrize("written", ["青土告〔2026〕3号", "青土告[2026]3号", "青土告（２０２６）３号", "土告 2026 3号"])
def test_a_document_number_in_any_brackets(written: str, world: Any, found: Any) -> None:
    world.publish(title="甲", doc_no="青土告〔2026〕3号")
    world.publish(title="乙", doc_no="青土告〔2026〕31号")
    assert found(written) == ["甲"]


def test_and_or_not_phrase_and_selection(world: Any, found: Any) -> None:
    world.publish(title="征地公告", text="温溪镇")
    world.publish(title="出让公告", category="K2", text="温溪镇")
    world.publish(title="供地结果", publisher="丽水市局")
    assert found("公告 温溪") == ["出让公告", "征地公告"]
    assert found("征地 OR 供地") == ["供地结果", "征地公告"]
    assert found("公告 -征地") == ["出让公告"]
    assert found("丽水市局") == ["供地结果"]
    assert found("公告", category="K2") == ["出让公告"]
    assert found("-征地") == found("。") == []
    assert found("公告", limit="1") == ["出让公告"]


def test_pages_by_cursor(client: FlaskClient, world: Any, found: Any) -> None:
    for number in range(5):
        world.publish(title=f"公告{number}")
    assert found("公告") == [f"公告{number}" for number in (4, 3, 2, 1, 0)]
    page = client.get("/api/v1/search?q=公告&limit=2").get_json()
    rest = client.get(f"/api/v1/search?q=公告&cursor={page['cursor']}").get_json()
    assert [one["title"] for one in rest["notices"]] == ["公告2", "公告1", "公告0"]


def test_what_is_not_public_is_not_found_at_once_and_leaves_the_index(world: Any, found: Any, held: str) -> None:
    amended, gone = world.publish(title="征地甲", text="王小明"), world.publish(title="征地乙")
    assert found("征地") == ["征地乙", "征地甲"]
    assert found("不可公开") == []
    world.revise(gone, RevisionKind.WITHDRAWN, **GONE)
    world.revise(amended, RevisionKind.AMENDED, title="征地丙", text="某人")
    assert world.store.search(read_query("征地"), Selection(), None, 9) == (), "before the index knows"
    assert found("征地") == ["征地丙"]
    assert found("王小明") == []
    with closing(sqlite3.connect(world.store._database.path)) as connection:
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, search, row)")
        words = {word for (word,) in connection.execute("SELECT term FROM words")}
    assert "丙" in words
    assert not words & {"王小", "小明", "乙", "地乙"}, "no trace of what went"
    world.revise(gone, RevisionKind.RESTORED)
    assert found("征地乙") == ["征地乙"]


@given(text=st.text("征地公告青土〔〕2026号a ", max_size=30), data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_whatever_stands_in_a_text_is_found(text: str, data: st.DataObject, world: Any, found: Any) -> None:
    begin = data.draw(st.integers(0, max(0, len(text) - 2)))
    part = text[begin : data.draw(st.integers(begin, len(text)))]
    chinese = len(part) >= 2 and all("\u4e00" <= one <= "\u9fff" for one in part)
    if chinese:
        world.publish(title="此处", text=text)
        assert "此处" in found(part)


def test_the_page_of_notices_searches(client: FlaskClient, world: Any, found: Any) -> None:
    world.publish(title="征收土地公告")
    world.publish(title="停水通知")
    assert found("征收") == ["征收土地公告"]
    page = client.get("/?q=征收&lang=en").text
    assert "征收土地公告" in page
    assert "停水通知" not in page
    assert 'value="征收"' in page
    assert "停水通知" in client.get("/?q=").text


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "征" * 101])
def test_nothing_and_a_novel_are_refused(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/search{query}")
    assert (answer.status_code, "“q”" in answer.get_json()["detail"]) == (400, True)
