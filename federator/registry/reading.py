"""One TOML file → one Site, or every fault in it by key."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from federator.model.site import Life, Rule, Site, Source
from federator.model.table import Table
from federator.model.words import Words
from federator.registry.duration import read_duration

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
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


def read_site(path: Path, accepted: Accepted) -> Site:
    """The site that a registry file describes; what a source leaves out is taken from its site.

    :raises ConfigError: with every fault of the file, each naming its key.
    """
    table = Table.of(path)
    site = _site(table, accepted)
    table.done()
    return site


def read_rule(path: Path) -> Rule:
    """A rule alone in a file, with the keys of ``[sources.rule]``.

    :raises ConfigError: with every fault of the file.
    """
    table = Table.of(path)
    rule = _rule(table)
    table.done()
    return rule


def _site(table: Table, accepted: Accepted) -> Site:
    table.only(_SITE_KEYS)
    site = Site(
        id=_identifier(table),
        name=table.text("name"),
        organisation=_organisation(table, table.text("organisation"), accepted),
        division=_division(table, table.text("division"), accepted),
        home=_address(table, "home"),
        life=table.choice("life", Life, Life.DRAFT),
    )
    sources = tuple(_source(one, site, accepted) for one in table.rows("sources", named_by="id"))
    for twice in {source.id for source in sources if [one.id for one in sources].count(source.id) > 1}:
        remedy = Words("给每个采集源不同的 id", "give each source an id of its own")
        table.fault(f"sources.{twice}", Words("id 重复", "this id is used twice"), remedy)
    return replace(site, sources=sources)


def _source(table: Table, site: Site, accepted: Accepted) -> Source:
    table.only(_SOURCE_KEYS)
    return Source(
        site=site.id,
        id=_identifier(table),
        name=table.text("name"),
        url=_address(table, "url"),
        organisation=_own(table, "organisation", _organisation, accepted) or site.organisation,
        division=_own(table, "division", _division, accepted) or site.division,
        site_name=site.name,
        home=site.home,
        connector=table.known("connector", table.text("connector", ""), accepted.connectors) or None,
        category=table.known("category", table.text("category", ""), accepted.categories) or None,
        every=_duration(table, "every") if "every" in table.values else _HOURLY,
        complete=table.flag("complete", False),
        pages=table.flag("pages", True),
        rule=_rule(table.table("rule")) if "rule" in table.values else None,
    )


def _own(table: Table, key: str, read: Callable[[Table, str, Accepted], str], accepted: Accepted) -> str:
    """What a source says itself; "" where it leaves the key to its site, whose faults are told once."""
    return read(table, table.text(key), accepted) if key in table.values else ""


def _rule(table: Table) -> Rule:
    table.only(_RULE_KEYS)
    return Rule(table.text("rows"), *(table.text(key, "") for key in ("title", "link", "date", "next")))


def _organisation(table: Table, value: str, accepted: Accepted) -> str:
    remedy = Words("在 organisations 文件中登记该单位", "add it to the organisations file")
    return table.known("organisation", value, accepted.organisations, remedy)


def _division(table: Table, value: str, accepted: Accepted) -> str:
    remedy = Words("使用 GB/T 2260 六位代码", "use the six-digit GB/T 2260 code")
    return table.known("division", value, accepted.divisions, remedy)


def _identifier(table: Table) -> str:
    value = table.text("id")
    if value and not _ID.fullmatch(value):
        remedy = Words("只用小写字母、数字和连字符", "use lower-case letters, digits and hyphens")
        table.fault("id", Words(f"{value!r} 不能作标识", f"{value!r} is no identifier"), remedy)
    return value


def _address(table: Table, key: str) -> str:
    value = table.text(key)
    if value and not _is_address(value):
        remedy = Words(
            "写完整的 http(s) 网址，不含用户名密码", "write a whole http(s) address without user or password"
        )
        table.fault(key, Words(f"{value!r} 不是可采集的网址", f"{value!r} is no address to visit"), remedy)
    return value


def _duration(table: Table, key: str) -> timedelta:
    value = table.text(key)
    try:
        return read_duration(value)
    except ValueError:
        what = Words(f"{value!r} 不是时间间隔", f"{value!r} is no time span")
        table.fault(key, what, Words("例如 30m、6h、1d", "such as 30m, 6h or 1d"))
        return _HOURLY


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
