"""Changing a site of the registry: who may, within what was approved, and what is told who may not."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import abort
from flask_babel import gettext as _

from federator.model.errors import ConfigError, FederatorError
from federator.model.lives import APPROVED
from federator.model.people import Right, Role
from federator.model.site import Life, Site
from federator.registry import beyond_approval, site_table
from federator.store.registering import RegistryError
from federator.web.desk.registration_forms import complaints, read
from federator.web.desk.signing import actor, me
from federator.web.parts import parts


class RefusedError(FederatorError):
    """A change that cannot be made, or that this person may not make now; ``sentences`` say why, in the reader's
    language."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def site_of(id: str) -> Site:
    """The site, or 404."""
    return parts().store.registry.site(id) or abort(404)


def edit(id: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Site:
    """Write what ``change`` makes of the site's table, as it is at that moment.

    Raises RefusedError for what cannot be read and for what this person may not change, and 403.
    """
    try:
        return parts().store.registry.change(id, lambda site: permitted(site, read(change(site_table(site)))), actor())
    except ConfigError as error:
        raise RefusedError(*complaints(error.faults)) from error


def add(table: Mapping[str, Any]) -> Site:
    """Register the site of a table; a site administrator who does so answers for it. Raises RefusedError."""
    try:
        site = read(table)
        parts().store.registry.add(site, actor(), charge=me().role is Role.SITE)
    except ConfigError as error:
        raise RefusedError(*complaints(error.faults)) from error
    except RegistryError as error:
        raise RefusedError(_("这个站点标识已有人使用，请换一个。")) from error
    return site


def expect_open(site: Site) -> None:
    """Raise RefusedError while the site waits for approval, but for who approves."""
    if site.life is Life.SUBMITTED and not me().may(Right.APPROVE_SITE):
        raise RefusedError(_("站点正在审核。请先撤回，再修改。"))


def permitted(before: Site, after: Site) -> Site:
    """``after``, if this person may make it of ``before``; raises RefusedError, ConfigError, or 403."""
    _expect_rights(before, after)
    expect_open(before)
    approves = me().may(Right.APPROVE_SITE)
    if before.life in APPROVED and not approves and (faults := beyond_approval(before, after, me().organisations)):
        raise ConfigError(faults)
    return after


def _expect_rights(before: Site, after: Site) -> None:
    """Who answers for the site may change all of it; who answers for an organisation, that one's sources alone."""
    if _may(before, before.organisation) and _may(before, after.organisation):
        return
    old, new = (_sources(site) for site in (before, after))
    changed = [
        one for id in old.keys() | new.keys() if old.get(id) != new.get(id) for one in (old.get(id), new.get(id))
    ]
    organisations = {one.get("organisation", before.organisation) for one in changed if one}
    if _own(before) != _own(after) or not all(_may(before, one) for one in organisations):
        abort(403)


def _may(site: Site, organisation: str) -> bool:
    return me().may(Right.EDIT_SITE, site.id, organisation)


def _own(site: Site) -> dict[str, Any]:
    return {key: value for key, value in site_table(site).items() if key != "sources"}


def _sources(site: Site) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in site_table(site).get("sources", ())}
