"""A configuration file under reading: typed values out, faults gathered by key."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar

from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.words import Words

_MISSING = Words("缺少该项", "is missing")
_FILL_IN = Words("请补上该项", "fill it in")
_IN_QUOTES = Words('写成引号内的文字，例如 "330100"', 'write it as text in quotation marks, such as "330100"')
_NOTHING = re.compile("")
Choice = TypeVar("Choice", bound=StrEnum)

_KEYS_OF_TOMLLIB = re.compile(r"\(('[^']*'(?:, '[^']*')*),?\)")
"""Python's way to write the keys that lead somewhere: ``('fetch',)``, ``('sources', 'rule')``."""

_DEEPEST = 100
"""Keys in keys. What reads TOML takes time that grows with their square, and on one line there may be a million."""


def read_toml(text: str) -> dict[str, Any]:
    """The table that ``text`` is, whoever wrote it. Raises ValueError with the line where it is none, or too deep."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.count(".") > _DEEPEST:
            raise ValueError(f"line {number} has more than {_DEEPEST} dots: write it as several")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(_KEYS_OF_TOMLLIB.sub(_as_written, str(error))) from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _as_written(keys: re.Match[str]) -> str:
    joined = keys[1].strip("'").replace("', '", ".")
    return f"[{joined}]"


@dataclass(slots=True)
class Table:
    """``place`` is the file and the keys that lead here; subtables share ``faults``."""

    values: Mapping[str, Any]
    place: str
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path) -> Self:
        """The whole of a TOML file, with or without the mark that Windows writes before UTF-8. Raises ConfigError,
        naming the line, where it cannot be read."""
        try:
            return cls.written(path.read_text("utf-8-sig"), f"{path}: ")
        except (UnicodeDecodeError, OSError) as error:
            raise ConfigError((_unreadable(str(path), error),)) from error

    @classmethod
    def written(cls, text: str, place: str) -> Self:
        """The same of text that stands at ``place``."""
        try:
            return cls(read_toml(text), place)
        except ValueError as error:
            raise ConfigError((_unreadable(place.removesuffix(": "), error),)) from error

    def done(self) -> None:
        """Raise ConfigError with every fault that reading has gathered."""
        if self.faults:
            raise ConfigError(tuple(self.faults))

    def fault(self, key: str, what: Words, remedy: Words) -> None:
        """Note that ``key`` of this table is wrong."""
        self.faults.append(Fault(f"{self.place}{key}", what, remedy))

    def only(self, keys: Collection[str]) -> None:
        """Every other key is a fault: a misspelt one would silently count for nothing."""
        known = ", ".join(sorted(keys))
        for key in self.values:
            if key not in keys:
                self.fault(key, Words("不认识的键", "no such key"), Words(f"可用：{known}", f"known: {known}"))

    def text(self, key: str, usual: str | None = None) -> str:
        """Text; without ``usual`` it must stand there and not be empty."""
        value = self.values.get(key, usual)
        if isinstance(value, str) and (value.strip() or usual is not None):
            return value.strip()
        if value is None or isinstance(value, str):
            self.fault(key, _MISSING if value is None else Words("是空的", "is empty"), _FILL_IN)
        else:
            self.fault(key, Words(f"{value!r} 不是文字", f"{value!r} is no text"), _IN_QUOTES)
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; ``()`` where the key is absent."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.fault(key, Words("应为字符串列表", "must be a list of texts"), Words('例如 ["甲", "乙"]', 'such as ["a"]'))
        return ()

    def number(self, key: str) -> int | None:
        """A whole number, zero or above; None where the key is absent."""
        value = self.values.get(key)
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
            return value
        what = Words(f"{value!r} 不是非负整数", f"{value!r} is not a whole number of zero or more")
        self.fault(key, what, Words("写一个整数，或删去该项", "write a whole number, or leave the key out"))
        return None

    def count(self, key: str) -> int:
        """A whole number that must stand there."""
        if key not in self.values:
            self.fault(key, _MISSING, _FILL_IN)
        return self.number(key) or 0

    def flag(self, key: str, usual: bool | None = None) -> bool:
        """``true`` or ``false``; without ``usual`` it must stand there."""
        value = self.values.get(key, usual)
        if isinstance(value, bool):
            return value
        what = _MISSING if value is None else Words(f"{value!r} 不是布尔值", f"{value!r} is no boolean")
        self.fault(key, what, Words("写 true 或 false", "write true or false"))
        return False

    def day(self, key: str) -> date | None:
        """A date of TOML; None where the key is absent."""
        value = self.values.get(key)
        if value is None or type(value) is date:
            return value
        what = Words(f"{value!r} 不是日期", f"{value!r} is no date")
        self.fault(key, what, Words("例如 2021-09-01", "such as 2021-09-01"))
        return None

    def words(self) -> Words:
        """This table's ``zh`` and ``en``."""
        return Words(self.text("zh"), self.text("en"))

    def choice(self, key: str, kind: type[Choice], usual: str | None = None) -> Choice:
        """One member of an enumeration."""
        value = self.known(key, self.text(key, usual), tuple(kind))
        return kind(value) if value in tuple(kind) else next(iter(kind))

    def known(self, key: str, value: str, names: Collection[str], remedy: Words | None = None) -> str:
        """``value``, which must be empty or one of ``names``; the remedy lists them unless one is given."""
        if value and value not in names:
            listed = ", ".join(sorted(names))
            usual = Words(f"可用：{listed}", f"known: {listed}")
            self.fault(key, Words(f"{value!r} 不存在", f"{value!r} is unknown"), remedy or usual)
        return value

    def pattern(self, key: str, prepared: Callable[[str], str] = str) -> re.Pattern[str]:
        """A regular expression, compiled as it is ``prepared``."""
        return self._compiled(key, prepared(self.text(key)))

    def patterns(self, key: str) -> tuple[re.Pattern[str], ...]:
        """A list of regular expressions; ``()`` where the key is absent."""
        return tuple(self._compiled(key, written) for written in self.texts(key))

    def _compiled(self, key: str, written: str) -> re.Pattern[str]:
        try:
            return re.compile(written)
        except re.error as error:
            what = Words(f"正则表达式无效：{error}", f"not a valid regular expression: {error}")
            self.fault(key, what, Words("修正该表达式", "mend the expression"))
            return _NOTHING

    def table(self, key: str) -> "Table":
        """A subtable that must stand there."""
        value = self.values.get(key)
        if isinstance(value, dict):
            return Table(value, f"{self.place}{key}.", self.faults)
        what = _MISSING if value is None else Words("应为表", "must be a table")
        self.fault(key, what, Words(f"加上 [{key}]", f"add [{key}]"))
        return Table({}, f"{self.place}{key}.", self.faults)

    def tables(self) -> Iterator[tuple[str, "Table"]]:
        """Each subtable of this one, by its key."""
        for key in self.values:
            yield key, self.table(key)

    def rows(self, key: str, named_by: str = "") -> Iterator["Table"]:
        """Each table of the list ``[[key]]``, placed by its ``named_by`` or numbered from 1; none where absent."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.fault(
                key, Words("应为表的列表", "must be a list of tables"), Words(f"写 [[{key}]]", f"write [[{key}]]")
            )
            return
        for number, one in enumerate(value, 1):
            yield Table(one, f"{self.place}{key}.{one.get(named_by, number)}.", self.faults)


def _unreadable(place: str, error: Exception) -> Fault:
    what = Words(f"无法读取：{in_chinese(str(error))}", f"cannot be read: {error}")
    return Fault(
        place,
        what,
        Words("按提示修正；须为 UTF-8 编码的 TOML", "correct what is named; the file must be TOML in UTF-8"),
    )
