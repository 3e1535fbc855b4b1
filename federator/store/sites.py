"""The registry: sites and their sources, in the order of their file."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from federator.model.site import JsonRule, Life, Rule, Site, Source
from federator.store.columns import insert, upsert, written
from federator.store.health import end_rules

_COLUMNS = (
    "site",
    "id",
    "name",
    "url",
    "organisation",
    "division",
    "site_name",
    "home",
    "connector",
    "category",
    "every",
    "complete",
    "pages",
    "rule",
    "ends",
)
SOURCE = ", ".join(f"c.{column}" for column in _COLUMNS)
"""The columns that :func:`source_of` reads, of a table called ``c``."""
SOURCE_WIDTH = len(_COLUMNS)

_SITE = ("id", "name", "organisation", "division", "home", "life")
_WRITE_SITE = upsert("sites", _SITE, ("id",))
_INSERT_SOURCE = insert("sources", ("key", "position", *_COLUMNS))


def source_of(values: Sequence[Any]) -> Source:
    """The source in a row of :data:`SOURCE`."""
    named = dict(zip(_COLUMNS, values, strict=True))
    rule = named["rule"]
    return Source(
        **named
        | {
            "every": timedelta(seconds=named["every"]),
            "complete": bool(named["complete"]),
            "pages": bool(named["pages"]),
            "rule": _rule_of(json.loads(rule)) if rule else None,
        }
    )


def _rule_of(stored: dict[str, Any]) -> Rule | JsonRule:
    """Selectors always have rows; a rule of JSON keeps its fields as pairs, so that it can be compared."""
    if "rows" in stored:
        return Rule(**stored)
    fields = tuple((label, mapping) for label, mapping in stored.pop("fields"))
    return JsonRule(**stored, fields=fields)


def save_site(connection: Connection, site: Site, at: datetime) -> None:
    """Write the site whole. A source that left it leaves the registry; its items keep its name. Where one is to be read
    otherwise now, what was worked out for it stands back."""
    anew = _described_anew(connection, site)
    connection.execute(_WRITE_SITE, [str(getattr(site, name)) for name in _SITE])
    connection.execute("DELETE FROM sources WHERE site = ?", (site.id,))
    connection.executemany(_INSERT_SOURCE, [_values(position, source) for position, source in enumerate(site.sources)])
    for key in anew:
        end_rules(connection, key, at)


def _described_anew(connection: Connection, site: Site) -> list[str]:
    found = connection.execute("SELECT key, url, connector, rule FROM sources WHERE site = ?", (site.id,))
    before = {key: how for key, *how in found}
    now = {one.key: [one.url, one.connector, _rule(one)] for one in site.sources}
    return [key for key, how in now.items() if key in before and before[key] != how]


def _rule(source: Source) -> str | None:
    return written(asdict(source.rule)) if source.rule else None


def site(connection: Connection, id: str) -> Site | None:
    """One site with its sources, None where there is none."""
    return next(iter(sites(connection, id)), None)


def sites(connection: Connection, id: str | None = None) -> tuple[Site, ...]:
    """All sites by id, their sources in the order of their file; only one where ``id`` names it."""
    found = connection.execute(
        f"SELECT {SOURCE} FROM sources AS c WHERE ?1 IS NULL OR c.site = ?1 ORDER BY c.site, c.position", (id,)
    )
    by_site = {site: tuple(several) for site, several in groupby(map(source_of, found), lambda one: one.site)}
    rows = connection.execute(
        "SELECT id, name, organisation, division, home, life FROM sites WHERE ?1 IS NULL OR id = ?1 ORDER BY id", (id,)
    )
    return tuple(
        Site(id, name, organisation, division, home, Life(life), by_site.get(id, ()))
        for id, name, organisation, division, home, life in rows
    )


def sources(connection: Connection, life: Life | None = Life.ACTIVE) -> tuple[Source, ...]:
    """Sources of the sites in that life (None: in any), by key."""
    found = connection.execute(
        f"""SELECT {SOURCE} FROM sources AS c JOIN sites AS t ON t.id = c.site
            WHERE ?1 IS NULL OR t.life = ?1 ORDER BY c.key""",
        (life,),
    )
    return tuple(map(source_of, found))


def _values(position: int, source: Source) -> tuple[object, ...]:
    values = {name: getattr(source, name) for name in _COLUMNS}
    values["every"] = source.every.total_seconds()
    values["rule"] = _rule(source)
    return source.key, position, *values.values()
