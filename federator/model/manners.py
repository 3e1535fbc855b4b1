"""How federator behaves towards sites, and what it protects itself from."""

from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network


@dataclass(frozen=True, slots=True)
class Manners:
    """Seconds and bytes. ``pause`` lies between two requests to one host; ``total`` bounds one answer.

    ``allow_networks`` are private networks that may be visited all the same (an intranet, the demo's loopback),
    ``deny_networks`` such as may not, private or public.
    """

    user_agent: str = "federator/0.1 (+mailto:webmaster@localhost)"
    pause: float = 1.0
    connect: float = 10.0
    read: float = 30.0
    total: float = 90.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    obey_robots: bool = True
    allow_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    deny_networks: tuple[IPv4Network | IPv6Network, ...] = ()
