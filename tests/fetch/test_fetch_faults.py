"""Everything a network does wrong, really done on loopback, and each with its own name."""

import gzip
import socket
import threading
import time
import zlib
from dataclasses import replace

import pytest

from federator.fetch.client import Client
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError


def failure(client, url):
    with pytest.raises(VisitError) as caught:
        client.ask(Request(url))
    return caught.value


def no_such_name(host, port):
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def test_name_that_does_not_resolve(manners):
    with Client(manners, no_such_name) as client:
        assert failure(client, "http://zrzy.qingtian.invalid/").kind is ErrorKind.DNS


@pytest.mark.parametrize("url", ["http://a..b/", f"http://{'a' * 70}.cn/"])
def test_name_that_cannot_be_one(client, url):
    assert failure(client, url).kind is ErrorKind.DNS


@pytest.mark.parametrize("url", ["http://[/", "http://a.cn:99999/", "http://a.cn:x/"])
def test_address_that_is_none(client, url):
    assert failure(client, url).kind is ErrorKind.BAD_ADDRESS


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/", "file:///etc/passwd", "http://u:p@127.0.0.1/", "//127.0.0.1/", "http://127.0.0.1:22/"]
)
def test_address_that_is_not_visited(client, url):
    assert failure(client, url).kind is ErrorKind.NOT_OF_THE_WEB


def test_closed_port(client):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert failure(client, f"http://127.0.0.1:{port}/").kind is ErrorKind.CONNECT


def test_nobody_accepts(manners):
    with socket.socket() as full, socket.socket() as waiting:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting.setblocking(False)
        waiting.connect_ex(full.getsockname())
        with socket.socket() as another, Client(replace(manners, connect=0.2)) as client:
            another.setblocking(False)
            another.connect_ex(full.getsockname())
            time.sleep(0.05)
            assert failure(client, f"http://127.0.0.1:{full.getsockname()[1]}/").kind is ErrorKind.CONNECT_TIMEOUT


def test_silence(loopback, client):
    given_up = threading.Event()
    server = loopback.says(lambda connection, request: given_up.wait(30))  # then it hangs up
    assert failure(client, server.url()).kind is ErrorKind.TIMEOUT
    given_up.set()


def drip(start):
    def say(connection, request):
        connection.sendall(start)
        for _ in range(100):
            connection.sendall(b"1")
            time.sleep(0.05)

    return say


@pytest.mark.parametrize(
    "start",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
        b"HTTP/1.1 200 OK\r\nX-Endless: ",
        b"",
    ],
    ids=["body", "chunk extension", "header", "status"],
)
def test_dripping_for_ever(loopback, manners, start):
    """Each byte comes within the read timeout; only the deadline of the whole answer ends it."""
    began = time.monotonic()
    with Client(replace(manners, read=30)) as client:
        assert failure(client, loopback.says(drip(start)).url()).kind is ErrorKind.TOTAL_TIMEOUT
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nrubbish\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n" + b"x" * 200_000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 9_999)[:-9],
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip at all",
        b"",
    ],
    ids=["body", "chunk", "chunk size", "chunk without end", "chunk below zero", "gzip end", "gzip", "hung up"],
)
def test_answer_that_breaks_off(loopback, client, raw):
    assert failure(client, loopback.sends(raw).url()).kind is ErrorKind.CUT_SHORT


@pytest.mark.parametrize(
    "raw",
    [
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\x0b\x02\x80hello\x03",
    ],
    ids=["another protocol", "too many headers", "encoding not asked for"],
)
def test_answer_that_is_not_understood(loopback, client, raw):
    assert failure(client, loopback.sends(raw).url()).kind is ErrorKind.UNREADABLE


