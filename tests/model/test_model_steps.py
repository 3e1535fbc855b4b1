"""Work in steps comes to the same as work on end, for each thing by itself."""

from federator.model.errors import ErrorKind, VisitError
from federator.model.steps import Steps, abreast, at_once

TROUBLE = VisitError(ErrorKind.UNREADABLE, "二")


def counted(name: str, steps: int, done: list[str], failing: bool = False) -> Steps[str]:
    for number in range(steps):
        done.append(f"{name}{number}")
        yield
    if failing:
        raise TROUBLE
    return name


def test_each_step_is_done_for_all_before_the_next_one() -> None:
    done: list[str] = []
    assert abreast([counted("甲", 1, done), counted("乙", 3, done), counted("丙", 2, done)]) == ["甲", "乙", "丙"]
    assert done == ["甲0", "乙0", "丙0", "乙1", "丙1", "乙2"]


def test_what_fails_takes_nothing_with_it() -> None:
    came = abreast([counted("甲", 2, []), counted("乙", 1, [], failing=True), counted("丙", 0, [])])
    assert came == ["甲", TROUBLE, "丙"]


def test_steps_on_end_come_to_the_same() -> None:
    done: list[str] = []
    assert at_once(counted("甲", 3, done)) == "甲"
    assert done == ["甲0", "甲1", "甲2"]
