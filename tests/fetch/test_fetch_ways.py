"""The quick way and the patient one hear the same; what is not by the book is asked again patiently."""

import gzip
import time
from contextlib import closing

import pytest

from federator.fetch.guard import Guard
from federator.fetch.patient import Patient
from federator.fetch.wire import Wire, place_of
from federator.model.answer import Request

OK = b"HTTP/1.1 200 OK\r\n"
BY_THE_BOOK = {
    "length": OK + b'Content-Length: 5\r\nETag: "1"\r\nX-Other: 1\r\n\r\nhello',
    "chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n4;x=y\r\n you\r\n0\r\nTrailer: 1\r\n\r\n",
    "until the end": OK + b"Content-Type: text/html\r\n\r\nhello",
    "HTTP/1.0": b"HTTP/1.0 200 OK\r\ncontent-type: text/html\r\n\r\nhello",
    "no reason": b"HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok",
    "gzip": OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"hello" * 99),
    "nothing": OK + b"Content-Length: 0\r\n\r\n",
    "304 that tells a length": b'HTTP/1.1 304 Not Modified\r\nContent-Length: 99999999\r\nETag: "1"\r\n\r\n',
    "204": b"HTTP/1.1 204 No Content\r\n\r\n",
    "continue": b"HTTP/1.1 100 Continue\r\n\r\n" + OK + b"Content-Length: 2\r\n\r\nok",
    "redirect": b"HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 4\r\n\r\nmove",
    "cookies": OK + b"Set-Cookie: a=1; Path=/\r\nSet-Cookie: b=2\r\nContent-Length: 2\r\n\r\nok",
    "more than it told": OK + b"Content-Length: 5\r\n\r\nhello, you",
    "bytes in a header": OK + b"Content-Disposition: a=\xb9\xab\r\nContent-Length: 2\r\n\r\nok",
    "error": b"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone",
}
NOT_BY_THE_BOOK = {
    "length that is none": OK + b"Content-Length: five\r\n\r\nok",
    "space behind a name": OK + b"Server : x\r\nContent-Type: text/html\r\n\r\nok",
    "text in place of a header": OK + b"no header at all\r\nContent-Length: 2\r\n\r\nok",
}


@pytest.fixture
def ways(manners):
    guard = Guard(manners.allow_networks)
    with closing(Wire(guard, manners)) as wire, closing(Patient(guard, manners, 1)) as patient:
        yield wire, patient


@pytest.mark.parametrize("raw", BY_THE_BOOK.values(), ids=BY_THE_BOOK)
def test_both_ways_hear_the_same(loopback, ways, raw):
    wire, patient = ways
    server = loopback.sends(raw)
    quick = wire.get(place_of(server.url()), {"Accept": "*/*"})
    assert quick == patient.send(Request(server.url()), {"Accept": "*/*"})
    assert [sent.splitlines()[0] for sent in server.asked] == ["GET / HTTP/1.1"] * 2
    assert quick.status in (200, 204, 302, 304, 404)


@pytest.mark.parametrize("raw", NOT_BY_THE_BOOK.values(), ids=NOT_BY_THE_BOOK)
def test_patience_where_a_server_is_not_by_the_book(loopback, client, raw):
    server = loopback.sends(raw)
    assert client.ask(Request(server.url())).content == b"ok"
    assert client.ask(Request(server.url())).content == b"ok"
    assert len(server.asked) == 3, "asked twice at first, then patiently at once"


def test_connection_that_was_given_up_is_replaced(loopback, client):
    answers = [OK + b"Content-Length: 2\r\n\r\nok"] * 2

    def say(connection, request):
        connection.sendall(answers.pop())
        connection.close()

    server = loopback.says(say)
    assert [client.ask(Request(server.url())).content for _ in range(2)] == [b"ok", b"ok"]
    assert server.connections == 2


def test_what_nobody_asked_for_is_not_the_next_answer(loopback, client):
    """An answer sent ahead of its question would be taken for the next page of the site."""
    forged = OK + b"Content-Length: 6\r\n\r\nforged"
    server = loopback.says(lambda connection, request: connection.sendall(OK + b"Content-Length: 2\r\n\r\nok" + forged))
    assert [client.ask(Request(server.url())).content for _ in range(3)] == [b"ok"] * 3
    assert server.connections == 3


def test_late_bytes_are_not_the_next_answer(loopback, client):
    def say(connection, request):
        connection.sendall(OK + b"Content-Length: 2\r\n\r\nok")
        connection.sendall(OK + b"Content-Length: 6\r\n\r\nforged")

    server = loopback.says(say)
    for _ in range(3):
        assert client.ask(Request(server.url())).content == b"ok"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "url",
    ["http://a.cn/栏目/", "http://a.cn/a b", "http://自然.cn/", "http://a.cn", "http://a.cn/?a=%zz", "http://[::1]/"],
)
def test_addresses_that_must_be_rewritten_go_the_patient_way(url):
    assert place_of(url) is None


def test_plain_address_in_its_parts():
    place = place_of("https://zrzy.qingtian.gov.cn/col/col12/index.html?uid=1&a=%E5%85%AC")
    assert place == (
        "https",
        "zrzy.qingtian.gov.cn",
        "zrzy.qingtian.gov.cn",
        443,
        "/col/col12/index.html?uid=1&a=%E5%85%AC",
    )
    assert place_of("http://127.0.0.1:8000/")[1:4] == ("127.0.0.1:8000", "127.0.0.1", 8000)
