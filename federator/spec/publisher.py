"""Who published: the organisation that a written name means."""

import re

from federator.model.place import Directory, Organisation, city_of
from federator.spec.naming import ways

_MOST = 4000
_JOINT = re.compile(r"[、,，;；\s]+")


def resolve(written: str, division: str, directory: Directory) -> Organisation | None:
    """The organisation meant by ``written`` on a page of ``division``; of several signing together the first known.

    A short name counts from where it is used: 市规划和自然资源局 on a site of 杭州市 is 杭州市规划和自然资源局.
    """
    if found := directory.named(written):
        return found
    known = directory.resolved
    if (written, division) not in known:
        if len(known) > _MOST:  # whatever strangers write: it must not grow for ever
            known.clear()
        known[written, division] = _meant(written, division, directory)
    return known[written, division]


def county_of(division: str, title: str, directory: Directory) -> str:
    """The county that a notice of ``division`` is about: its own, or the only one of its city that the title names."""
    place = directory.divisions.get(division)
    if place is None or place.level == "county":
        return division if place else ""
    named = [one.code for one in directory.counties.get(city_of(division), ()) if one.name in title]
    return named[0] if len(named) == 1 else ""


def _meant(written: str, division: str, directory: Directory) -> Organisation | None:
    whole = _one(written, division, directory)
    if whole or not _JOINT.search(written):
        return whole
    several = (_one(name, division, directory) for name in _JOINT.split(written))
    return next((organisation for organisation in several if organisation), None)


def _one(name: str, division: str, directory: Directory) -> Organisation | None:
    if found := directory.named(name):
        return found
    for code in (division, city_of(division), division[:2] + "0000"):
        place = directory.divisions.get(code)
        if place and name[:1] == place.name[-1:] and (found := directory.named(place.name[:-1] + name)):
            return found
    return next((found for way in ways(name, division, directory) if (found := directory.named(way))), None)
