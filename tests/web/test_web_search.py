"""Search over the real index: what is found, in which order, and what leaves it."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from federator.model.attachment import Attachment
from federator.model.document import Document, Reading
from federator.model.local_time import LocalTime
from federator.model.revision import RevisionKind, Selection, State
from federator.model.value import FieldValue
from federator.store import searching
from federator.store.documents import write_document

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
    assert world.store.page(Selection(words="征地"), None, 9) == (), "before the index knows"
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
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
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
    assert "<mark>征收</mark>土地公告" in page
    assert "停水通知" not in page
    assert 'value="征收"' in page
    assert "停水通知" in client.get("/?q=").text


@pytest.mark.parametrize("query", ["", "?q=", "?q=" + "征" * 101])
def test_nothing_and_a_novel_are_refused(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/search{query}")
    assert (answer.status_code, "“q”" in answer.get_json()["detail"]) == (400, True)


def test_marks_of_a_selection_are_no_words(world: Any, found: Any) -> None:
    world.publish(title="甲", category="K2", subtype="guide")
    assert found("K2") == found("guide") == found("categoryK2") == found("\ue000categoryK2") == []
    assert found("甲", category="K2", subtype="guide") == ["甲"]
    assert found("甲", category="K1") == found("甲", subtype="taking") == []


def test_relevance_is_title_then_number_and_publisher_then_body(client: FlaskClient, world: Any, found: Any) -> None:
    world.publish(title="征收", text="杭州")
    world.publish(title="甲", text="征收杭州")
    world.publish(title="乙", publisher="征收办")
    world.publish(title="丙", text="征收")
    assert found("征收", order="relevance") == ["征收", "乙", "丙", "甲"]
    assert found("征收 杭州", order="relevance") == ["甲", "征收"], "together they stand in no title"
    assert found("征收 -杭州", order="relevance") == ["乙", "丙"]
    assert walked(client, "q=征收&order=relevance&limit=1") == ["征收", "乙", "丙", "甲"]


def test_by_day_of_publication_over_years(client: FlaskClient, world: Any, found: Any) -> None:
    for day in ("2024-12-31", "2026-01-02", "2015-06-01", "2026-01-02", "2025-01-01"):
        world.publish(title=f"征收 {day}", published=LocalTime(date.fromisoformat(day)))
    assert found("征收")[0] == "征收 2025-01-01"
    ordered = ["2026-01-02", "2026-01-02", "2025-01-01", "2024-12-31", "2015-06-01"]
    assert found("征收", order="published") == [f"征收 {day}" for day in ordered]
    assert walked(client, "q=征收&order=published&limit=2") == [f"征收 {day}" for day in ordered]


def test_very_many_are_put_in_order_month_by_month(
    client: FlaskClient, world: Any, found: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_RANKED", 3)
    monkeypatch.setattr(searching, "_AT_ONCE", 1)
    monkeypatch.setattr(searching, "_COUNTED", 4)
    days = [date(2026, 3, 1) - timedelta(days=17 * number % 400) for number in range(40)]
    for day in days:
        world.publish(title=f"征收 {day}", published=LocalTime(day))
    assert found("征收", order="published", limit="40") == [f"征收 {day}" for day in sorted(days, reverse=True)]
    assert walked(client, "q=征收&order=published&limit=7") == [f"征收 {day}" for day in sorted(days, reverse=True)]
    assert walked(client, "q=征收&order=relevance&limit=2") == [f"征收 {day}" for day in reversed(days[-3:])]
    counts = client.get("/api/v1/search?q=征收&counts=true").get_json()["counts"]
    assert (counts["total"], counts["exact"], counts["by_category"]) == (4, False, {"K1": 4})


@pytest.mark.parametrize("at_once", [1, 100])
def test_those_without_a_day_are_the_last(
    client: FlaskClient, world: Any, found: Any, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(searching, "_AT_ONCE", at_once)
    for title, published in (("甲", None), ("乙", LocalTime(date(2026, 1, 2))), ("丙", None)):
        world.publish(title=f"征收 {title}", published=published)
    assert found("征收", order="published") == ["征收 乙", "征收 丙", "征收 甲"]
    assert walked(client, "q=征收&order=published&limit=1") == ["征收 乙", "征收 丙", "征收 甲"]
    assert found("征收", order="published", published_from="2020-01-01") == ["征收 乙"]


def walked(client: FlaskClient, query: str) -> list[str]:
    titles, cursor = [], None
    while True:
        page = client.get(f"/api/v1/search?{query}{f'&cursor={cursor}' if cursor else ''}").get_json()
        titles += [one["title"] for one in page["notices"]]
        cursor = page["cursor"]
        if cursor is None:
            return titles


def test_counts_by_category_division_and_year(client: FlaskClient, world: Any, found: Any) -> None:
    world.publish(title="征收", published=LocalTime(date(2025, 5, 1)))
    world.publish(title="征收", category="K2", division="330100", organisation="330100-ghzy")
    world.publish(title="别的")
    found("征收")
    counts = client.get("/api/v1/search?q=征收&counts=true").get_json()["counts"]
    assert counts == {
        "total": 2, "exact": True, "by_category": {"K2": 1, "K1": 1}, "by_division": {"330100": 1, "331121": 1},
        "by_year": {"2026": 1, "2025": 1},
    }  # fmt: skip
    assert client.get("/api/v1/search?q=征收").get_json()["counts"] is None
    page = client.get("/?q=征收&lang=en").text
    assert "2 notices" in page
    assert 'href="/?q=%E5%BE%81%E6%94%B6&amp;category=K2"' in page


def test_highlights_say_where_and_are_safe(client: FlaskClient, world: Any, found: Any) -> None:
    world.publish(
        title="<b>征收</b>与<script>",
        doc_no="青土告〔2026〕3号",
        text="甲" * 200 + "<i>征收</i>" + "乙" * 200,
        fields={"area": FieldValue("征收 3 亩", None)},
    )
    found("征收")
    (hit,) = client.get("/api/v1/search?q=征收 OR 土告(2026)").get_json()["notices"]
    where = {one["field"]: one for one in hit["highlights"]}
    assert where.keys() == {"title", "doc_no", "text", "fields.area"}
    assert [[where[field]["text"][slice(*spot)] for spot in where[field]["spots"]] for field in where] == [
        ["征收"], ["土告〔2026"], ["征收"], ["征收"],
    ]  # fmt: skip
    assert len(where["text"]["text"]) <= 122
    page = client.get("/?q=征收").text
    assert "&lt;b&gt;<mark>征收</mark>&lt;/b&gt;与&lt;script&gt;" in page
    assert "甲&lt;i&gt;<mark>征收</mark>&lt;/i&gt;乙" in page


def test_what_stands_beyond_the_whole_part_of_the_index_is_not_shown_yet(world: Any) -> None:
    first, second = world.publish(title="征收甲"), world.publish(title="征收乙")
    world.revise(first, RevisionKind.AMENDED, title="征收丙")
    world.store.index_search(1)  # the first revision: its notice is indexed as it is now, under a later number
    assert world.store.page(Selection(words="征收"), None, 9) == (), "or a reader would take the second for read"
    while world.store.index_search(1):
        pass
    assert [one.id for one in world.store.page(Selection(words="征收"), None, 9)] == [first, second]


def test_a_place_in_an_attachment_is_shown_where_there_is_no_other(client: FlaskClient, world: Any, found: Any) -> None:
    with world.store._database.writing() as connection:
        read = Document("ab" * 32, "application/pdf", 9, Reading.WHOLE, 1, "甲" * 99 + "宗地界址点成果表")
        write_document(connection, read, world.now)
    given = Attachment("图", "http://qt.example/t.pdf", "pdf", "t.pdf", 9, "ab" * 32, "application/pdf")
    world.publish(title="附图", attachments=(given,))
    assert found("界址点") == ["附图"]
    (hit,) = client.get("/api/v1/search?q=界址点").get_json()["notices"]
    (one,) = hit["highlights"]
    assert one["field"] == "attachments"
    assert [one["text"][slice(*spot)] for spot in one["spots"]] == ["界址点"]
    assert "<mark>界址点</mark>成果表" in client.get("/?q=界址点").text
