"""Which addresses may be connected to, however they are reached."""

import itertools
from dataclasses import replace
from ipaddress import ip_network

import pytest

from federator.fetch.client import Client
from federator.fetch.guard import is_allowed
from federator.model.answer import Request
from federator.model.errors import ErrorKind, VisitError

ONLY_ONE = (ip_network("127.0.0.1/32"),)
PRIVATE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.9.9",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104  # refused, not bound
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::1",
    "fec0::1",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::10.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::a00:1",
    "2001:0:7f00:1::1",
    "64:ff9b:1::a00:1",  # NAT64 of one's own (RFC 8215)
    "64:ff9b::a9fe:a9fe",
    "::ffff:0:10.0.0.1",  # SIIT
    "2400:3200::5efe:10.0.0.1",  # ISATAP
    "2400:3200::200:5efe:10.0.0.1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "100.100.100.200",  # metadata: Alibaba's cloud,
    "192.0.0.192",  # Oracle's,
    "168.63.129.16",  # Azure's,
    "fd00:ec2::254",  # Amazon's
    "192.88.99.1",
    "198.18.0.1",
    "240.0.0.1",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_forbidden(address):
    assert not is_allowed(address, ())


@pytest.mark.parametrize(
    "address", ["223.5.5.5", "2400:3200::1", "::ffff:223.5.5.5", "64:ff9b::df05:505", "2002:df05:505::1"]
)
def test_public_addresses_are_allowed(address):
    assert is_allowed(address, ())


def test_allowed_networks_count_for_embedded_addresses_too():
    networks = (ip_network("10.1.0.0/16"), ip_network("fd00::/8"))
    assert is_allowed("10.1.2.3", networks)
    assert is_allowed("::ffff:10.1.2.3", networks)
    assert is_allowed("fd00::7", networks)
    assert not is_allowed("10.2.0.1", networks)


def test_denied_networks_count_before_all_others():
    networks = (ip_network("10.1.0.0/16"), ip_network("0.0.0.0/0"))
    denied = (ip_network("10.1.9.0/24"), ip_network("223.5.5.0/24"), ip_network("2400:3200::/32"))
    assert is_allowed("10.1.2.3", networks, denied)
    for address in ("10.1.9.1", "::ffff:10.1.9.1", "223.5.5.5", "2002:df05:505::1", "2400:3200::1"):
        assert not is_allowed(address, networks, denied), address


def refused(client, url, kind=ErrorKind.FORBIDDEN_ADDRESS):
    with pytest.raises(VisitError) as caught:
        client.ask(Request(url))
    return caught.value.kind is kind


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_is_refused_however_it_is_written(loopback, manners, scheme, host):
    server = loopback.answers()
    with Client(replace(manners, allow_networks=())) as client:
        assert refused(client, f"{scheme}://{host}:{server.port}/")
    assert server.connections == 0


@pytest.mark.parametrize(
    ("host", "told"), [("10.0.0.1", "10.0.0.1"), ("[fd00::7]", "fd00::7"), ("0x7f.1", "0x7f.1 → 127.0.0.1")]
)
def test_a_refused_address_is_told_once(manners, host, told):
    with Client(replace(manners, allow_networks=())) as client, pytest.raises(VisitError) as caught:
        client.ask(Request(f"http://{host}/"))
    assert caught.value.detail == told


def test_redirect_into_a_forbidden_network(loopback, manners):
    inner = loopback.says(lambda connection, request: None, address="127.0.0.2")
    outer = loopback.sends(f"HTTP/1.1 302 F\r\nLocation: http://127.0.0.2:{inner.port}/\r\n\r\n".encode())
    with Client(replace(manners, allow_networks=ONLY_ONE)) as client:
        assert refused(client, outer.url())
    assert (outer.connections, inner.connections) == (1, 0)


