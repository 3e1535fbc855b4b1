"""The province as tiles: where each city stands on the map, and which counties stand around it. Positions are data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from federator.model.place import Directory, Division, city_of
from federator.web.desk.conditions import Condition, Standing, worst

MAP = (
    ("330500", "330400", ""),
    ("330100", "330600", "330900"),
    ("330800", "330700", "330200"),
    ("331100", "330300", "331000"),
)
"""City codes, north above south and west left of east: Huzhou, Jiaxing; Hangzhou, Shaoxing, Zhoushan; Quzhou, Jinhua,
Ningbo; Lishui, Wenzhou, Taizhou. Cities of other provinces' directories follow behind."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A division and how the sites there fare: the most urgent condition of its sources, OFF where it has none."""

    division: Division
    condition: Condition
    sources: int
    waiting: int


@dataclass(frozen=True, slots=True)
class CityTile:
    """A city with its own sites, and its counties."""

    own: Tile
    counties: tuple[Tile, ...]


def tiles(standings: Iterable[Standing], directory: Directory) -> list[list[CityTile | None]]:
    """The rows of the map, each with its cities from west to east; None where the map has none."""
    there: dict[str, list[Standing]] = {}
    for one in standings:
        there.setdefault(one.view.source.division, []).append(one)
    cities = {code: one for code, one in directory.divisions.items() if one.level == "city"}
    placed = [code for row in MAP for code in row]
    others = sorted(code for code in cities if code not in placed)
    rows = [*MAP, *(tuple(others[first : first + 3]) for first in range(0, len(others), 3))]
    drawn = [[_city(code, cities, directory, there) for code in row] for row in rows]
    return [row for row in drawn if any(row)]


def _city(
    code: str, cities: Mapping[str, Division], directory: Directory, there: Mapping[str, Sequence[Standing]]
) -> CityTile | None:
    if code not in cities:
        return None
    counties = sorted(directory.counties.get(code, ()), key=lambda one: one.code)
    return CityTile(_tile(cities[code], there), tuple(_tile(county, there) for county in counties))


def _tile(division: Division, there: Mapping[str, Sequence[Standing]]) -> Tile:
    here = there.get(division.code, ())
    return Tile(division, worst(here), len(here), sum(one.attention.waiting for one in here))


def within(standings: Iterable[Standing], division: str) -> list[Standing]:
    """Those of a division; a city covers its counties, the province all."""
    if not division or division.endswith("0000"):
        return list(standings)
    return [
        one
        for one in standings
        if one.view.source.division == division or city_of(one.view.source.division) == division
    ]
