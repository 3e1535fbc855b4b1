"""What an act over many notices does to them, counted, with examples: foreseen only, or recorded on the way."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from federator.examine.rereading import UNREAD, Reread, Rereader, Unread, apply
from federator.model.called import category_called, clause_called, field_called
from federator.model.people import Actor
from federator.model.profile import Profile
from federator.model.scope import Scope
from federator.model.words import Words

MOVED = " → "
"""Between the old and the new category."""

EXAMPLES = 3
"""Notices shown of each sort of change."""


class Example(NamedTuple):
    """A notice by its id and title, and why it would change."""

    id: str
    title: str
    why: str


@dataclass
class Foreseen:
    """Counts of notices. ``differ`` in anything; ``moved`` by old and new category; ``fields`` by the one that differs;
    ``lost`` and ``gained`` breaches by clause and field. ``hidden``: what is public now would no longer be; ``freed``:
    it would become so. ``unread`` by the reason for which nothing can be said; ``recorded``: versions that were made.
    """

    notices: int = 0
    differ: int = 0
    hidden: int = 0
    freed: int = 0
    recorded: int = 0
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
            move = f"{one.latest.notice.category}{MOVED}{one.notice.category}"
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
            "recorded": self.recorded,
            **{name: dict(getattr(self, name).most_common()) for name in counts},
            "examples": {sort: [one._asdict() for one in shown] for sort, shown in self.examples.items()},
        }


def sort_called(name: str, sort: str, profile: Profile) -> Words:
    """A sort of change as people read it: ``name`` is the counter of Foreseen that has it."""
    match name:
        case "fields":
            return field_called(sort, profile)
        case "unread":
            return UNREAD[Unread(sort)]
        case "moved":
            before, after = (category_called(code, profile) for code in sort.split(MOVED))
            return Words(f"{before.zh}{MOVED}{after.zh}", f"{before.en}{MOVED}{after.en}")
    clause, _space, field = sort.partition(" ")
    what, where = clause_called(clause, profile), field_called(field, profile)
    return Words(f"{where.zh}：{what.zh}", f"{where.en}: {what.en}")


@dataclass(frozen=True, slots=True)
class Order:
    """Somebody wants it recorded, and says why."""

    by: Actor
    why: str


def carry_out(
    rereader: Rereader, scope: Scope, order: Order | None, seen: Callable[[int], None] = lambda _: None
) -> Foreseen:
    """Understand the notices of the scope anew; record what differs where there is an ``order``, in short transactions.

    Where categories are chosen again only notices that move are touched. ``seen`` is told how many were looked at.
    """
    foreseen = Foreseen()
    for page in rereader.pages(scope):
        concerned = [one for one in page if one.moved or one.unread or not rereader.reclassify]
        foreseen.take(concerned)
        foreseen.notices += len(page) - len(concerned)
        if order:
            foreseen.recorded += apply(concerned, rereader.means, order.why, order.by)
        seen(foreseen.notices)
    return foreseen
