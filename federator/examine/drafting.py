"""The columns found on a site as a draft for the registry, with ids made of their addresses."""

import re
from collections.abc import Collection
from dataclasses import replace
from itertools import count

from federator.examine.columns import Survey
from federator.model.place import Directory
from federator.model.site import Life, Site, Source
from federator.notation.address_parts import host_of

_SUFFIXES = ("gov", "cn", "com", "net", "org", "edu")
_NAMELESS = ("index", "default", "list", "main", "col")


def as_site(found: Survey, otherwise: Directory) -> Site:
    """The site as a draft for the registry. What nobody knows is filled so that it can be imported and mended: the
    province for the division, the site's own id for the organisation."""
    site_id = identifier(found.home)
    province = next((one.code for one in otherwise.divisions.values() if one.level == "province"), "")
    organisation, division = found.organisation.value or site_id, found.division.value or province
    site = Site(site_id, found.name, organisation, division, found.home, Life.DRAFT)
    ids: set[str] = set()
    sources = []
    for column in found.columns:
        own_id = source_id(column.url, ids)
        ids.add(own_id)
        sources.append(
            Source(
                site_id,
                own_id,
                column.name,
                column.url,
                column.organisation.value or organisation,
                division,
                found.name,
                found.home,
                connector=column.connector,
                category=column.category.value or None,
                rule=column.rule,
                ends=column.ends,
            )
        )
    return replace(site, sources=tuple(sources))


def identifier(home: str) -> str:
    """``http://ghzy.hangzhou.gov.cn/`` is ``ghzy-hangzhou``."""
    labels = [label for label in re.split(r"[.:]", host_of(home)) if label]
    while len(labels) > 1 and (labels[-1] in _SUFFIXES or labels[0] == "www"):
        labels = labels[:-1] if labels[-1] in _SUFFIXES else labels[1:]
    return _plain("-".join(labels)) or "site"


def source_id(url: str, taken: Collection[str]) -> str:
    """The last name of the address; with the one before it, or a number, where that is taken."""
    names = [_plain(name) for name in re.split(r"[/?&=]", url.partition("://")[2])[1:]]
    names = [name for name in names if name and name not in _NAMELESS] or ["column"]
    for several in (names[-1:], names[-2:], names[-3:]):
        if (tried := "-".join(several)[-40:].strip("-")) not in taken:
            return tried
    return next(tried for number in count(2) if (tried := f"{names[-1][-40:].strip('-')}-{number}") not in taken)


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"\.(?:s?html?|jsp|aspx?|php|xml)$", "", name.lower())).strip("-")[:60]
