"""Which category a notice belongs to: the source's own, unless evidence weighs more; and the zones that follow."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from federator.model.making import made_quickly
from federator.model.profile import Category, Evidence, Profile, Where
from federator.spec.title import closed_up

_HEAD, _SAYS_LITTLE = 600, 14
"""How much of a body is its head; up to which length a title (公告, 结果公示) leaves it to the body. Characters."""
_PLACES = tuple(Where)


@made_quickly
@dataclass(frozen=True, slots=True)
class Signs:
    """What evidence is looked for in. ``column`` is the page's ColumnName; ``genre`` its 体裁, 主题 and 组配分类."""

    title: str
    doc_no: str = ""
    column: str = ""
    genre: str = ""
    body: str = ""

    def places(self) -> Mapping[Where, str]:
        """The words at each place where the notice has some."""
        title = closed_up(self.title)
        document = f"{self.doc_no} {title}" if self.doc_no else ""
        body = self.body[:_HEAD] if len(self.title) <= _SAYS_LITTLE else ""
        words = zip(_PLACES, (title, document, self.column, self.genre, body), strict=True)
        return {where: said for where, said in words if said}


def choose(signs: Signs, source_category: str | None, profile: Profile) -> tuple[str, str]:
    """Category and reason: the heaviest evidence above the source's weight, the source's own, any evidence, or none.

    The reason names the evidence as seen (``title: 征地补偿安置公告``), ``source default`` or ``fallback``.
    """
    threshold = profile.limits["source_weight"] if source_category else -1
    places = signs.places()
    for evidence in _asked(profile, threshold, frozenset(places)):
        if found := evidence.pattern.search(places[evidence.where]):
            return evidence.category, f"{evidence.where}: {found[0].strip()}"
    if source_category:
        return source_category, "source default"
    return profile.fallback_category, "fallback"


@lru_cache(maxsize=256)
def _asked(profile: Profile, threshold: int, places: Set[Where]) -> tuple[Evidence, ...]:
    """The evidence of more weight than ``threshold`` that is looked for at ``places``, the heaviest first."""
    return tuple(one for one in profile.evidence if one.weight > threshold and one.where in places)


def evidence_in(signs: Signs, profile: Profile) -> list[tuple[Evidence, str]]:
    """Everything that speaks for a category, the heaviest first, with the words that do."""
    places = signs.places()
    found = ((one, one.pattern.search(places[one.where])) for one in _asked(profile, -1, frozenset(places)))
    return [(evidence, words[0].strip()) for evidence, words in found if words]


def zones_of(category: str, title: str, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Zones (专区) and editions (版) of the portal: a zone rule that fits the title, else the category's own."""
    for rule in profile.zone_rules:
        if rule.category in ("", category) and rule.pattern.search(title):
            return (rule.zone,), rule.editions
    own: Category = profile.categories[category]
    return own.zones, own.editions
