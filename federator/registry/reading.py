"""One TOML file → one Site, or every fault in it by key."""

import re
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from federator.model.details import in_chinese
from federator.model.errors import Fault
from federator.model.site import JsonRule, Life, Rule, Site, Source
from federator.model.table import Table
from federator.model.words import Words
from federator.notation.breaking_off import SHORTEST, squeezed
from federator.notation.selectors import BEFORE, BEHIND, flaw, relative
from federator.registry.duration import read_duration
from federator.registry.json_rule import is_json_rule, read_json_rule

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_SITE_KEYS = frozenset({"id", "name", "organisation", "division", "home", "life", "sources"})
_HOW = ("connector", "category", "every", "complete", "pages", "rule", "ends")
_SOURCE_KEYS = frozenset({"id", "name", "url", "organisation", "division", *_HOW})
_RULE_KEYS = tuple(field.name for field in fields(Rule))
_IN_ROW = ("title", "link", "date")
_HOURLY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a registry file may name: the vocabulary that other rooms own."""

    connectors: Collection[str]
    categories: Collection[str]
    divisions: Collection[str]
    presets: Collection[str]


def read_site(path: Path, accepted: Accepted) -> Site:
    """The site that a registry file describes; what a source leaves out is taken from its site.

    :raises ConfigError: with every fault of the file, each naming its key.
    """
    return read_site_table(Table.of(path), accepted)


def read_site_table(table: Table, accepted: Accepted) -> Site:
    """The site in a table that a file, a form or a list was brought into. Raises ConfigError as :func:`read_site`."""
    site = _site(table, accepted)
    table.done()
    return site


def strangers(site: Site, organisations: Collection[str]) -> tuple[Fault, ...]:
    """The organisations that a site names and nobody knows: no reason to refuse it, but its notices will carry the
    site's name and join no other organisation's."""
    named = dict.fromkeys([site.organisation, *(source.organisation for source in site.sources)])
    what = Words(
        "单位不在名录中，其信息以站点名称为发布机构",
        "not in the directory; the site's name is used as publisher",
    )
    remedy = Words(
        "在管理台的单位名录或 organisations 文件中登记该单位", "add it at the desk, or to the organisations file"
    )
    return tuple(Fault(f"{site.id}: {name}", what, remedy) for name in named if name not in organisations)


def read_rule(path: Path, presets: Collection[str]) -> Rule | JsonRule:
    """A rule alone in a file, with the keys of ``[sources.rule]``.

    :raises ConfigError: with every fault of the file.
    """
    table = Table.of(path)
    rule = _either_rule(table, "", presets)
    table.done()
    return rule


def read_rule_table(table: Table) -> Rule:
    """The rule of CSS selectors in a table. Raises ConfigError as :func:`read_rule`."""
    rule = _rule(table)
    table.done()
    return rule


def _site(table: Table, accepted: Accepted) -> Site:
    table.only(_SITE_KEYS)
    site = Site(
        id=_identifier(table),
        name=table.text("name"),
        organisation=table.text("organisation"),
        division=_division(table, accepted),
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
    connector = table.known("connector", table.text("connector", ""), accepted.connectors)
    return Source(
        site=site.id,
        id=_identifier(table),
        name=table.text("name"),
        url=_address(table, "url"),
        organisation=table.text("organisation", site.organisation),
        division=_division(table, accepted, site.division),
        site_name=site.name,
        home=site.home,
        connector=connector or None,
        category=table.known("category", table.text("category", ""), accepted.categories) or None,
        every=_every(table) if "every" in table.values else _HOURLY,
        complete=table.flag("complete", False),
        pages=table.flag("pages", True),
        rule=_either_rule(table.table("rule"), connector, accepted.presets) if "rule" in table.values else None,
        ends=_ends(table),
    )


def _either_rule(table: Table, connector: str, presets: Collection[str]) -> Rule | JsonRule:
    return read_json_rule(table, presets) if is_json_rule(table, connector) else _rule(table)


def _ends(table: Table) -> str:
    """One end a line, without blanks: pages break their lines here and there."""
    ends = [end for line in table.text("ends", "").splitlines() if (end := squeezed(line))]
    for end in ends:
        if len(end) < SHORTEST:
            what = Words(
                f"{end!r} 太短，页面别处也可能有", f"{end!r} is too short: it may stand elsewhere on a page, too"
            )
            remedy = Words(f"至少写 {SHORTEST} 个字符，只在页面末尾出现", f"write {SHORTEST} characters or more")
            table.fault("ends", what, remedy)
    return "\n".join(ends)


def _rule(table: Table) -> Rule:
    table.only(_RULE_KEYS)
    rule = Rule(table.text("rows"), **{key: table.text(key, "") for key in _RULE_KEYS if key != "rows"})
    for key in _RULE_KEYS:
        _check_selector(table, key, getattr(rule, key))
    return rule


def _check_selector(table: Table, key: str, selector: str) -> None:
    """A CSS selector; behind ``+`` or ``-`` where it is looked for around the row, either alone for a date."""
    sought = relative(selector)[1] if key in _IN_ROW else selector
    bare = key == "date" and selector.strip() in (BEHIND, BEFORE)
    what = "" if not selector or bare else flaw(sought) if sought else "it is empty"
    if what:
        remedy = Words("写一个 CSS 选择器，例如 ul.list > li", "write a CSS selector, such as ul.list > li")
        table.fault(
            key,
            Words(f"{selector!r} 不是选择器：{in_chinese(what)}", f"{selector!r} is not a selector: {what}"),
            remedy,
        )


def _division(table: Table, accepted: Accepted, usual: str | None = None) -> str:
    """A known division; a source that names none takes its site's, whose faults are told once."""
    if usual is not None and "division" not in table.values:
        return usual
    remedy = Words("使用 GB/T 2260 六位代码", "use the six-digit GB/T 2260 code")
    return table.known("division", table.text("division"), accepted.divisions, remedy)


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


def _every(table: Table) -> timedelta:
    value = table.text("every")
    try:
        return read_duration(value)
    except ValueError:
        what = Words(f"{value!r} 不是时间间隔", f"{value!r} is no time span")
        table.fault("every", what, Words("例如 30m、6h、1d", "such as 30m, 6h or 1d"))
        return _HOURLY


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return (
            parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
        )
    except ValueError:
        return False
