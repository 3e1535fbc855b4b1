"""The address that is CONNECTED to is checked, http and https, at every hop: no rebinding of names passes it.

A check of the host name before the request is beaten by a name that resolves differently a moment later.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from federator.fetch.deadline import DeadlineSocket, NotAcceptedError
from federator.model.errors import ErrorKind, VisitError

Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[str]]
"""Host and port → IP addresses as text, best first; raises socket.gaierror where there is none."""

_V4_IN_ITS_LAST_BITS = tuple(map(IPv6Network, ("64:ff9b::/96", "::ffff:0:0:0/96", "::/96")))
"""NAT64 (RFC 6052), SIIT (RFC 2765), IPv4-compatible."""
_UNICAST = IPv6Network("2000::/3")
"""All that is given out for the public (RFC 4291, section 2.4); NAT64 of one's own (64:ff9b:1::/48) lies outside."""
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
_PUBLIC_BY_NAME = (
    IPv4Network("192.0.0.0/24"),  # the protocols' own, and the metadata of Oracle's cloud
    IPv4Network("192.88.99.0/24"),  # relays of 6to4
    IPv4Network("168.63.129.16/32"),  # the metadata of Azure
    IPv6Network("3fff::/20"),  # documentation
)
"""What is never a site, though Python counts it among the public ones."""
_MOST_ADDRESSES = 4


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as error:  # a label empty or too long
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_allowed(address: str, allowed: tuple[Network, ...], denied: tuple[Network, ...] = ()) -> bool:
    """Whether ``address`` may be visited: it lies in none of ``denied``, and is public or lies in one of ``allowed``.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64, SIIT, compatible, ISATAP) counts as the IPv4 address.
    """
    ip = _meant(ip_address(address))
    if any(ip in network for network in denied):
        return False
    return any(ip in network for network in allowed) or _is_public(ip)


def _is_public(ip: IPv4Address | IPv6Address) -> bool:
    if isinstance(ip, IPv6Address) and ip not in _UNICAST:
        return False
    return ip.is_global and not ip.is_multicast and not any(ip in network for network in _PUBLIC_BY_NAME)


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    last = IPv4Address(int(ip) & 0xFFFF_FFFF)
    if any(ip in network for network in _V4_IN_ITS_LAST_BITS) and int(ip) > 1:  # :: and ::1 are IPv6's own
        return last
    if (int(ip) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return last
    return ip.ipv4_mapped or ip.sixtofour or ip


class Guard:
    """Opens connections, and only to allowed addresses."""

    def __init__(
        self,
        allowed: tuple[Network, ...],
        resolve: Resolver = system_addresses,
        denied: tuple[Network, ...] = (),
    ) -> None:
        self._networks = allowed, denied
        self._resolve = resolve

    def connect(self, host: str, port: int, timeout: float) -> DeadlineSocket:
        """A connection to the first allowed address that answers; ``timeout`` seconds for all of them together.

        Raises VisitError FORBIDDEN_ADDRESS where every address is forbidden, OSError where none answers.
        """
        addresses = self._allowed(host, port)
        failure: OSError | None = None
        for address in addresses:
            try:
                return _connect(address, port, timeout / len(addresses))
            except OSError as error:
                failure = error
        raise failure or socket.gaierror(socket.EAI_NONAME, "the name has no address")

    def _allowed(self, host: str, port: int) -> list[str]:
        host = host.strip("[]")
        addresses = self._resolve(host, port)
        allowed = [address for address in addresses if is_allowed(address, *self._networks)]
        if addresses and not allowed:
            where = host if host == addresses[0] else f"{host} → {addresses[0]}"
            raise VisitError(ErrorKind.FORBIDDEN_ADDRESS, where)
        return allowed[:_MOST_ADDRESSES]


def _connect(address: str, port: int, timeout: float) -> DeadlineSocket:
    sock = DeadlineSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(timeout)
        sock.connect((address, port))
    except TimeoutError as error:
        sock.close()
        raise NotAcceptedError(f"{address} did not accept the connection in time") from error
    except OSError:
        sock.close()
        raise
    return sock
