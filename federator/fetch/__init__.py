"""Ask a site: the only room that touches the network. Everything that comes back is hostile until read.

``client.py`` asks and follows; ``guard.py`` connects only where it may; ``deadline.py`` ends what drips;
``transport.py`` puts both under requests; ``body.py`` reads no more than it must; ``faults.py`` names what went
wrong; ``lane.py`` keeps the pause between two requests to one host; ``robots.py`` reads robots.txt; ``verdict.py``
tells a good answer from a bad one.
"""

from federator.fetch.client import Client
from federator.fetch.verdict import expect_good

__all__ = ["Client", "expect_good"]
