"""What a column is proposed as before anybody has read its notices: category and organisation, each with its reason."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from federator.model.place import Directory, Organisation
from federator.model.profile import Profile
from federator.model.words import Words
from federator.spec.categories import Signs, choose, evidence_in
from federator.spec.publisher import resolve

TITLES = 10
"""How many of a column's newest titles are looked at."""

_MOST, _FEWEST = 0.5, 3
_SAID_BY_NONE = "fallback"
_OF_LAND = re.compile(r"自然资源|国土|土地|规划")
_BESIDE_NAME = re.compile(r"(?:信息公开|政务公开|政府信息|专栏|专题|栏目|目录|主页|首页|信息|动态|网)+$")
_OF_SITE = re.compile(r"(?:门户|官方|政务|信息|网站|官网|网)+$")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code or id, ``""`` where nothing speaks for one; and what it rests on."""

    value: str
    reason: Words


def propose_category(name: str, trail: Sequence[str], titles: Sequence[str], profile: Profile) -> Proposal:
    """The category of a column by the words of its name, then by its newest ``titles``, then by the menus it stands in
    (``trail``)."""
    if found := _by_name(name, profile):
        return Proposal(found[0], Words(f"栏目名称含“{found[1]}”", f"its name says {found[1]!r}"))
    chosen = [choose(Signs(title), None, profile) for title in titles[:TITLES]]
    codes = Counter(code for code, reason in chosen if reason != _SAID_BY_NONE)
    code, count = codes.most_common(1)[0] if codes else ("", 0)
    if count >= _FEWEST and count > _MOST * len(chosen):
        seen = f"{count}/{len(chosen)}"
        return Proposal(code, Words(f"最新标题中 {seen} 条属此类", f"{seen} of its newest titles"))
    for above in reversed(trail):
        if found := _by_name(above, profile):
            return Proposal(found[0], Words(f"位于“{above}”之下", f"it stands under {above!r}"))
    return Proposal("", Words("名称和标题均不足以判断", "neither name nor titles say"))


def _by_name(name: str, profile: Profile) -> tuple[str, str] | None:
    found = evidence_in(Signs("", column=name), profile)
    return (found[0][0].category, found[0][1]) if found else None


def propose_site(name: str, site_code: str, sponsors: Iterable[str], directory: Directory) -> tuple[Proposal, Proposal]:
    """Division and organisation of a site by its SiteIDCode and its name, and by who it says answers for it."""
    division = _division(name, site_code, directory)
    named = (name, _OF_SITE.sub("", name))
    for written, where in (*((one, _SITE_NAME) for one in named), *((one, _SPONSOR) for one in sponsors)):
        if found := resolve(written, division.value, directory):
            reason = Words(f"{where.zh}为“{written}”", f"{where.en} is {written!r}")
            return division if division.value else Proposal(found.division, reason), Proposal(found.id, reason)
    own = [one for one in directory.organisations.values() if one.division == division.value]
    if len(own) == 1 and _OF_LAND.search(name):
        place = directory.division_name(division.value)
        return division, Proposal(own[0].id, Words(f"{place}唯一登记的单位", f"the only organisation of {place}"))
    return division, Proposal("", Words("单位名录中找不到", "found in no directory"))


_SITE_NAME = Words("网站名称", "the site's name")
_SPONSOR = Words("主办单位", "who the page says answers for it")


def _division(name: str, site_code: str, directory: Directory) -> Proposal:
    """The first six digits of SiteIDCode (``bm`` + 8 digits says none), else the division that the name begins with."""
    if site_code[:6] in directory.divisions:
        return Proposal(site_code[:6], Words(f"网站标识码 {site_code}", f"SiteIDCode {site_code}"))
    named = [one for one in directory.divisions.values() if one.name in name and one.level != "retired"]
    if named:
        finest = max(named, key=lambda one: (one.level == "county", one.level == "city"))
        return Proposal(finest.code, Words(f"网站名称含“{finest.name}”", f"the site's name says {finest.name!r}"))
    return Proposal("", Words("未标明行政区划", "nothing names a division"))


def propose_organisation(name: str, trail: Sequence[str], division: str, directory: Directory) -> Proposal | None:
    """The organisation that the column's name, or a menu it stands in, names; None where it is its site's."""
    for written in (name, *reversed(trail)):
        if found := _named(_BESIDE_NAME.sub("", written), division, directory):
            return Proposal(found.id, Words(f"栏目“{written}”", f"the column {written!r}"))
    return None


def _named(name: str, division: str, directory: Directory) -> Organisation | None:
    """``自然资源和规划`` on the portal of 青田县 is 青田县自然资源和规划局."""
    if len(name) < 4:
        return None
    place = directory.division_name(division) if division else ""
    written = (name, f"{name}局", f"{place}{name}", f"{place}{name}局", f"{place}{name}中心")
    return next((found for one in written if (found := resolve(one, division, directory))), None)
