"""What an act over many notices would do to them, counted, with examples. Decides nothing, records nothing."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from federator.rereading import Reread

EXAMPLES = 3
"""Notices shown of each sort of change."""


class Example(NamedTuple):
    """A notice by its id and title, and why it would change."""

    id: str
    title: str
    why: str

    def as_record(self) -> dict[str, str]:
        """A JSON object."""
        return self._asdict()


@dataclass
class Foreseen:
    """Counts over notices. ``moved``: by old and new category; ``fields``: which differ; ``lost`` and ``gained``:
    breaches by clause and field; ``hidden`` would be public no more as they are now, ``freed`` become public;
    ``unread``: those of which nothing can be said, by the reason."""

    notices: int = 0
    differ: int = 0
    hidden: int = 0
    freed: int = 0
    moved: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    gained: Counter[str] = field(default_factory=Counter)
    unread: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[Example]] = field(default_factory=dict)

    def take(self, several: Iterable[Reread]) -> None:
        """Count what these would become."""
        for one in several:
            self.notices += 1
            if one.unread:
                self.unread[one.unread] += 1
                self._show(f"unread {one.unread}", one, one.detail)
            elif version := one.version():
                self.differ += 1
                self.hidden += one.latest.shown and not version.shown
                self.freed += version.shown and not one.latest.shown
                self._changes(one)

    def _changes(self, one: Reread) -> None:
        if one.moved and one.notice:
            move = f"{one.latest.notice.category} → {one.notice.category}"
            self.moved[move] += 1
            self._show(f"moved {move}", one, one.notice.category_reason)
        for difference in one.differences:
            self.fields[difference.field] += 1
            self._show(f"field {difference.field}", one, "")
        for name, breaches, counts in (("lost", one.lost, self.lost), ("gained", one.gained, self.gained)):
            for clause in {f"{breach.clause} {breach.field}" for breach in breaches}:
                counts[clause] += 1
                self._show(f"{name} {clause}", one, "")

    def _show(self, sort: str, one: Reread, why: str) -> None:
        shown = self.examples.setdefault(sort, [])
        if len(shown) < EXAMPLES:
            shown.append(Example(one.latest.id, one.latest.notice.title, why))

    def as_record(self) -> dict[str, Any]:
        """A JSON object; the most frequent first."""
        counts = ("moved", "fields", "lost", "gained", "unread")
        return {
            "notices": self.notices,
            "differ": self.differ,
            "hidden": self.hidden,
            "freed": self.freed,
            **{name: dict(getattr(self, name).most_common()) for name in counts},
            "examples": {sort: [one.as_record() for one in shown] for sort, shown in self.examples.items()},
        }
