"""What people do to the registry: each act in one transaction with its line in the audit log."""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from datetime import datetime
from enum import StrEnum
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any

from federator.model.errors import FederatorError
from federator.model.health import RuleState, WorkedOutRule
from federator.model.lives import PASSAGES, Comment, Move
from federator.model.people import Actor
from federator.model.rhythm import Reason
from federator.model.site import Rule, Site, Source
from federator.model.words import Words
from federator.store import audit, health, sites
from federator.store.audit import Things
from federator.store.columns import insert, instant, listed
from federator.store.database import Part

_NOTHING: Things = MappingProxyType({})
_COMMENT = ("site", "at", "person", "move", "text")
_TOLD = ("name", "url", "organisation", "division", "connector", "category", "complete", "pages", "ends")
_INSERT_COMMENT = insert("comments", _COMMENT)


class Refusal(StrEnum):
    """Why nothing was written."""

    ID_TAKEN = "id-taken"
    NO_SUCH_SITE = "no-such-site"
    NOT_FROM_HERE = "not-from-here"
    """Its life does not allow the move, any more or yet."""


class RegistryError(FederatorError):
    """An act that cannot be done now; nothing was written."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(str(why))
        self.why = why


class Registry(Part):
    """The registry as people change it. ``by`` is who does so."""

    def site(self, id: str) -> Site | None:
        """One site with its sources."""
        with self._database.reading() as connection:
            return sites.site(connection, id)

    def add(self, site: Site, by: Actor, charge: bool) -> None:
        """A new site. ``charge``: who adds it answers for it from now on. Raises RegistryError: ID_TAKEN."""
        with self._database.writing() as connection:
            if sites.site(connection, site.id):
                raise RegistryError(Refusal.ID_TAKEN)
            self._write(connection, None, site, by, "site-added")
            if charge:
                self._charge(connection, site.id, by)

    def put(self, site: Site, by: Actor) -> None:
        """Write a site whole, as a registry file has it, new or in the place of what there was. Its rules are not kept
        in the history: the file is theirs."""
        with self._database.writing() as connection:
            before = sites.site(connection, site.id)
            if site != before:
                self._save(connection, before, site, by, "site-changed" if before else "site-added")

    def change(self, id: str, edit: Callable[[Site], Site], by: Actor) -> Site:
        """Write what ``edit`` makes of the site as it is then; whatever it raises leaves all as it was.

        Raises RegistryError: NO_SUCH_SITE."""
        with self._database.writing() as connection:
            before = _found(connection, id)
            after = edit(before)
            if after != before:
                self._write(connection, before, after, by, "site-changed")
            return after

    def move(self, id: str, move: Move, why: str, by: Actor) -> Site:
        """Take a site from one life to the next, with the reason. Raises RegistryError: NO_SUCH_SITE, NOT_FROM_HERE."""
        with self._database.writing() as connection:
            before = _found(connection, id)
            if before.life not in PASSAGES[move].before:
                raise RegistryError(Refusal.NOT_FROM_HERE)
            after = replace(before, life=PASSAGES[move].after)
            self._write(connection, before, after, by, f"site-{move}", {"why": why} if why else {})
            if why:
                self._comment(connection, id, why, str(move), by)
            return after

    def comment(self, id: str, text: str, by: Actor) -> None:
        """Something said about a site. Raises RegistryError: NO_SUCH_SITE."""
        with self._database.writing() as connection:
            _found(connection, id)
            self._comment(connection, id, text, "", by)
            audit.record(connection, by, self._clock(), "site-comment", f"site/{id}", {}, {"text": text})

    def comments(self, id: str) -> tuple[Comment, ...]:
        """What was said about a site, the oldest first."""
        found = self._database.current().execute(
            "SELECT at, person, move, text FROM comments WHERE site = ? ORDER BY number", (id,)
        )
        return tuple(Comment(datetime.fromisoformat(at), *rest) for at, *rest in found)

    def visit_now(self, id: str, keys: Iterable[str], by: Actor) -> None:
        """Let these sources of a site be due at once."""
        keys = tuple(keys)
        with self._database.writing() as connection:
            connection.execute(
                "UPDATE source_state SET next_due = ?, reason = ? WHERE source IN (SELECT value FROM json_each(?))",
                (instant(self._clock()), Reason.ASKED, listed(keys)),
            )
            audit.record(connection, by, self._clock(), "site-visit-now", f"site/{id}", {}, {"sources": list(keys)})

    def _write(
        self, connection: Connection, before: Site | None, after: Site, by: Actor, act: str, more: Things = _NOTHING
    ) -> None:
        old = {one.key: one.rule for one in before.sources} if before else {}
        self._save(connection, before, after, by, act, more)
        for one in after.sources:
            if isinstance(one.rule, Rule) and one.rule != old.get(one.key):
                self._keep_rule(connection, one, one.rule, by)

    def _save(
        self, connection: Connection, before: Site | None, after: Site, by: Actor, act: str, more: Things = _NOTHING
    ) -> None:
        sites.save_site(connection, after, self._clock())
        audit.record(connection, by, self._clock(), act, f"site/{after.id}", told(before), told(after) | dict(more))

    def _keep_rule(self, connection: Connection, source: Source, rule: Rule, by: Actor) -> None:
        """A rule that a person gave stands in the same history as those that were worked out."""
        given = (Words("人工填写或确认", "written or confirmed by a person"),)
        kept = WorkedOutRule(source.key, rule, RuleState.IN_FORCE, given, person=by.person)
        health.append_rule(connection, kept, self._clock())

    def _comment(self, connection: Connection, id: str, text: str, move: str, by: Actor) -> None:
        connection.execute(_INSERT_COMMENT, (id, instant(self._clock()), by.person, move, text))

    def _charge(self, connection: Connection, id: str, by: Actor) -> None:
        before = _charge_of(connection, by)
        connection.execute("UPDATE people SET sites = ? WHERE id = ?", (listed([*before, id]), by.person))
        told = {"sites": before}, {"sites": [*before, id]}
        audit.record(connection, by, self._clock(), "person-charged", f"person/{by.person}", *told)


def _charge_of(connection: Connection, by: Actor) -> list[str]:
    (written,) = connection.execute("SELECT sites FROM people WHERE id = ?", (by.person,)).fetchone()
    return sorted(json.loads(written))


def told(site: Site | None) -> dict[str, Any]:
    """What the audit log keeps of a site: its own fields, and those of each source under its id."""
    if site is None:
        return {}
    own = {name: str(getattr(site, name)) for name in ("name", "organisation", "division", "home", "life")}
    of_sources = [(one.id, _source_told(one)) for one in site.sources]
    return own | {f"{id}.{name}": value for id, fields in of_sources for name, value in fields.items()}


def _source_told(source: Source) -> dict[str, Any]:
    given = {name: getattr(source, name) for name in _TOLD}
    rule = {name: value for name, value in asdict(source.rule).items() if value} if source.rule else None
    return given | {"every": source.every.total_seconds(), "rule": rule}


def _found(connection: Connection, id: str) -> Site:
    site = sites.site(connection, id)
    if site is None:
        raise RegistryError(Refusal.NO_SUCH_SITE)
    return site
