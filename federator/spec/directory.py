"""Divisions and organisations: two CSV files → one Directory, or every fault in them by line."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.place import Directory, Division, Organisation
from federator.model.words import Words

_DIVISION_COLUMNS = ("code", "name", "parent", "level")
_ORGANISATION_COLUMNS = ("id", "name", "other_names", "division", "parent", "department_no", "credit_code")
_LEVELS = ("province", "city", "county", "retired")


def load_directory(divisions: Path, organisations: Path) -> Directory:
    """The province as two CSV files (UTF-8, header line) describe it.

    ``level`` of a division is province, city, county or retired (its parent is then the code that followed it);
    ``other_names`` of an organisation are parted by ``;``.

    :raises ConfigError: with every fault of both files, each naming file and line.
    """
    faults: list[Fault] = []
    places = {row["code"]: _division(row) for _, row in _rows(divisions, _DIVISION_COLUMNS, faults)}
    rows = list(_rows(organisations, _ORGANISATION_COLUMNS, faults))
    faults += [
        _unknown(f"{divisions}: {place.code}", f"{place.level} {place.parent}")
        for place in places.values()
        if place.level not in _LEVELS or (place.parent and place.parent not in places)
    ]
    ids = {row["id"] for _, row in rows}
    for where, row in rows:
        if places and row["division"] not in places:  # without any, their own file is at fault
            faults.append(_unknown(f"{where}: division", row["division"]))
        if row["parent"] and row["parent"] not in ids:
            faults.append(_unknown(f"{where}: parent", row["parent"]))
    if faults:
        raise ConfigError(tuple(faults))
    return Directory.of(places.values(), (_organisation(row) for _, row in rows))


def organisation_faults(written: Iterable[Organisation], directory: Directory) -> list[Fault]:
    """What is wrong with organisations that were written at the desk and are part of ``directory``: a division or a
    superior that there is not, or a name that another one has, too (it would belong to neither)."""
    faults = []
    for one in written:
        where = f"organisation {one.id}"
        if one.division not in directory.divisions:
            faults.append(_unknown(f"{where}: division", one.division))
        if one.parent and (one.parent not in directory.organisations or one.parent == one.id):
            faults.append(_unknown(f"{where}: parent", one.parent))
        for other in directory.organisations.values():
            shared = sorted(set(one.names) & set(other.names))
            if shared and other.id != one.id:
                faults.append(_shared(where, shared[0], other))
    return faults


def _rows(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each row under its place (``file: line 2``); a row that lacks its name or repeats one is a fault instead."""
    seen: set[str] = set()
    for number, row in enumerate(_read(path, columns, faults), 2):
        where, key = f"{path}: line {number}", row[columns[0]]
        if not key or not row["name"] or key in seen:
            remedy = Words(f"每行的 {columns[0]} 唯一，name 不为空", f"one line a {columns[0]}, with a name")
            faults.append(Fault(where, Words(f"{key!r} 重复或为空", f"{key!r} is repeated or empty"), remedy))
        else:
            yield where, row
        seen.add(key)


def _read(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> list[dict[str, str]]:
    """The lines of a file; none of one that is no such file, which is a fault."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            header = tuple(reader.fieldnames or ())
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        what = Words(f"无法读取：{in_chinese(str(error))}", f"cannot be read: {error}")
        faults.append(Fault(str(path), what, Words("文件须为 UTF-8 的 CSV", "the file is CSV in UTF-8")))
        return []
    if header != columns:
        listed = ",".join(columns)
        what = Words(f"表头是 {','.join(header)}", f"the header is {','.join(header)}")
        faults.append(Fault(f"{path}: line 1", what, Words(f"写 {listed}", f"write {listed}")))
        return []
    return rows


def _division(row: Mapping[str, str]) -> Division:
    return Division(row["code"], row["name"], row["parent"], row["level"])


def _organisation(row: Mapping[str, str]) -> Organisation:
    others = (name.strip() for name in row["other_names"].split(";"))
    names = (row["name"], *(name for name in others if name))
    return Organisation(row["id"], names, row["division"], row["parent"], row["department_no"], row["credit_code"])


def _unknown(place: str, value: str) -> Fault:
    return Fault(
        place,
        Words(f"{value!r} 没有定义", f"{value!r} is not defined"),
        Words("先登记它，或改正", "define it, or mend it"),
    )


def _shared(place: str, name: str, other: Organisation) -> Fault:
    return Fault(
        place,
        Words(f"名称“{name}”也属于{other.name}", f"the name {name!r} is also that of {other.id}"),
        Words(
            "一个名称只能属于一个单位：从其中之一去掉它",
            "a name can belong to one organisation only: remove it from one of them",
        ),
    )
