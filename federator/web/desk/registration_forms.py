"""What the registration's forms say, as the tables of a registry file: read and complained of by the same code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from federator.connectors.catalogue import CONNECTORS, PRESETS
from federator.connectors.recognise import PRODUCTS
from federator.model.errors import Fault
from federator.model.people import Right
from federator.model.place import Division, Organisation
from federator.model.site import JsonRule, Rule, Site
from federator.model.table import Table
from federator.registry import Accepted, read_site_table, written_rule
from federator.registry.bulk_row import FLAGS
from federator.web.desk.signing import me
from federator.web.display import City, cities
from federator.web.labels import FORM_LABELS
from federator.web.language import said
from federator.web.parts import parts

RHYTHMS = ("15m", "30m", "1h", "2h", "6h", "12h", "1d")
"""How often a source may be visited, as the desk offers it."""

LONGEST = 1000
"""Characters of a field that are read."""

RULE = ("rows", "title", "link", "date", "next")
"""What the desk asks of a rule; a rule that says more keeps it."""

SITE = ("id", "name", "organisation", "division", "home")
_TEXTS = ("id", "name", "url", "organisation", "division", "connector", "category", "every", "ends")

Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A city with its own organisations and those of its counties, for choosing among them."""

    division: Division
    organisations: tuple[Organisation, ...]


def accepted() -> Accepted:
    """The vocabulary of a registry file."""
    return Accepted(CONNECTORS, parts().profile.categories, parts().directory.divisions, PRESETS)


def said_of_site(form: Form) -> dict[str, Any]:
    """The site's own keys, as the form has them."""
    return {key: form[key].strip()[:LONGEST] for key in SITE if key in form}


def said_of_source(form: Form, rule: Mapping[str, Any]) -> dict[str, Any]:
    """A source's table. ``rule``: what its rule says beyond the form's fields."""
    table: dict[str, Any] = {key: form[key].strip()[:LONGEST] for key in _TEXTS if form.get(key, "").strip()}
    table |= {key: key in form for key in FLAGS}
    written = {key: form[key].strip()[:LONGEST] for key in RULE if form.get(key, "").strip()}
    if written:
        others = {key: value for key, value in rule.items() if key not in RULE}
        table |= {"rule": others | written, "connector": "html-list"}
    elif table.get("connector") == "html-list":
        del table["connector"]
    return table


def read(table: Mapping[str, Any]) -> Site:
    """The site of a table. Raises ConfigError with every fault."""
    return read_site_table(Table(table, ""), accepted())


def with_source(table: Mapping[str, Any], source: Mapping[str, Any], instead_of: str = "") -> dict[str, Any]:
    """A site's table with a source more, or in the place of another."""
    sources = list(table.get("sources", ()))
    ids = [one["id"] for one in sources]
    place = ids.index(instead_of) if instead_of in ids else len(sources)
    return {**table, "sources": [*sources[:place], dict(source), *sources[place + 1 :]]}


def without_source(table: Mapping[str, Any], id: str) -> dict[str, Any]:
    """A site's table without one of its sources."""
    return {**table, "sources": [one for one in table.get("sources", ()) if one["id"] != id]}


def complaints(faults: Collection[Fault]) -> list[str]:
    """What is wrong with a form, one sentence a fault, each beginning with the field."""
    return [f"{_field(fault.place)}{_('：')}{said(fault.what)}{_('；')}{said(fault.remedy)}" for fault in faults]


def _field(place: str) -> str:
    *above, key = place.split(".")
    label = str(FORM_LABELS.get(key, key))
    return f"{label} ({above[1]})" if len(above) > 1 and above[0] == "sources" else label


def choices(*chosen: str) -> dict[str, Any]:
    """What the forms offer. ``chosen``: organisations that are not in the directory and stand in the form already."""
    directory = parts().directory
    grouped = [Place(city.division, _of(city)) for city in _with_province()]
    known = directory.organisations
    return {
        "places": [place for place in grouped if place.organisations],
        "strangers": sorted({one for one in chosen if one and one not in known}),
        "cities": cities(directory),
        "provinces": [one for one in directory.divisions.values() if one.level == "province"],
        "categories": parts().profile.categories.values(),
        "rhythms": RHYTHMS,
        "products": PRODUCTS,
        "own_sites": [site for site in parts().store.sites() if _mine(site)],
    }


def selectors(rule: Rule | JsonRule | None) -> dict[str, str]:
    """The fields of a rule of CSS selectors that say something."""
    return written_rule(rule) if isinstance(rule, Rule) else {}


def _with_province() -> list[City]:
    directory = parts().directory
    provinces = [City(one, ()) for one in directory.divisions.values() if one.level == "province"]
    return [*provinces, *cities(directory)]


def _of(city: City) -> tuple[Organisation, ...]:
    codes = {city.division.code, *(county.code for county in city.counties)}
    return tuple(one for one in parts().directory.organisations.values() if one.division in codes)


def _mine(site: Site) -> bool:
    return me().may(Right.EDIT_SITE, site.id, site.organisation)
