"""Answers that were meant, and answers that turn visitors away."""

from datetime import UTC, datetime

import pytest

from federator.fetch.verdict import expect_good, expect_same_site
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError

RUISHU = b"<html><head><script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script></head><body></body></html>"
JSL = b"<script>document.cookie='__jsluid_s=1';location.reload()</script>"


def answer(status, content=b"", url="http://a.cn/", asked="http://a.cn/", **headers):
    return Answer(Request(asked), status, url, content, datetime.now(UTC), headers)


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


def refusal(status, words="", url="http://a.cn/", of=expect_good, **headers):
    with pytest.raises(VisitError) as caught:
        of(answer(status, words.encode(), url, **headers))
    return caught.value


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (401, "", ErrorKind.LOGIN),
        (403, "<p>请先登录</p>", ErrorKind.LOGIN),
        (403, "<p>请输入验证码</p>", ErrorKind.CAPTCHA),
        (503, "<h1>系统维护中</h1>", ErrorKind.MAINTENANCE),
        (403, "<h1>403 Forbidden</h1>", ErrorKind.REFUSED),
        (500, "<h1>500 服务器错误</h1>", ErrorKind.HTTP_STATUS),
        (404, "<h1>系统维护中</h1>", ErrorKind.HTTP_STATUS),
        (202, " ", ErrorKind.REFUSED),
    ],
)
def test_the_page_of_a_bad_status_says_more(status, words, kind):
    error = refusal(status, words)
    assert (error.kind, error.status) == (kind, status)


def test_a_challenge_is_told_by_its_product():
    assert "瑞数" in refusal(412, RUISHU.decode()).detail
    assert "加速乐" in refusal(521, JSL.decode()).detail


@pytest.mark.parametrize("path", ["login.jsp", "cas/login?service=x", "user/login", "sso/index.html", "Login.aspx"])
def test_redirected_to_a_login(path):
    assert refusal(200, "<a href=x>1</a>", f"http://b.cn/{path}").kind is ErrorKind.LOGIN


def test_login_in_the_name_of_a_notice_is_none():
    given = answer(200, b"<a href=x>1</a>", "http://a.cn/tz/login-reform.html")
    assert expect_good(given) is given


@pytest.mark.parametrize("url", ["http://a.cn/gg/", "https://a.cn/gg/", "http://www.a.cn/gg/", "https://a.cn:8443/gg/"])
def test_the_same_site(url):
    given = answer(200, b"", url, asked="http://a.cn/list/")
    assert expect_same_site(given) is given


@pytest.mark.parametrize("url", ["http://b.cn/gg/", "http://a.b.cn/", "http://a.cn.b/gg/"])
def test_another_site(url):
    assert refusal(200, url=url, of=expect_same_site).kind is ErrorKind.OTHER_HOST


@pytest.mark.parametrize("url", ["http://a.cn/", "https://www.a.cn/index.html"])
def test_the_home_page_instead_of_the_column(url):
    with pytest.raises(VisitError) as caught:
        expect_same_site(answer(200, b"", url, asked="http://a.cn/list/"))
    assert caught.value.kind is ErrorKind.HOME_PAGE
    home = answer(200, b"", url, asked="http://a.cn")
    assert expect_same_site(home) is home, "a list on the home page is where it was sought"


def test_retry_after_is_told():
    with pytest.raises(VisitError, match="Retry-After: 120"):
        expect_good(answer(503, b"", **{"retry-after": "120"}))


def test_no_more_of_a_header_is_told_than_a_line_holds():
    with pytest.raises(VisitError) as caught:
        expect_good(answer(503, b"", **{"retry-after": "9" * 60_000}))
    assert len(caught.value.detail) < 100
