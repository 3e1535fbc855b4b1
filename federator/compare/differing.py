"""Field by field: what one version of a notice says otherwise than the one before."""

from dataclasses import dataclass
from typing import Any

from federator.model.notice import Notice


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, before and after, as the record writes them."""

    field: str
    before: Any
    after: Any


def differences(before: Notice, after: Notice) -> tuple[Difference, ...]:
    """The fields whose values differ, in the order of the record."""
    old, new = before.as_record(), after.as_record()
    return tuple(Difference(name, old.get(name), value) for name, value in new.items() if old.get(name) != value)
