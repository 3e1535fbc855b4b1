"""What commands say of the members of an enum, they say of every one."""

from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules

import pytest

from federator import commands
from federator.model.called import CALLED
from federator.model.words import Words

TABLES = [
    (f"{module.name}.{name}", table)
    for module in iter_modules(commands.__path__)
    for name, table in vars(import_module(f"{commands.__name__}.{module.name}")).items()
    if table is not CALLED
    if isinstance(table, dict) and table and all(isinstance(key, StrEnum) for key in table)
    if all(isinstance(value, Words) for value in table.values())
]


@pytest.mark.parametrize("table", [table for _, table in TABLES], ids=[name for name, _ in TABLES])
def test_every_member_of_an_enum_has_its_words(table: dict[StrEnum, Words]) -> None:
    (kind,) = {type(key) for key in table}
    assert set(table) == set(kind)


def test_the_tables_are_found() -> None:
    assert {"verify.UNREAD", "reconcile.CAUSES", "doctor._GRADES"} <= {name for name, _ in TABLES}
