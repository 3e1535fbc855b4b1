"""One TOML file → one Site, or every fault in it by key."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from federator.model.errors import ConfigError, Fault
from federator.model.site import Life, Rule, Site, Source
from federator.model.words import Words
from federator.registry.duration import read_duration

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_LIVES = ", ".join(Life)
_FILL_IN = Words("请补上该项", "fill it in")
_SITE_KEYS = frozenset({"id", "name", "organisation", "division", "home", "life", "sources"})
_SOURCE_KEYS = frozenset(
    {"id", "name", "url", "connector", "category", "every", "complete", "pages", "organisation", "division", "rule"}
)
_RULE_KEYS = frozenset({"rows", "title", "link", "date", "next"})
_HOURLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a registry file may name: the vocabulary that other rooms own."""

    connectors: Collection[str]
    categories: Collection[str]
    divisions: Collection[str]
    organisations: Collection[str]


@dataclass(slots=True)
class _Table:
    """One table of the file under reading; gathers faults under the keys where they stand."""

    values: Mapping[str, Any]
    place: str
    faults: list[Fault] = field(default_factory=list)

    def fault(self, key: str, what: Words, remedy: Words) -> None:
        self.faults.append(Fault(f"{self.place}{key}", what, remedy))

    def only(self, keys: Collection[str]) -> None:
        for key in self.values.keys() - keys:
            known = ", ".join(sorted(keys))
            self.fault(key, Words("不认识的键", "no such key"), Words(f"可用：{known}", f"known: {known}"))

    def text(self, key: str, usual: str | None = None) -> str:
        value = self.values.get(key, usual)
        if isinstance(value, str) and (value.strip() or usual is not None):
            return value.strip()
        what = Words("缺少该项", "is missing") if value is None else Words("应为非空字符串", "must be text, not empty")
        self.fault(key, what, _FILL_IN)
        return ""

    def flag(self, key: str, usual: bool) -> bool:
        value = self.values.get(key, usual)
        if not isinstance(value, bool):
            self.fault(
                key,
                Words(f"{value!r} 不是布尔值", f"{value!r} is no boolean"),
                Words("写 true 或 false", "write true or false"),
            )
            return usual
        return value

    def one_of(self, key: str, value: str, known: Collection[str], remedy: Words) -> str:
        if value and value not in known:
            self.fault(key, Words(f"{value!r} 不存在", f"{value!r} is unknown"), remedy)
        return value

    def identifier(self, key: str) -> str:
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            remedy = Words("只用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")
            self.fault(key, Words(f"{value!r} 不能作标识", f"{value!r} is no identifier"), remedy)
        return value

    def address(self, key: str) -> str:
        value = self.text(key)
        if value and not _is_address(value):
            remedy = Words(
                "写完整的 http(s) 网址，不含用户名密码", "write a whole http(s) address without user or password"
            )
            self.fault(key, Words(f"{value!r} 不是可采集的网址", f"{value!r} is no address to visit"), remedy)
        return value

    def duration(self, key: str) -> timedelta:
        if key not in self.values:
            return _HOURLY
        value = self.text(key)
        try:
            return read_duration(value)
        except ValueError:
            what = Words(f"{value!r} 不是时间间隔", f"{value!r} is no time span")
            self.fault(key, what, Words("例如 30m、6h、1d", "such as 30m, 6h or 1d"))
            return _HOURLY


def read_site(path: Path, accepted: Accepted) -> Site:
    """The site that a registry file describes; what a source leaves out is taken from its site.

    :raises ConfigError: with every fault of the file, each naming its key.
    """
    table = _Table(_load(path), f"{path}: ")
    site = _site(table, accepted)
    if table.faults:
        raise ConfigError(tuple(table.faults))
    return site


def read_rule(path: Path) -> Rule:
    """A rule alone in a file, with the keys of ``[sources.rule]``.

    :raises ConfigError: with every fault of the file.
    """
    faults: list[Fault] = []
    rule = _rule_of(_Table(_load(path), f"{path}: ", faults))
    if faults:
        raise ConfigError(tuple(faults))
    return rule


