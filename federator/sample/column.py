"""One column of a sample site, as the registry is to name it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Column:
    """``path`` on its site; ``more``: what the registry says beyond the usual (organisation, pages, rule …)."""

    id: str
    name: str
    path: str
    category: str
    more: Mapping[str, object] = field(default_factory=dict)
