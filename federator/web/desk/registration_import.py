"""A list of many sites, taken line by line: what was taken, what not, and why.

entries ─▶ by site ─▶ each line by itself ─▶ site of the good ones ─▶ may this person? ─▶ written
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby
from typing import Any

from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from federator.examine.drafting import identifier, source_id
from federator.model.errors import ConfigError
from federator.model.people import Right, Role
from federator.model.site import Life, Site
from federator.notation.address_parts import same_site
from federator.registry import site_table
from federator.registry.bulk import Entry
from federator.spec.proposing import propose_site
from federator.store.registering import RegistryError
from federator.web.desk.registration_forms import complaints, read, with_source
from federator.web.desk.registration_writing import RefusedError, permitted
from federator.web.desk.signing import actor, me
from federator.web.parts import parts


class Verdict(StrEnum):
    """What became of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report. ``why`` it was refused, in the reader's language."""

    place: str
    site: str
    source: str
    verdict: Verdict
    why: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """The lines of one site, with what the registry has of it."""

    id: str
    known: Site | None
    entries: list[Entry]
    own: dict[str, Any]
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)


def take(entries: Iterable[Entry]) -> list[Line]:
    """Write what can be written, a transaction a site; hand back the report in the order of the list."""
    named = [(_site_id(entry), entry) for entry in entries]
    report: list[Line] = []
    for id, several in groupby(sorted(named, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        report += _take_site(_group(id, [entry for _id, entry in several]))
    order = {entry.place: number for number, (_id, entry) in enumerate(named)}
    return sorted(report, key=lambda line: order.get(line.place, 0))


def _site_id(entry: Entry) -> str:
    """The id that the line gives its site; else that of a registered site at its address; else one made of it."""
    if entry.site.get("id"):
        return str(entry.site["id"])
    home = str(entry.site.get("home") or (entry.source or {}).get("url", ""))
    known = (site.id for site in parts().store.sites() if home and same_site(site.home, home))
    return next(known, "") or identifier(home)


def _group(id: str, entries: list[Entry]) -> _Group:
    known = parts().store.registry.site(id)
    own: dict[str, Any] = {}
    for entry in entries:
        own |= entry.site
    own["id"] = id
    if known is None:
        division, organisation = propose_site(str(own.get("name", "")), "", (), parts().directory)
        own = {"division": division.value, "organisation": organisation.value, "life": "draft"} | own
    return _Group(id, known, entries, own)


def _take_site(group: _Group) -> list[Line]:
    if not _may(group):
        return [_line(entry, group, Verdict.REFUSED, (_("这个站点由别人负责。"),)) for entry in group.entries]
    try:
        before = group.known
        table = _merged(group, site_table(before) if before else {})
        after = _write(group, read(table))
    except ConfigError as error:
        return _all_refused(group, tuple(complaints(error.faults)))
    except RefusedError as error:
        return _all_refused(group, error.sentences)
    except (Forbidden, RegistryError):
        return _all_refused(group, (_("您无权修改这个站点，或它刚被别人改动。"),))
    return list(_report(group, before, after))


def _may(group: _Group) -> bool:
    if group.known is None:
        return me().may(Right.REGISTER_SITE)
    return me().may(Right.EDIT_SITE, group.id, group.known.organisation)


def _merged(group: _Group, table: dict[str, Any]) -> dict[str, Any]:
    """The site's table with the good lines in it; the others are noted as refused. What a line leaves out stays."""
    table = {**table, **_own_keys(group)}
    bare = {key: value for key, value in table.items() if key != "sources"}
    read(bare)  # a site that cannot be read refuses all its lines
    for entry in group.entries:
        if entry.source is None:
            continue
        ids = {one["id"]: one for one in table.get("sources", ())}
        url = str(entry.source.get("url", ""))
        at = next((one["id"] for one in ids.values() if one["url"] == url), "")
        id = str(entry.source.get("id") or at or source_id(url, ids))
        source = {**ids.get(id, {}), **entry.source, "id": id}
        try:
            read({**bare, "sources": [source]})
        except ConfigError as error:
            group.refused[entry.place] = tuple(complaints(error.faults))
        else:
            table = with_source(table, source, id)
    return table


def _own_keys(group: _Group) -> dict[str, Any]:
    """A known site keeps its life; a new one begins as a draft, unless an approver says otherwise."""
    if group.known:
        return {key: value for key, value in group.own.items() if key != "life"}
    return group.own if me().may(Right.APPROVE_SITE) else group.own | {"life": str(Life.DRAFT)}


def _write(group: _Group, after: Site) -> Site:
    registry = parts().store.registry
    if group.known is None:
        registry.add(after, actor(), charge=me().role is Role.SITE)
        return after

    def decided(site: Site) -> Site:
        if site != group.known:
            raise RefusedError(_("站点刚被别人改动，请重新导入。"))
        return permitted(site, after)

    return registry.change(group.id, decided, actor())


def _report(group: _Group, before: Site | None, after: Site) -> Iterator[Line]:
    was_site, now_site = site_table(before) if before else {}, site_table(after)
    old, new = ({one["url"]: one for one in table.get("sources", ())} for table in (was_site, now_site))
    for entry in group.entries:
        if entry.place in group.refused:
            yield _line(entry, group, Verdict.REFUSED, group.refused[entry.place])
            continue
        url = str(entry.source.get("url", "")) if entry.source else ""
        was, now = (old.get(url), new.get(url)) if entry.source else (was_site, now_site)
        verdict = Verdict.NEW if not was else Verdict.SAME if was == now else Verdict.CHANGED
        yield _line(entry, group, verdict)


def _all_refused(group: _Group, why: tuple[str, ...]) -> list[Line]:
    return [_line(entry, group, Verdict.REFUSED, group.refused.get(entry.place, why)) for entry in group.entries]


def _line(entry: Entry, group: _Group, verdict: Verdict, why: tuple[str, ...] = ()) -> Line:
    source: Mapping[str, Any] = entry.source or {}
    name = str(group.own.get("name") or group.id)
    return Line(entry.place, name, str(source.get("name") or source.get("url", "")), verdict, why)
