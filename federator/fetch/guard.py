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

_V4_IN_ITS_LAST_BITS = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))  # NAT64 (RFC 6052), IPv4-compatible
_MOST_ADDRESSES = 4


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What the system's resolver says."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except ValueError as error:  # a label empty or too long
        raise socket.gaierror(socket.EAI_NONAME, str(error)) from error
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def is_allowed(address: str, networks: tuple[Network, ...]) -> bool:
    """Whether ``address`` may be visited: it is public, or lies in one of ``networks``.

    An IPv4 address inside an IPv6 one (mapped, 6to4, NAT64, compatible) counts as the IPv4 address.
    """
    ip = _meant(ip_address(address))
    if any(ip in network for network in networks):
        return True
    site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not ip.is_multicast and not site_local


def _meant(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if any(ip in network for network in _V4_IN_ITS_LAST_BITS) and int(ip) > 1:  # :: and ::1 are IPv6's own
        return IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or ip


class Guard:
    """Opens connections, and only to allowed addresses."""

    def __init__(self, networks: tuple[Network, ...], resolve: Resolver = system_addresses) -> None:
        self._networks = networks
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
        addresses = self._resolve(host.strip("[]"), port)
        allowed = [address for address in addresses if is_allowed(address, self._networks)]
        if addresses and not allowed:
            raise VisitError(ErrorKind.FORBIDDEN_ADDRESS, f"{host} → {addresses[0]}")
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