def _load(path: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        what = Words(f"无法读取：{error}", f"cannot be read: {error}")
        remedy = Words(
            "按提示的行号修正，文件须为 UTF-8 编码的 TOML", "mend the line that is named; the file is TOML in UTF-8"
        )
        raise ConfigError((Fault(str(path), what, remedy),)) from error


def _site(table: _Table, accepted: Accepted) -> Site:
    table.only(_SITE_KEYS)
    life = table.one_of("life", table.text("life", "draft"), tuple(Life), Words(f"可用：{_LIVES}", f"known: {_LIVES}"))
    site = Site(
        id=table.identifier("id"),
        name=table.text("name"),
        organisation=_organisation(table, table.text("organisation"), accepted),
        division=_division(table, table.text("division"), accepted),
        home=table.address("home"),
        life=Life(life) if life in tuple(Life) else Life.DRAFT,
    )
    sources = tuple(_source(one, site, accepted, table.faults) for one in _source_tables(table))
    for twice in {source.id for source in sources if [one.id for one in sources].count(source.id) > 1}:
        remedy = Words("给每个采集源不同的 id", "give each source an id of its own")
        table.fault(f"sources.{twice}", Words("id 重复", "this id is used twice"), remedy)
    return Site(site.id, site.name, site.organisation, site.division, site.home, site.life, sources)


def _source_tables(table: _Table) -> list[_Table]:
    listed = table.values.get("sources", [])
    if not isinstance(listed, list) or not all(isinstance(one, dict) for one in listed):
        table.fault("sources", Words("应为 [[sources]] 表", "must be [[sources]] tables"), _FILL_IN)
        return []
    return [
        _Table(one, f"{table.place}sources.{one.get('id', number)}.", table.faults)
        for number, one in enumerate(listed, 1)
    ]


def _source(table: _Table, site: Site, accepted: Accepted, faults: list[Fault]) -> Source:
    table.only(_SOURCE_KEYS)
    connectors = ", ".join(sorted(accepted.connectors))
    categories = ", ".join(sorted(accepted.categories))
    connector = table.text("connector", "")
    rule = _rule(table, faults)
    return Source(
        site=site.id,
        id=table.identifier("id"),
        name=table.text("name"),
        url=table.address("url"),
        organisation=_own(table, "organisation", _organisation, accepted) or site.organisation,
        division=_own(table, "division", _division, accepted) or site.division,
        site_name=site.name,
        home=site.home,
        connector=table.one_of(
            "connector", connector, accepted.connectors, Words(f"可用：{connectors}", f"known: {connectors}")
        )
        or None,
        category=table.one_of(
            "category",
            table.text("category", ""),
            accepted.categories,
            Words(f"可用：{categories}", f"known: {categories}"),
        )
        or None,
        every=table.duration("every"),
        complete=table.flag("complete", False),
        pages=table.flag("pages", True),
        rule=rule,
    )


def _own(table: _Table, key: str, read: Callable[[_Table, str, Accepted], str], accepted: Accepted) -> str:
    """What a source says itself; "" where it leaves the key to its site, whose faults are told once."""
    return read(table, table.text(key), accepted) if key in table.values else ""


def _rule(table: _Table, faults: list[Fault]) -> Rule | None:
    written = table.values.get("rule")
    if written is None:
        return None
    if not isinstance(written, dict):
        table.fault("rule", Words("应为 [sources.rule] 表", "must be a [sources.rule] table"), _FILL_IN)
        return None
    return _rule_of(_Table(written, f"{table.place}rule.", faults))


def _rule_of(table: _Table) -> Rule:
    table.only(_RULE_KEYS)
    return Rule(table.text("rows"), *(table.text(key, "") for key in ("title", "link", "date", "next")))


def _organisation(table: _Table, value: str, accepted: Accepted) -> str:
    remedy = Words("在 organisations 文件中登记该单位", "add it to the organisations file")
    return table.one_of("organisation", value, accepted.organisations, remedy)


def _division(table: _Table, value: str, accepted: Accepted) -> str:
    remedy = Words("使用 GB/T 2260 六位代码", "use the six-digit GB/T 2260 code")
    return table.one_of("division", value, accepted.divisions, remedy)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
