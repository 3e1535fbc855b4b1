"""What an approval covers: the hosts and organisations of a site as they were when the province looked at it."""

from collections.abc import Collection
from urllib.parse import urljoin

from federator.model.errors import Fault
from federator.model.site import JsonRule, Site, Source
from federator.model.words import Words
from federator.notation.address_parts import same_site

_OTHER_HOST = Words("该地址不在已批准的网站上", "this address is not on the site that was approved")
_ANEW = Words(
    "作为另一个站点登记，或请省级管理员修改",
    "register it as a separate site, or ask the provincial administrator to change it",
)


def beyond_approval(before: Site, after: Site, own: Collection[str]) -> tuple[Fault, ...]:
    """What a change makes of an approved site that was not approved: a column on another host, or one of an
    organisation that the site does not carry yet and that is none of the ``own`` of who changes it."""
    carried = {before.organisation, *(source.organisation for source in before.sources), *own}
    known = {source.key: source for source in before.sources}
    faults = []
    if not same_site(before.home, after.home):
        faults.append(Fault("home", Words(f"{after.home} 是另一个网站", f"{after.home} is another site"), _ANEW))
    if after.organisation not in carried:
        faults.append(_fault_of_organisation("organisation", after.organisation))
    for source in after.sources:
        old = known.get(source.key)
        place = f"sources.{source.id}."
        approved = (before.home, *_asked_by(old)) if old else (before.home,)
        if not all(any(same_site(one, asked) for one in approved) for asked in _asked_by(source)):
            faults.append(Fault(f"{place}url", _OTHER_HOST, _ANEW))
        if source.organisation not in carried:
            faults.append(_fault_of_organisation(f"{place}organisation", source.organisation))
    return tuple(faults)


def _asked_by(source: Source) -> tuple[str, ...]:
    """The addresses that a source names: its own, and that of the interface its rule asks."""
    interface = source.rule.address if isinstance(source.rule, JsonRule) else ""
    return (source.url, urljoin(source.url, interface))


def _fault_of_organisation(place: str, organisation: str) -> Fault:
    what = Words(f"{organisation} 不在已批准的单位之列", f"{organisation} is not one of the approved organisations")
    return Fault(place, what, Words("请省级管理员修改", "ask the province to change it"))
