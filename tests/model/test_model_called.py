"""What people call the words of the model."""

from enum import StrEnum

import pytest

from federator.model.called import CALLED, reason_called
from federator.model.profile import Where
from federator.model.words import counted


@pytest.mark.parametrize("kind", sorted({type(one) for one in CALLED}, key=lambda kind: kind.__name__))
def test_every_member_of_an_enumeration_is_called_something(kind: type[StrEnum]) -> None:
    assert set(kind) <= set(CALLED)


@pytest.mark.parametrize("where", [*map(str, Where), "source default", "fallback", "person"])
def test_every_reason_for_a_category_is_told_in_chinese(where: str) -> None:
    told = reason_called(f"{where}: 公告")
    assert not any("a" <= one <= "z" for one in told.zh)
    assert told.en != told.zh


def test_one_thing_is_counted_as_one() -> None:
    assert [counted(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert [counted(number, "notice stays", "notices stay") for number in (1, 2)] == [
        "1 notice stays",
        "2 notices stay",
    ]
