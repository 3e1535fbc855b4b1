"""What the indexes of notices are called, and what each of them can be selected on.

The steps that made the indexes read these names: a released one is never changed, another is added beside it.
"""

from __future__ import annotations

PLACES = ("organisation", "site", "division", "city")
"""What a selection may name beside the category, the narrowest first."""

FEED_KEYS = ("", "category", *PLACES, *(f"{place}_category" for place in PLACES))
"""Each selection that has an index of its own in the order of the feed."""

BROWSE = "browse"
"""The one index in the order of publication. It holds all that a selection may name, so that people's pages are
filtered on it without a look at the rows. Indexes by day are filled at random places: one for each selection, as the
feed has them, cost a harvest an eighth of its time."""

GONE = "notices_gone"
"""The one index of notices that ceased to be public, in the order in which they did."""


def feed_index(key: str) -> str:
    """Name of the index that yields a selection in the order of ``seq``."""
    return f"feed_{key}".rstrip("_")