def test_fifty_megabytes_declared(loopback, client):
    server = loopback.sends(b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n")
    error = failure(client, server.url())
    assert (error.kind, error.detail) == (
        ErrorKind.TOO_LARGE,
        "52428800 bytes declared, at most 100000 are read",
    )


def test_fifty_megabytes_undeclared_stop_early(loopback, client):
    sent = []

    def say(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        sent.extend(connection.send(b"x" * 65_536) for _ in range(800))

    assert failure(client, loopback.says(say).url()).kind is ErrorKind.TOO_LARGE
    assert sum(sent) < 20_000_000


def test_bomb(loopback, client):
    server = loopback.answers(gzip.compress(bytes(50_000_000)), "Content-Encoding: gzip")
    assert failure(client, server.url()).kind is ErrorKind.TOO_LARGE


def deflated(window: int) -> bytes:
    squeeze = zlib.compressobj(9, wbits=window)
    return squeeze.compress(bytes(50_000_000)) + squeeze.flush()


@pytest.mark.parametrize(
    ("encoding", "body", "kind"),
    [
        ("deflate", deflated(15), ErrorKind.TOO_LARGE),
        ("deflate", deflated(-15), ErrorKind.TOO_LARGE),
        ("x-gzip", gzip.compress(bytes(60_000)) * 2, ErrorKind.TOO_LARGE),
        ("gzip", gzip.compress(b"") * 6_000, ErrorKind.TOO_LARGE),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(50_000_000))), ErrorKind.UNREADABLE),
        ("br", b"\x0b\x02\x80hello\x03", ErrorKind.UNREADABLE),
        ("zstd", b"\x28\xb5\x2f\xfd", ErrorKind.UNREADABLE),
        ("identity, gzip", b"x", ErrorKind.UNREADABLE),
    ],
    ids=["zlib", "bare", "two halves", "members without end", "in itself", "br", "zstd", "list"],
)
@pytest.mark.parametrize("path", ["/", "/列表"], ids=["quick", "patient"])
def test_bombs_of_every_make(loopback, client, encoding, body, kind, path):
    server = loopback.answers(body, f"Content-Encoding: {encoding}")
    assert failure(client, server.url(path)).kind is kind


def test_what_is_compressed_twice_is_unpacked_as_often_as_it_says(loopback, client):
    inner = gzip.compress(bytes(50_000_000))
    server = loopback.answers(gzip.compress(inner), "Content-Encoding: gzip")
    assert client.ask(Request(server.url())).content == inner


def test_a_body_in_pieces_of_a_byte_is_counted_all_the_same(loopback, client):
    server = loopback.sends(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1\r\nx\r\n" * 120_000)
    assert failure(client, server.url()).kind is ErrorKind.TOO_LARGE


def test_continue_for_ever(loopback, client):
    def say(connection, request):
        for _ in range(200):
            connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 10)
            time.sleep(0.01)

    assert failure(client, loopback.says(say).url()).kind in (ErrorKind.TOTAL_TIMEOUT, ErrorKind.UNREADABLE)


def test_a_handshake_that_drips(manners):
    """Whoever is asked for TLS says a byte of it now and then."""

    def drip_handshake():
        connection, _ = server.accept()
        with connection:
            connection.recv(4_096)
            try:
                for byte in b"\x16\x03\x03\x40\x00" + bytes(200):
                    connection.sendall(bytes([byte]))
                    time.sleep(0.05)
            except OSError:
                return

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=drip_handshake, daemon=True)
        thread.start()
        began = time.monotonic()
        with Client(replace(manners, connect=0.4)) as client:
            kind = failure(client, f"https://127.0.0.1:{server.getsockname()[1]}/").kind
        assert kind in (ErrorKind.TIMEOUT, ErrorKind.CONNECT_TIMEOUT, ErrorKind.TOTAL_TIMEOUT, ErrorKind.TLS)
        assert time.monotonic() - began < 2
        thread.join(5)


def test_next_request_after_a_failure(loopback, client):
    """What was not read to its end does not come back as the next answer."""
    answers = [
        b"HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n" + b"x" * 200_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    ]
    server = loopback.says(lambda connection, request: connection.sendall(answers.pop(0)))
    failure(client, server.url())
    assert client.ask(Request(server.url())).content == b"ok"


@pytest.fixture
def trusting(manners, certificate, monkeypatch):
    """A client that takes the test's certificate for an authority."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with Client(manners) as client:
        yield client


def say_ok(connection, request):
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")


def test_certificate_of_ones_own_authority(loopback, trusting, tls):
    server = loopback.says(say_ok, tls=tls)
    assert [trusting.ask(Request(server.url())).content for _ in range(2)] == [b"ok", b"ok"]
    assert server.connections == 1


def test_certificate_that_nobody_vouches_for(loopback, client, tls):
    assert failure(client, loopback.says(say_ok, tls=tls).url()).kind is ErrorKind.TLS


def test_certificate_of_another_host(loopback, trusting, tls):
    server = loopback.says(say_ok, address="127.0.0.2", tls=tls)
    assert failure(trusting, f"https://127.0.0.2:{server.port}/").kind is ErrorKind.TLS


def test_no_tls_where_it_is_asked(loopback, client):
    server = loopback.sends(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert failure(client, f"https://127.0.0.1:{server.port}/").kind is ErrorKind.TLS


def test_dripping_over_tls(loopback, trusting, tls):
    server = loopback.says(drip(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"), tls=tls)
    began = time.monotonic()
    assert failure(trusting, server.url()).kind is ErrorKind.TOTAL_TIMEOUT
    assert time.monotonic() - began < 1.5
