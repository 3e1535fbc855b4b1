"""Answers that were meant, and answers that turn visitors away."""

from datetime import UTC, datetime

import pytest

from federator.fetch.verdict import expect_good
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError

RUISHU = b"<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"
JSL = b"<script>document.cookie='__jsluid_s=1';location.reload()</script>"


def answer(status, content=b"", **headers):
    return Answer(Request("http://a.cn/"), status, "http://a.cn/", content, datetime.now(UTC), headers)


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (200, b"<a href=x>1</a>"),
        (200, b""),
        (206, b"x"),
        (304, b""),
        (200, RUISHU + b'<a href="/art/1.html">notice</a>'),
    ],
)
def test_good(status, content):
    given = answer(status, content)
    assert expect_good(given) is given


@pytest.mark.parametrize(
    ("status", "content"),
    [(403, b""), (412, RUISHU), (521, JSL), (429, b""), (503, JSL), (200, RUISHU), (200, JSL), (400, RUISHU)],
)
def test_refused(status, content):
    with pytest.raises(VisitError) as caught:
        expect_good(answer(status, content))
    assert (caught.value.kind, caught.value.status) == (ErrorKind.REFUSED, status)


@pytest.mark.parametrize("status", [404, 410, 500, 503, 300, 400])
def test_bad_status(status):
    with pytest.raises(VisitError) as caught:
        expect_good(answer(status, b"<h1>404</h1>"))
    assert (caught.value.kind, caught.value.status) == (ErrorKind.HTTP_STATUS, status)


def test_retry_after_is_told():
    with pytest.raises(VisitError, match="Retry-After: 120"):
        expect_good(answer(503, b"", **{"retry-after": "120"}))


def test_no_more_of_a_header_is_told_than_a_line_holds():
    with pytest.raises(VisitError) as caught:
        expect_good(answer(503, b"", **{"retry-after": "9" * 60_000}))
    assert len(caught.value.detail) < 100
