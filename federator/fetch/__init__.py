"""Ask a site. This is the only room that touches the network; everything that comes back is hostile until read.

- ``client.py`` asks and follows redirects.
- ``wire.py`` sends plain requests, whose answers ``reply.py`` reads. ``patient.py`` sends all others by requests, over
  ``transport.py``.
- Under both, ``guard.py`` connects only to allowed addresses, ``deadline.py`` ends slow answers and ``body.py`` limits
  their size.
- ``hop.py`` is the result of one hop, and ``faults.py`` names what went wrong.
- ``lane.py`` keeps, for one host, the pause between two requests, its cookies (``cookies.py``) and its robots.txt
  (``robots.py``).
- ``verdict.py`` tells a good answer from a bad one.
"""

from federator.fetch.client import Client
from federator.fetch.verdict import expect_good, expect_same_site

__all__ = ["Client", "expect_good", "expect_same_site"]
