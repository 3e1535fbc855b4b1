"""附件: a file that accompanies a notice, as its record names it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from federator.model.making import made_quickly


@made_quickly
@dataclass(frozen=True, slots=True)
class Attachment:
    """附件. ``identity`` is what stays when the address expires; ``size`` in bytes where known.

    ``sha256`` names the copy that the service keeps, ``""`` where it keeps none, ``media_type`` is what its bytes say
    it is. ``withheld``: why nobody is given that copy, ``""`` where everybody is.
    """

    name: str
    url: str
    type: str
    identity: str
    size: int | None = None
    sha256: str = ""
    media_type: str = ""
    withheld: str = ""

    @property
    def offered(self) -> bool:
        """There is a copy, and it is for everybody."""
        return bool(self.sha256) and not self.withheld

    def as_record(self) -> dict[str, Any]:
        """A JSON object with the spec's names."""
        return {
            "name": self.name,
            "url": self.url,
            "type": self.type,
            "identity": self.identity,
            "size": self.size,
            "sha256": self.sha256,
            "media_type": self.media_type,
            "withheld": self.withheld,
        }


def attachment_keys(attachments: Sequence[Attachment]) -> list[str]:
    """What tells the attachments of one notice apart: their identities, numbered where several have the same."""
    seen: Counter[str] = Counter()
    keys = []
    for one in attachments:
        seen[one.identity] += 1
        keys.append(one.identity if seen[one.identity] == 1 else f"{one.identity}\n{seen[one.identity]}")
    return keys
