"""What each client calls categories and fields: ``config/names/*.toml``, where the file's name is the table's, or a
table of the client's own, as it is written at the desk."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from pathlib import Path

from federator.model.errors import ConfigError, Fault
from federator.model.naming import Naming
from federator.model.notice import Notice
from federator.model.profile import Profile
from federator.model.table import Table
from federator.model.words import Words
from federator.registry.files import toml_files

FIELDS = frozenset(one.name for one in fields(Notice)) - {"personal"} | {"id", "seq", "created", "updated", "page"}
"""Names that a notice has in the interface for programs."""


def load_namings(folder: Path, profile: Profile) -> dict[str, Naming]:
    """Every table by its name; none where there is no such folder. Raises ConfigError with all faults of all files."""
    faults: list[Fault] = []
    found: dict[str, Naming] = {}
    for path in toml_files([folder]) if folder.is_dir() else ():
        try:
            found[path.stem] = _read(Table.of(path), profile, ("clients",))
        except ConfigError as error:
            faults.extend(error.faults)
    if faults:
        raise ConfigError(tuple(faults))
    return found


def expect_naming(written: str, profile: Profile) -> None:
    """Raise ConfigError, with all faults, where ``written`` is no table of a client's names."""
    _read(Table.written(written, ""), profile, ())


def _read(table: Table, profile: Profile, beside: tuple[str, ...]) -> Naming:
    table.only((*beside, "categories", "fields", "elements"))
    known: Mapping[str, Collection[str]] = {
        "categories": profile.categories,
        "fields": FIELDS,
        "elements": profile.extras,
    }
    named = {key: _names(table.table(key), names) if key in table.values else {} for key, names in known.items()}
    clients = table.texts("clients")
    for key in ("fields", "elements"):
        _expect_apart(table, key, named[key], known[key])
    table.done()
    return Naming(clients, **named)


def _names(table: Table, known: Collection[str]) -> dict[str, str]:
    for ours in table.values:
        table.known(ours, ours, known)
    return {ours: table.text(ours) for ours in table.values}


def _expect_apart(table: Table, key: str, named: Mapping[str, str], known: Collection[str]) -> None:
    """No two fields under one name: one of them would be lost."""
    all_names = [*named.values(), *(one for one in known if one not in named)]
    for name in sorted({one for one in all_names if all_names.count(one) > 1}):
        what = Words(f"多个字段的名称都是 {name!r}", f"several fields are called {name!r}")
        table.fault(key, what, Words("各字段的名称不得相同", "give each a name of its own"))
