"""Ask a site: the only room that touches the network. Everything that comes back is hostile until read.

``client.py`` asks and follows. What is plain goes by ``wire.py``, whose answers ``reply.py`` reads, the rest by
``patient.py``, which is requests over ``transport.py``. Under both, ``guard.py`` connects only where it may,
``deadline.py`` ends what drips and ``body.py`` holds no more than it must. ``hop.py`` is what one hop brought,
``faults.py`` names what went wrong; ``lane.py`` keeps the pause between two requests to one host, its cookies
(``cookies.py``) and its robots.txt (``robots.py``); ``verdict.py`` tells a good answer from a bad one.
"""

from federator.fetch.client import Client
from federator.fetch.verdict import expect_good, expect_same_site

__all__ = ["Client", "expect_good", "expect_same_site"]
