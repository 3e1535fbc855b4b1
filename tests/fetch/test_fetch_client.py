"""A good answer, a conditional one, a redirect, a form, a cookie, a pause."""

import gzip
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from federator.fetch.client import Client
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError


def redirect(target, status="302 Found", *headers):
    lines = [f"HTTP/1.1 {status}", f"Location: {target}", "Content-Length: 4", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\nmove"


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def test_answer_carries_bytes_and_only_needed_headers(loopback, client):
    page = "青田县征地公告".encode("gbk")
    server = loopback.answers(
        page, "Content-Type: text/html; charset=GBK", 'ETag: "1"', "Server: x", "Set-Cookie: a=b", "X-Any: b"
    )
    answer = client.ask(Request(server.url("/列表 1.html")))
    assert (answer.status, answer.content, answer.url) == (200, page, server.url("/列表 1.html"))
    assert answer.headers == {"content-type": "text/html; charset=GBK", "etag": '"1"', "server": "x"}
    assert datetime.now(UTC) - answer.fetched < timedelta(seconds=5)
    assert "GET /%E5%88%97%E8%A1%A8%201.html HTTP/1.1" in server.asked[0]


def test_request_is_truthful_and_asks_for_chinese(loopback, manners):
    server = loopback.answers()
    with Client(replace(manners, user_agent="federator/9 (+mailto:a@b.example)")) as client:
        client.ask(Request(server.url(), referer=server.url("/col/")))
    sent = server.asked[0]
    assert "User-Agent: federator/9 (+mailto:a@b.example)\r\n" in sent
    assert "Accept-Language: zh-CN" in sent
    assert "Accept-Encoding: gzip, deflate\r\n" in sent
    assert f"Referer: {server.url('/col/')}\r\n" in sent


def test_validators_make_it_conditional_and_304_is_an_answer(loopback, client):
    server = loopback.sends(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
    answer = client.ask(Request(server.url()), Validators('"1"', "Mon, 23 Nov 2026 02:00:00 GMT"))
    assert answer.not_modified
    assert 'If-None-Match: "1"\r\nIf-Modified-Since: Mon, 23 Nov 2026 02:00:00 GMT' in server.asked[0]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Oops", "300 Multiple Choices"])
def test_any_status_is_an_answer(loopback, client, status):
    assert client.ask(Request(loopback.answers(b"x", status=status).url())).status == int(status[:3])


def test_form_is_posted_urlencoded_in_utf8(loopback, client):
    server = loopback.answers()
    form = (("path", "/"), ("webname", "永康市人民政府"))
    client.ask(Request(server.url("/module/jpage/dataproxy.jsp?perpage=20"), "POST", form))
    head, _, body = server.asked[0].partition("\r\n\r\n")
    assert head.startswith("POST /module/jpage/dataproxy.jsp?perpage=20 HTTP/1.1")
    assert "Content-Type: application/x-www-form-urlencoded; charset=UTF-8" in head
    assert body == "path=%2F&webname=%E6%B0%B8%E5%BA%B7%E5%B8%82%E4%BA%BA%E6%B0%91%E6%94%BF%E5%BA%9C"


def test_json_is_posted_as_it_stands(loopback, client):
    server = loopback.answers()
    client.ask(Request(server.url("/irs/front/list"), "POST", json='{"pageNo":1,"t":"公告\ud800"}'))
    head, _, body = server.asked[0].partition("\r\n\r\n")
    assert head.startswith("POST /irs/front/list HTTP/1.1")
    assert "Content-Type: application/json; charset=UTF-8" in head
    sent = '{"pageNo":1,"t":"公告?"}'.encode()
    assert body.encode("latin-1") == sent
    assert f"Content-Length: {len(sent)}" in head


@pytest.mark.parametrize("compress", [gzip.compress, zlib.compress, lambda text: zlib.compress(text)[2:-4]])
def test_compressed_body_is_inflated(loopback, client, compress):
    text = "公告".encode() * 5_000
    encoding = "gzip" if compress is gzip.compress else "deflate"
    server = loopback.answers(compress(text), f"Content-Encoding: {encoding}")
    assert client.ask(Request(server.url())).content == text


def test_compressed_body_of_several_members_is_read_to_its_end(loopback, client):
    body = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 8
    server = loopback.answers(body, "Content-Encoding: gzip")
    assert client.ask(Request(server.url())).content == b"one two"


def test_length_that_no_number_holds_is_none(loopback, client):
    raw = b"HTTP/1.1 200 OK\r\nContent-Length: " + b"9" * 5_000 + b"\r\n\r\nok"
    assert client.ask(Request(loopback.sends(raw).url())).content == b"ok"


def test_referer_and_form_may_hold_what_no_header_and_no_utf8_can(loopback, client):
    server = loopback.answers()
    client.ask(Request(server.url(), "POST", (("name", "\ud800"),), referer="http://a.cn/栏目/\r\nX: y"))
    head, _, body = server.asked[0].partition("\r\n\r\n")
    assert "Referer: http://a.cn/%E6%A0%8F%E7%9B%AE/%0D%0AX:%20y\r\n" in head
    assert body == "name=%3F"


def test_connection_is_kept(loopback, client):
    server = loopback.answers(b"x")
    for _ in range(5):
        client.ask(Request(server.url()))
    assert server.connections == 1


def test_redirect_is_followed_and_the_request_stays_the_one_asked(loopback, client):
    server = loopback.says(
        lambda connection, sent: connection.sendall(OK if " /new" in sent else redirect("/new?a=1#top"))
    )
    request = Request(server.url("/old"))
    answer = client.ask(request)
    assert (answer.request, answer.url, answer.content) == (request, server.url("/new?a=1"), b"ok")


@pytest.mark.parametrize(("status", "method"), [("302 Found", "GET"), ("303 See", "GET"), ("307 T", "POST")])
def test_redirected_post(loopback, client, status, method):
    server = loopback.says(
        lambda connection, sent: connection.sendall(OK if " /new" in sent else redirect("/new", status))
    )
    client.ask(Request(server.url("/old"), "POST", (("a", "1"),)))
    assert server.asked[1].startswith(f"{method} /new")
    assert server.asked[1].endswith("a=1") == (method == "POST")


def test_redirects_without_end(loopback, client):
    server = loopback.says(lambda connection, sent: connection.sendall(redirect("/again")))
    with pytest.raises(VisitError) as error:
        client.ask(Request(server.url()))
    assert error.value.kind is ErrorKind.REDIRECT
    assert len(server.asked) == 6


@pytest.mark.parametrize("target", ["ftp://127.0.0.1/", "javascript:alert(1)", "", "file:///etc/passwd"])
def test_redirect_to_what_is_not_the_web(loopback, client, target):
    server = loopback.sends(redirect(target))
    with pytest.raises(VisitError) as error:
        client.ask(Request(server.url()))
    assert error.value.kind is ErrorKind.REDIRECT


def test_no_more_cookies_are_kept_than_a_browser_keeps(loopback, client):
    cookies = [f"Set-Cookie: c{n}={'x' * 100}" for n in range(60)] + [f"Set-Cookie: long={'x' * 4096}"]
    server = loopback.answers(b"ok", *cookies)
    client.ask(Request(server.url()))
    client.ask(Request(server.url()))
    (sent,) = [line for line in server.asked[1].splitlines() if line.startswith("Cookie: ")]
    assert sent.count("; ") == 49
    assert "c59=" in sent
    assert "long=" not in sent


def test_cookies_stay_with_their_host(loopback, client):
    other = loopback.answers()
    first = loopback.sends(redirect(other.url("/there"), "302 Found", "Set-Cookie: acw_tc=1; Path=/"))
    client.ask(Request(first.url()))
    client.ask(Request(first.url()))
    assert "acw_tc" not in first.asked[0] + other.asked[0] + other.asked[1]
    assert "Cookie: acw_tc=1" in first.asked[1]


def other_name(server, path="/"):
    """The same machine under a name of its own: another site."""
    return f"http://other.example:{server.port}{path}"


@pytest.fixture
def two_names(manners):
    with Client(manners, lambda host, port: ["127.0.0.1"]) as one:
        yield one


@pytest.mark.parametrize("status", ["307 T", "308 P"])
def test_what_a_form_said_is_told_to_no_other_site(loopback, two_names, status):
    other = loopback.answers(b"ok")
    first = loopback.sends(redirect(other_name(other), status))
    for request in (
        Request(first.url(), "POST", (("key", "secret"),)),
        Request(first.url(), "POST", json='{"key": 1}'),
    ):
        with pytest.raises(VisitError) as error:
            two_names.ask(request)
        assert error.value.kind is ErrorKind.REDIRECT
        with pytest.raises(VisitError):
            two_names.tell(request)
    assert other.asked == []


def test_neither_cookie_nor_page_one_came_from_is_told_to_another_site(loopback, two_names):
    other = loopback.answers(b"ok")
    first = loopback.sends(redirect(other_name(other), "302 F", "Set-Cookie: s=1; Path=/; Domain=127.0.0.1"))
    two_names.ask(Request(first.url("/a"), referer=first.url("/list?token=secret")))
    two_names.ask(Request(other_name(other, "/b")))
    told = "".join(other.asked)
    assert len(other.asked) == 2
    for word in ("Cookie", "Referer", "secret", "Authorization"):
        assert word not in told


def test_a_cookie_for_a_whole_domain_stays_with_the_host_that_set_it(loopback, manners):
    server = loopback.answers(b"ok", "Set-Cookie: s=1; Path=/; Domain=example.gov.cn", "Connection: close")
    with Client(manners, lambda host, port: ["127.0.0.1"]) as client:
        for host in ("a.example.gov.cn", "b.example.gov.cn", "a.example.gov.cn"):
            client.ask(Request(f"http://{host}:{server.port}/"))
    assert ["Cookie: s=1" in asked for asked in server.asked] == [False, False, True]


def test_pause_lies_between_requests_of_all_threads(loopback, manners):
    server = loopback.answers()
    with Client(replace(manners, pause=0.05)) as client, ThreadPoolExecutor(4) as threads:
        began = time.monotonic()
        list(threads.map(lambda n: client.ask(Request(server.url(f"/{n}"))), range(5)))
    assert time.monotonic() - began >= 0.2
    assert server.connections == 1


def test_hosts_do_not_wait_for_each_other(loopback, manners):
    servers = [loopback.answers() for _ in range(10)]
    with Client(replace(manners, pause=5)) as client:
        began = time.monotonic()
        for server in servers:
            client.ask(Request(server.url()))
    assert time.monotonic() - began < 5


def test_many_threads_on_one_host_without_pause(loopback, client):
    server = loopback.answers(b"x")
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: client.ask(Request(server.url(f"/{n}"))), range(200)))
    assert {answer.url for answer in answers} == {server.url(f"/{n}") for n in range(200)}
    assert server.connections <= 4


