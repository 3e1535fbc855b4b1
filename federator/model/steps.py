"""Work in steps, each done for many things of one sort before the next one is begun: its code and tables stay near the
processor, where a thing done whole would drive them out for the next."""

from collections.abc import Generator, Sequence
from typing import TypeVar

from federator.model.errors import VisitError

_T = TypeVar("_T")

Steps = Generator[None, None, _T]


def at_once(steps: Steps[_T]) -> _T:
    """What the steps come to, done on end."""
    try:
        while True:
            next(steps)
    except StopIteration as end:
        came: _T = end.value
        return came


def abreast(several: Sequence[Steps[_T]]) -> list[_T | VisitError]:
    """What each of them comes to, or the failure that it ends with; every step is done for all before the next one."""
    came: dict[int, _T | VisitError] = {}
    while len(came) < len(several):
        for place, steps in enumerate(several):
            if place in came:
                continue
            try:
                next(steps)
            except StopIteration as end:
                came[place] = end.value
            except VisitError as failure:
                came[place] = failure
    return [came[place] for place in range(len(several))]
