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

    @property
    def number(self) -> str:
        """Hanweb's number of the column: ``1229001001`` of ``/col/col1229001001/index.html``."""
        return self.path.split("/")[2].removeprefix("col")