# ── a host that wants to be left alone ──

BUSY = b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: %b\r\nContent-Length: 0\r\n\r\n"


def test_a_host_that_names_a_time_is_left_alone_till_then_and_no_other_host_is(loopback, client):
    busy, other = loopback.sends(BUSY % b"120"), loopback.answers()
    assert client.ask(Request(busy.url())).retry_after == 120
    with pytest.raises(VisitError) as told:
        client.ask(Request(busy.url("/2")))
    assert told.value.kind is ErrorKind.TOLD_TO_WAIT
    assert 110 < told.value.retry_after <= 120
    assert len(busy.asked) == 1, "it was not asked again"
    host = other.url("/").replace("127.0.0.1", "localhost")
    assert client.ask(Request(host)).status == 200


def test_whoever_waited_for_its_turn_meanwhile_leaves_it_alone_too(loopback, manners):
    asked = threading.Event()

    def say(connection, _request):
        asked.set()
        time.sleep(0.3)
        connection.sendall(BUSY % b"120")

    busy = loopback.says(say)
    with Client(replace(manners, pause=0.01)) as client, ThreadPoolExecutor(2) as threads:
        first = threads.submit(client.ask, Request(busy.url()))
        asked.wait(5)
        second = threads.submit(client.ask, Request(busy.url("/2")))
        assert first.result().retry_after == 120
        with pytest.raises(VisitError) as told:
            second.result()
    assert told.value.kind is ErrorKind.TOLD_TO_WAIT
    assert len(busy.asked) == 1


