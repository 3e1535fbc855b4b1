"""Notices as they stand → the sections of a validation report. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from federator.model.breach import Breach, Severity
from federator.model.report import By, Example, FaultFound, Reported, Section, Titled

EXAMPLES = 3
"""Notices shown of each fault."""

_MISSING = "-missing"
"""How a clause ends whose field is not there at all."""

_Key = tuple[str, str, Severity]


@dataclass
class _Tally:
    """A section while it is counted."""

    notices: int = 0
    complete: int = 0
    faultless: int = 0
    held: int = 0
    counts: Counter[_Key] = field(default_factory=Counter)
    examples: dict[_Key, list[tuple[str, str]]] = field(default_factory=dict)

    def take(self, one: Reported) -> None:
        self.notices += 1
        self.held += not one.shown
        self.faultless += not one.breaches
        self.complete += not any(map(_is_missing, one.breaches))
        for breach in {(each.clause, each.field): each for each in one.breaches}.values():
            key = (breach.clause, breach.field, breach.severity)
            self.counts[key] += 1
            shown = self.examples.setdefault(key, [])
            if len(shown) < EXAMPLES:
                shown.append((one.id, breach.seen))


def _is_missing(breach: Breach) -> bool:
    """What the clause asks for is not there; else it is there and wrong."""
    return breach.clause.endswith(_MISSING)


def validation(
    notices: Iterable[Reported], by: By, titled: Callable[[Iterable[str]], Mapping[str, Titled]]
) -> tuple[Section, ...]:
    """Sections by name, the one with the most faults first. ``titled`` gives titles and addresses of some notices."""
    tallies: dict[str, _Tally] = {}
    for one in notices:
        tallies.setdefault(one.name(by), _Tally()).take(one)
    shown = titled({id for tally in tallies.values() for several in tally.examples.values() for id, _ in several})
    sections = (_section(by, name, tally, shown) for name, tally in tallies.items())
    return tuple(sorted(sections, key=lambda one: (-(one.notices - one.faultless), -len(one.faults), one.name)))


def in_all(sections: Iterable[Section]) -> Section:
    """The sections as one, without examples."""
    total = Section(By.SITE, "", 0, 0, 0, 0, ())
    counts: Counter[FaultFound] = Counter()
    for one in sections:
        total = replace(
            total,
            notices=total.notices + one.notices,
            complete=total.complete + one.complete,
            faultless=total.faultless + one.faultless,
            held=total.held + one.held,
        )
        for fault in one.faults:
            counts[replace(fault, notices=0, examples=())] += fault.notices
    return replace(total, faults=tuple(replace(fault, notices=count) for fault, count in counts.most_common()))


def _section(by: By, name: str, tally: _Tally, shown: Mapping[str, Titled]) -> Section:
    faults = tuple(_fault(key, count, tally.examples[key], shown) for key, count in _in_order(tally.counts))
    return Section(by, name, tally.notices, tally.complete, tally.faultless, tally.held, faults)


def _in_order(counts: Counter[_Key]) -> list[tuple[_Key, int]]:
    """Severe ones first, then the most frequent."""
    return sorted(counts.items(), key=lambda one: (one[0][2] is not Severity.SEVERE, -one[1], one[0]))


def _fault(key: _Key, count: int, examples: list[tuple[str, str]], shown: Mapping[str, Titled]) -> FaultFound:
    clause, name, severity = key
    told = tuple(Example(id, shown[id].title, shown[id].url, seen) for id, seen in examples if id in shown)
    return FaultFound(clause, name, severity, clause.endswith(_MISSING), count, told)
