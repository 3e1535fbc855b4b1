"""robots.txt, by the sections of RFC 9309."""

import socket
import time
from dataclasses import replace

import pytest

from federator.fetch.client import Client
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError


@pytest.fixture
def obedient(manners):
    with Client(replace(manners, obey_robots=True, user_agent="federator/1 (+mailto:a@b.example)")) as client:
        yield client


def site(loopback, robots, status="200 OK", extra=""):
    def say(connection, request):
        body = robots if "GET /robots.txt" in request else b"page"
        code = status if "GET /robots.txt" in request else "200 OK"
        connection.sendall(f"HTTP/1.1 {code}\r\nContent-Length: {len(body)}\r\n{extra}\r\n".encode() + body)

    return loopback.says(say)


def kind_of(client, url):
    try:
        client.ask(Request(url))
    except VisitError as error:
        return error.kind
    return None


def test_disallowed_is_not_asked(loopback, obedient):
    server = site(loopback, b"User-agent: *\nDisallow: /col/*/private\nAllow: /col/\n")
    assert kind_of(obedient, server.url("/col/1/private/a.html")) is ErrorKind.ROBOTS
    assert kind_of(obedient, server.url("/col/1/index.html")) is None
    assert [request.split()[1] for request in server.asked] == ["/robots.txt", "/col/1/index.html"]


def test_mark_of_byte_order_hides_nothing(loopback, obedient):
    server = site(loopback, b"\xef\xbb\xbfUser-agent: *\nDisallow: /x\n")
    assert kind_of(obedient, server.url("/x")) is ErrorKind.ROBOTS


def test_our_own_group_beats_the_general_one(loopback, obedient):
    server = site(loopback, b"User-agent: *\nDisallow: /\n\nUser-agent: federator\nDisallow: /x\n")
    assert kind_of(obedient, server.url("/col/")) is None
    assert kind_of(obedient, server.url("/x")) is ErrorKind.ROBOTS


@pytest.mark.parametrize("status", ["404 Not Found", "403 Forbidden", "412 Precondition Failed"])
def test_unavailable_allows(loopback, obedient, status):
    assert kind_of(obedient, site(loopback, b"User-agent: *\nDisallow: /", status).url()) is None


def test_server_error_refuses_and_says_so(loopback, obedient):
    with pytest.raises(VisitError, match=r"503.*RFC 9309") as caught:
        obedient.ask(Request(site(loopback, b"", "503 Oops").url()))
    assert caught.value.kind is ErrorKind.ROBOTS


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
def test_asked_to_wait_by_it_asks_for_nothing_else(loopback, obedient, status):
    server = site(loopback, b"", status, "Retry-After: 600\r\n")
    with pytest.raises(VisitError) as caught:
        obedient.ask(Request(server.url()))
    assert (caught.value.kind, caught.value.retry_after) == (ErrorKind.ROBOTS, 600)
    assert kind_of(obedient, server.url()) is ErrorKind.TOLD_TO_WAIT
    assert len(server.asked) == 1


def test_unreachable_is_the_failure_of_the_site(obedient):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert kind_of(obedient, f"http://127.0.0.1:{port}/") is ErrorKind.CONNECT


def test_pages_are_not_asked_for_while_it_breaks_off(loopback, obedient):
    def say(connection, request):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nUser")
        connection.shutdown(socket.SHUT_RDWR)

    server = loopback.says(say)
    assert kind_of(obedient, server.url("/col/")) not in (None, ErrorKind.ROBOTS)
    assert {request.split()[1] for request in server.asked} == {"/robots.txt"}


@pytest.mark.parametrize("robots", [b"<html><body>home</body></html>", b"x" * 200_000, b""])
def test_something_else_in_its_place_allows(loopback, obedient, robots):
    assert kind_of(obedient, site(loopback, robots).url()) is None


def test_asked_once_and_not_at_all_when_told_so(loopback, obedient, client):
    server = site(loopback, b"User-agent: *\nDisallow: /x\n")
    for _ in range(3):
        obedient.ask(Request(server.url()))
    assert len(server.asked) == 4
    assert kind_of(client, server.url("/x")) is None
    assert len(server.asked) == 5


def test_redirect_to_a_host_that_forbids(loopback, obedient):
    closed = site(loopback, b"User-agent: *\nDisallow: /\n")

    def say(connection, request):
        status = "404 N" if "robots" in request else "302 F"
        connection.sendall(f"HTTP/1.1 {status}\r\nLocation: {closed.url('/a')}\r\nContent-Length: 0\r\n\r\n".encode())

    assert kind_of(obedient, loopback.says(say).url()) is ErrorKind.ROBOTS
    assert len(closed.asked) == 1


def test_crawl_delay_is_a_longer_pause(loopback, obedient):
    server = site(loopback, b"User-agent: *\nCrawl-delay: 0.2\n")
    began = time.monotonic()
    for _ in range(3):
        obedient.ask(Request(server.url()))
    assert time.monotonic() - began >= 0.4
