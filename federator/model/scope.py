"""Which notices an act or a report over many is about, public or not."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Each part narrows; empty ones do not. ``names``: ids of sites, keys of sources or ids of notices, any of which
    will do."""

    names: tuple[str, ...] = ()
    organisation: str = ""
    category: str = ""
    division: str = ""