@pytest.mark.parametrize(
    "inside",
    ["127.0.0.2", "::1", "::ffff:127.0.0.2", "64:ff9b::7f00:2", "2002:7f00:2::", "169.254.169.254", "fd00:ec2::254"],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_name_that_means_something_inside_is_never_connected_to(loopback, manners, scheme, inside):
    """However often it is redirected to, from wherever, and by whichever way it is asked."""
    listening = [loopback.says(lambda connection, request: None, address=one) for one in ("127.0.0.2", "::1")]
    target = f"{scheme}://inner.example:{listening[0].port}/"
    outer = loopback.answers(b"", f"Location: {target}", "Connection: close", status="307 T")
    names = {"outer.example": ["127.0.0.1"], "inner.example": [inside]}
    with Client(replace(manners, allow_networks=ONLY_ONE), lambda host, port: names[host]) as client:
        assert refused(client, f"http://outer.example:{outer.port}/")
        assert refused(client, f"http://outer.example:{outer.port}/列表")
        assert refused(client, target)
    assert [one.connections for one in listening] == [0, 0]


def test_redirect_out_of_tls_into_a_forbidden_network(loopback, manners, tls, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    inner = loopback.says(lambda connection, request: None, address="127.0.0.2")
    answer = f"HTTP/1.1 302 F\r\nLocation: http://127.0.0.2:{inner.port}/\r\n\r\n".encode()
    outer = loopback.says(lambda connection, request: connection.sendall(answer), tls=tls)
    with Client(
        replace(manners, allow_networks=ONLY_ONE), lambda host, port: [host.replace("localhost", "127.0.0.1")]
    ) as client:
        assert refused(client, outer.url())
    assert (len(outer.asked), inner.connections) == (1, 0)


def test_a_site_of_ipv6_is_reached_where_it_may_be(loopback, manners):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"
    server = loopback.says(lambda connection, request: connection.sendall(answer), address="::1")
    with Client(replace(manners, allow_networks=(ip_network("::1/128"),))) as client:
        assert client.ask(Request(f"http://[::1]:{server.port}/")).content == b"x"


@pytest.mark.parametrize("port", [0, 22, 25, 6379])
def test_ports_of_other_services_are_not_knocked_at(client, port):
    assert refused(client, f"http://127.0.0.1:{port}/", ErrorKind.NOT_OF_THE_WEB)


def test_name_that_resolves_differently_a_moment_later(loopback, manners):
    """Whatever was looked up before, the address of this very connection is the one that is checked."""
    inner = loopback.says(lambda connection, request: None, address="127.0.0.2")
    server = loopback.answers(b"x", "Connection: close")
    answers = itertools.chain([["127.0.0.1"]], itertools.repeat(["127.0.0.2"]))
    with Client(replace(manners, allow_networks=ONLY_ONE), lambda host, port: next(answers)) as client:
        assert client.ask(Request(f"http://rebinding.example:{server.port}/")).content == b"x"
        assert refused(client, f"http://rebinding.example:{inner.port}/")
    assert inner.connections == 0


def test_only_the_allowed_ones_of_several_addresses(loopback, manners):
    inner = loopback.says(lambda connection, request: None, address="127.0.0.2")
    two = Client(replace(manners, allow_networks=ONLY_ONE), lambda host, port: ["127.0.0.2", "127.0.0.1"])
    with two as client, pytest.raises(VisitError) as caught:
        client.ask(Request(f"http://two.example:{inner.port}/"))
    assert caught.value.kind is ErrorKind.CONNECT
    assert inner.connections == 0


def test_next_address_where_the_first_does_not_answer(loopback, manners):
    server = loopback.answers(b"x")
    with Client(manners, lambda host, port: ["127.0.0.9", "127.0.0.1"]) as client:
        assert client.ask(Request(f"http://two.example:{server.port}/")).content == b"x"
    assert f"Host: two.example:{server.port}" in server.asked[0]


def test_environment_proxy_is_not_asked(loopback, client, monkeypatch):
    proxy = loopback.answers(b"proxy")
    monkeypatch.setenv("http_proxy", proxy.url())
    assert client.ask(Request(loopback.answers(b"site").url())).content == b"site"
