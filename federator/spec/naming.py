"""The ways in which pages write the name of a bureau that the directory has under another one.

Each way is a name that the directory may know instead; none is guessed: what the directory does not have stays unknown.
"""

import re
from collections.abc import Iterator

from federator.model.place import Directory, Division, city_of

_LABEL = re.compile(r"^(?:信息|稿件|内容)?(?:来源|发布(?:机构|单位)|公开主体|作者|单位)[:：]")
_BRACKETED = re.compile(r"[（(][^（()）]{1,20}[）)]$")
_OWN = re.compile(r"(?<=[局厅委院中心])(?:本级|机关|局机关)$")
_DEPARTMENT = re.compile(r"(?<=局)(?!.*局)[\u4e00-\u9fff]{2,10}(?:科|处|股|室)$|(?<=厅)[\u4e00-\u9fff]{2,10}(?:处|室)$")
_BUREAU = re.compile(
    r"(?:自然资源(?:和|与)?规划局|规划(?:和|与)?(?:自然)?资源局|资源(?:和|与)?规划局|自然资源局|自规局|资规局|规资局|规自局"
    r"|国土资源(?:管理)?局|国土局)"
)
"""Every name that a land bureau has had or is called by for short; which of them is meant the place says."""
_HALL = re.compile(r"省?(?:国土|国土资源|自然资源)厅")
_NAMES = ("自然资源和规划局", "规划和自然资源局", "自然资源局", "国土资源局")
"""The names under which directories list them."""


def ways(written: str, division: str, directory: Directory) -> Iterator[str]:
    """Names that ``written``, on a page of ``division``, may stand for, the nearest to it first."""
    name = _plain(written)
    yield name
    places = [*_places(division, directory), *_named_in(name, directory), *_with_branch(name, division, directory)]
    yield from _without_upper(name, places)
    for place in places:
        yield from _of_place(name, place, directory)


def _plain(written: str) -> str:
    """Without a label before it, brackets behind it, 本级, or the name of a department of its own."""
    name = "".join(_LABEL.sub("", written).split())
    for behind in (_BRACKETED, _OWN, _DEPARTMENT):
        name = behind.sub("", name)
    return name


def _places(division: str, directory: Directory) -> list[Division]:
    """The place itself, its city, its province."""
    codes = dict.fromkeys((division, city_of(division), division[:2] + "0000"))
    return [directory.divisions[code] for code in codes if code in directory.divisions]


def _named_in(name: str, directory: Directory) -> list[Division]:
    """The county or city that the name itself begins with, where there is one of that name (a portal of the province
    carries everybody's notices)."""
    places = (one for one in directory.divisions.values() if one.level in ("county", "city"))
    found = [one for one in places if name.startswith(one.name)]
    return found if len(found) == 1 else []


def _with_branch(name: str, division: str, directory: Directory) -> list[Division]:
    """The county of the same city whose branch it is, by more than 余杭分局: police and taxes have those, too."""
    counties = directory.counties.get(city_of(division), ()) if name.endswith("分局") else ()
    found = [one for one in counties if _without_place(name, one)]
    return found if len(found) == 1 else []


def _without_upper(name: str, places: list[Division]) -> Iterator[str]:
    """浙江省青田县自然资源局 and 丽水市青田县自然资源局 are 青田县自然资源局."""
    for place in reversed(places):
        if name.startswith(place.name):
            name = name.removeprefix(place.name)
            yield name


def _of_place(name: str, place: Division, directory: Directory) -> Iterator[str]:
    """省国土厅 is that of the province; 青田自规局, 县自规局 are the bureau of 青田县; 西湖分局, 国土西湖分局,
    某局西湖区分局 the branch of 西湖区."""
    short, level = place.name[:-1], place.name[-1:]
    if place.level == "province" and _HALL.fullmatch(name.removeprefix(short)):
        yield f"{place.name}自然资源厅"
    bureau = _BUREAU.search(name)
    if bureau and name[: bureau.start()] in ("", level, short, place.name) and bureau.end() == len(name):
        yield from (f"{place.name}{core}" for core in _NAMES)
    city = directory.divisions.get(city_of(place.code))
    head = _without_place(name, place) if city and place.level == "county" else None
    if city and head is not None:
        head = head.removeprefix(city.name).removeprefix(city.name[:-1]).removeprefix("市")
        if not head or _BUREAU.fullmatch(f"{head.removesuffix('局')}局"):
            yield from (f"{city.name}{core}{short}分局" for core in _NAMES)
            yield from (f"{place.name}{core}" for core in _NAMES)


def _without_place(name: str, place: Division) -> str | None:
    """The 国土 of 国土余杭分局, 国土余杭区分局 and 余杭国土分局; None where it is no branch there."""
    branch = name.removesuffix("分局") if name.endswith("分局") else ""
    for called in (place.name, place.name[:-1]):
        if branch.endswith(called):
            return branch.removesuffix(called)
        if branch.startswith(called):
            return branch.removeprefix(called)
    return None