def test_a_few_seconds_are_waited(loopback, client):
    server = loopback.sends(BUSY % b"1")
    client.ask(Request(server.url()))
    began = time.monotonic()
    assert client.ask(Request(server.url("/2"))).status == 429
    assert time.monotonic() - began > 0.8


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "120"}, 120),
        ({"retry-after": "Mon, 16 Nov 2026 01:10:00 GMT"}, 600),
        ({"retry-after": "Mon, 16 Nov 2026 00:10:00 GMT"}, 0),
        ({"retry-after": "soon"}, 0),
        ({"retry-after": "-5"}, 0),
        ({"retry-after": "9" * 400}, 999_999_999),
        ({"retry-after": f"1 Jan {'9' * 20} 00:00:00 GMT"}, 0),
        ({"retry-after": "٣"}, 0),
        ({}, 0),
    ],
)
def test_when_to_come_again_is_a_number_or_a_date(headers, seconds):
    assert told(headers).retry_after == seconds


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"cache-control": "public, max-age=600"}, 600),
        ({"cache-control": "MAX-AGE=600", "age": "500"}, 100),
        ({"cache-control": "max-age=600", "age": "700"}, 0),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store,max-age=600"}, 0),
        ({"cache-control": "s-max-age=600"}, 0),
        ({"cache-control": "max-age=soon"}, 0),
        ({"cache-control": 'max-age="60"', "age": "x"}, 60),
        ({"cache-control": "max-age=" + "9" * 400}, 999_999_999),
        ({}, 0),
    ],
)
def test_how_long_an_answer_stays_as_it_is(headers, seconds):
    assert told(headers).max_age == seconds


def told(headers):
    at = datetime(2026, 11, 16, 1, tzinfo=UTC)
    return Answer(Request("http://a.example/"), 200, "http://a.example/", b"", at, headers)
