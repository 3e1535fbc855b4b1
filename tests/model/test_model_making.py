"""Frozen dataclasses that are made quickly are those that dataclasses makes."""

import inspect
from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from federator.model.making import made_quickly


@made_quickly
@dataclass(frozen=True, slots=True)
class Parcel:
    number: str
    hectares: float = 1.5
    owners: list[str] = field(default_factory=list)


@made_quickly
@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    name: str = ""
    area: str


def test_fields_are_given_by_place_or_name_or_left_to_their_defaults() -> None:
    assert Parcel("a") == Parcel("a", 1.5, []) == Parcel(number="a", owners=[])
    assert Parcel("a").owners is not Parcel("a").owners
    assert repr(Parcel("a", 2.0, ["b"])) == "Parcel(number='a', hectares=2.0, owners=['b'])"
    assert replace(Parcel("a"), hectares=3.0) == Parcel("a", 3.0)
    assert Named(area="b") == Named(name="", area="b")
    assert inspect.signature(Named).parameters["area"].kind is inspect.Parameter.KEYWORD_ONLY


def test_what_is_made_is_of_the_class_and_frozen() -> None:
    made = Parcel("a")
    assert type(made) is Parcel
    assert not hasattr(made, "__dict__")
    assert copy(made) == made
    with pytest.raises(FrozenInstanceError):
        made.number = "b"  # type: ignore[misc]


def test_what_lacks_a_field_is_refused() -> None:
    with pytest.raises(TypeError, match="number"):
        Parcel()  # type: ignore[call-arg]
