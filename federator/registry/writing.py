"""One Site → one TOML file. What equals the site's own or the usual value is left out, so an export of an
import of an export is byte for byte the export."""

from dataclasses import asdict
from typing import Any

import tomli_w

from federator.model.site import JsonRule, Rule, Site, Source
from federator.registry.duration import write_duration
from federator.registry.json_rule import write_json_rule


def write_site(site: Site) -> str:
    """The registry file of a site, as text."""
    return tomli_w.dumps(site_table(site))


def site_table(site: Site) -> dict[str, Any]:
    """The tables of a site's registry file."""
    table: dict[str, Any] = {
        "id": site.id,
        "name": site.name,
        "organisation": site.organisation,
        "division": site.division,
        "home": site.home,
        "life": str(site.life),
    }
    if site.sources:
        table["sources"] = [_source(source, site) for source in site.sources]
    return table


def _source(source: Source, site: Site) -> dict[str, Any]:
    table: dict[str, Any] = {"id": source.id, "name": source.name, "url": source.url}
    if source.organisation != site.organisation:
        table["organisation"] = source.organisation
    if source.division != site.division:
        table["division"] = source.division
    if source.connector:
        table["connector"] = source.connector
    if source.category:
        table["category"] = source.category
    table |= {"every": write_duration(source.every), "complete": source.complete, "pages": source.pages}
    if source.ends:
        table["ends"] = source.ends
    if isinstance(source.rule, JsonRule):
        table["rule"] = write_json_rule(source.rule)
    elif source.rule:
        table["rule"] = written_rule(source.rule)
    return table


def written_rule(rule: Rule) -> dict[str, str]:
    """The selectors of a rule that say something, as they stand in a registry file."""
    return {name: selector for name, selector in asdict(rule).items() if selector}
