"""Whatever bytes come in place of a list or a notice: one visit fails, or what is read is what really stands there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from federator.connectors.catalogue import CONNECTORS, read_list
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import VisitError
from federator.model.row import Row
from federator.model.site import Rule, Source
from federator.notation.folding import fold
from federator.notice_page import read_notice_page
from federator.visit.listing import Listing, Reach, place
from federator.visit.means import Meter
from federator.visit.reading import read_notices
from federator.visit.rows_read import Reading
from federator.visit.walk import walk
from tests.answers import answer_at

DATA = Path(__file__).parents[1] / "data"
NOW = datetime(2026, 11, 16, 1, tzinfo=UTC)
NOTICE = "http://a.example/art/2026/8/28/art_1_2.html"
CHARSETS = ("utf-8", "gb18030", "utf-16", "utf-16-le", "utf-8-sig")
DECLARED = ("", "utf-8", "gb2312", "gbk", "iso-8859-1", "x-klingon")
ERRORS = (
    "系统繁忙，请稍后再试！",
    "<html><head><title>系统提示</title></head><body>您访问的内容需要登录后才能查看</body></html>",
    "<html><body>请输入验证码</body></html>",
    "<html><head><title>404</title></head><body><a href='/'>页面不存在，返回首页</a></body></html>",
    "<html><body>系统维护中<a href='/index.html'>返回</a></body></html>",
    "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>",
    '{"success":false,"message":"访问过于频繁","data":null}',
    '{"code":500,"msg":"服务器内部错误"}',
    "<datastore><totalrecord>60</totalrecord><recordset></recordset></datastore>",
)
thorough = settings(max_examples=200, derandomize=True,
                    suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip


@dataclass(frozen=True)
class Sample:
    """A page of one kind of software, and what is really on it."""

    name: str
    text: str
    charset: str
    source: Source
    rows: tuple[Row, ...]
    """Of the whole page."""

    @property
    def content(self) -> bytes:
        return self.text.encode(self.charset)


def _samples() -> list[Sample]:
    found = []
    for path in sorted((DATA / "connectors").glob("*.expected.json")):
        told = json.loads(path.read_text("utf-8"))
        text = path.with_name(path.name.replace(".expected.json", ".html")).read_text("utf-8")
        rule = Rule(**told["rule"]) if "rule" in told else None
        source = Source("a", "gg", "公告", told["url"], "331121-zrzy", "331121", connector=told["connector"], rule=rule)
        charset = told.get("charset", "utf-8")
        rows = read_list(_answer(Request(told["url"]), text.encode(charset), ""), source).rows
        found.append(Sample(path.name.partition(".")[0], text, charset, source, rows))
    return found


def _answer(request: Request, content: bytes, declared: str) -> Answer:
    type_ = f"text/html; charset={declared}" if declared else "text/html"
    return answer_at(request, content, {"content-type": type_})


SAMPLES = _samples()
PAGES = {path.name: path.read_bytes() for path in sorted((DATA / "notice_page").glob("*.html"))}


def _walked(source: Source, content: bytes, declared: str = "") -> tuple[Row, ...] | None:
    """Rows of a whole walk over a site that answers ``content`` once, and then 404; None for a visit that fails."""

    def ask(request: Request, _validators: Validators) -> Answer:
        answer = _answer(request, content, declared)
        return answer if request.url == source.url else replace(answer, status=404)

    try:
        listing = walk(source, ask, {}, lambda rows: (), Reach(3))
    except VisitError:
        return None
    return tuple(row for row, _ in listing.rows.values())


def _expect_of(sample: Sample, rows: tuple[Row, ...] | None) -> None:
    """Nothing is listed that is not on the whole page, word by word."""
    known = {(row.title, row.url) for row in sample.rows}
    strangers = {(row.title, row.url) for row in rows or ()} - known
    assert not strangers


def test_there_is_a_page_of_every_connector_but_feeds() -> None:
    assert {sample.source.connector for sample in SAMPLES} == set(CONNECTORS) - {"feed"}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)
@pytest.mark.parametrize("named", [True, False], ids=["named", "recognised"])
def test_a_list_cut_at_any_byte(sample: Sample, named: bool) -> None:
    source = sample.source if named else replace(sample.source, connector=None)
    for end in range(0, len(sample.content), 13 if named else 29):
        _expect_of(sample, _walked(source, sample.content[:end]))


@thorough
@given(st.sampled_from(SAMPLES), st.data())
def test_a_list_cut_or_spliced_anywhere(sample: Sample, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(sample.content)))
    gap = data.draw(st.integers(0, 300))
    rest = data.draw(st.sampled_from([b"", sample.content[start + gap :]]))
    rows = _walked(sample.source, sample.content[:start] + data.draw(st.binary(max_size=20)) + rest)
    assert rows != (), "a failure is no empty list"


@thorough
@given(st.sampled_from(SAMPLES), st.sampled_from(CHARSETS), st.sampled_from(DECLARED), st.booleans())
def test_a_list_in_another_charset_than_it_says(sample: Sample, charset: str, declared: str, named: bool) -> None:
    source = sample.source if named else replace(sample.source, connector=None)
    _expect_of(sample, _walked(source, sample.text.encode(charset), declared))


@thorough
@given(
    st.sampled_from(SAMPLES), st.floats(0, 1), st.sampled_from([b"\xff", b"\xb0", b"\xe5", b"\xe5\x85", b"\xa1\xa1"])
)
def test_a_byte_that_is_spoilt_spoils_no_row_but_its_own(sample: Sample, where: float, put: bytes) -> None:
    at = int(where * len(sample.content))
    rows = _walked(sample.source, sample.content[:at] + put + sample.content[at:], sample.charset)
    known = {row.title for row in sample.rows}
    assert sum(row.title not in known for row in rows or ()) <= 1


@thorough
@given(st.binary(max_size=500), st.sampled_from([None, *CONNECTORS]), st.sampled_from(DECLARED))
def test_any_bytes_as_a_list(content: bytes, connector: str | None, declared: str) -> None:
    source = replace(SAMPLES[0].source, connector=connector, rule=Rule("li") if connector == "html-list" else None)
    rows = _walked(source, content, declared)
    assert rows != (), "a failure is no empty list"
    assert all(row.url == "" or row.url.startswith(("http://", "https://")) for row in rows or ())


@thorough
@given(st.sampled_from(ERRORS), st.sampled_from(SAMPLES), st.text("公告列表 <>/p\n", max_size=30), st.booleans())
def test_an_error_is_no_row_and_no_empty_list(error: str, sample: Sample, around: str, named: bool) -> None:
    source = sample.source if named else replace(sample.source, connector=None)
    assert _walked(source, f"{around}{error}".encode()) is None


# ── notices ──


def _read(world: Any, content: bytes, declared: str = "") -> Reading:
    """What becomes of a notice whose page is ``content``."""
    row = Row("关于某事的公告", NOTICE, "2026-08-28")
    listing = Listing(rows={place(row): (row, _answer(Request("http://a.example/gg/"), b"", ""))})

    def ask(request: Request, _validators: Validators) -> Answer:
        return _answer(request, content, declared)

    return read_notices([row], listing, world.source, Meter(ask), world.means, NOW, lambda: False)


def _words(reading: Reading) -> list[str]:
    return [fold(draft.notice.text) for draft in reading.drafts]


@pytest.fixture(scope="module")
def whole() -> Mapping[str, str]:
    """The text of each sample notice."""
    return {name: fold(read_notice_page(_answer(Request(NOTICE), page, "")).text) for name, page in PAGES.items()}


@pytest.mark.parametrize("name", PAGES)
def test_a_notice_cut_at_any_byte(world: Any, whole: Mapping[str, str], name: str) -> None:
    for end in range(0, len(PAGES[name]), 17):
        reading = _read(world, PAGES[name][:end])
        assert _words(reading) in ([], [whole[name]]), "half a text would be an amendment"


@thorough
@given(st.sampled_from(sorted(PAGES)), st.sampled_from(CHARSETS), st.sampled_from(DECLARED))
def test_a_notice_in_another_charset_than_it_says(world: Any, name: str, charset: str, declared: str) -> None:
    original = "gb18030" if name == "gb2312.html" else "utf-8"
    text = PAGES[name].decode(original)
    as_it_is = _words(_read(world, PAGES[name]))
    assert _words(_read(world, text.encode(charset), declared)) in ([], as_it_is)


@thorough
@given(st.binary(max_size=500), st.sampled_from(DECLARED))
def test_any_bytes_as_a_notice(world: Any, content: bytes, declared: str) -> None:
    reading = _read(world, content, declared)
    assert len(reading.drafts) + len(reading.set_aside) + reading.unread == 1


@thorough
@given(st.sampled_from(ERRORS), st.text(" \n\t", max_size=9), st.booleans())
def test_an_error_is_no_notice(world: Any, error: str, around: str, framed: bool) -> None:
    assume(not error.startswith(("{", "<datastore")))
    assume(not (framed and "_ts" in error))
    frame = "<ul><li><a href='/gg/'>通知公告</a></li></ul>{}<p>主办单位：某县自然资源局　网站标识码3300000000</p>"
    reading = _read(world, (frame if framed else "{}").format(f"{around}{error}{around}").encode())
    assert not reading.drafts
    assert len(reading.set_aside) + reading.unread == 1
