"""Which category a notice belongs to: the source's own, unless evidence weighs more; and the zones that follow."""

from dataclasses import dataclass

from federator.model.profile import Category, Evidence, Profile, Where

_HEAD, _SAYS_LITTLE = 600, 14
"""How much of a body is its head; up to which length a title (公告, 结果公示) leaves it to the body. Characters."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What evidence is looked for in. ``column`` is the page's ColumnName; ``genre`` its 体裁, 主题 and 组配分类."""

    title: str
    doc_no: str = ""
    column: str = ""
    genre: str = ""
    body: str = ""

    def at(self, where: Where) -> str:
        """The words at one place, ``""`` where the notice has none there."""
        match where:
            case Where.TITLE:
                return self.title
            case Where.DOCUMENT:
                return f"{self.doc_no} {self.title}" if self.doc_no else ""
            case Where.COLUMN:
                return self.column
            case Where.GENRE:
                return self.genre
            case Where.BODY:
                return self.body[:_HEAD] if len(self.title) <= _SAYS_LITTLE else ""


def choose(signs: Signs, source_category: str | None, profile: Profile) -> tuple[str, str]:
    """Category and reason: the heaviest evidence above the source's weight, the source's own, any evidence, or none.

    The reason names the evidence as seen (``title: 征地补偿安置公告``), ``source default`` or ``fallback``.
    """
    threshold = profile.limits["source_weight"] if source_category else -1
    for evidence in profile.evidence:
        if evidence.weight <= threshold:
            break
        found = evidence.pattern.search(signs.at(evidence.where))
        if found:
            return evidence.category, f"{evidence.where}: {found[0].strip()}"
    if source_category:
        return source_category, "source default"
    return profile.fallback_category, "fallback"


def evidence_in(signs: Signs, profile: Profile) -> list[tuple[Evidence, str]]:
    """Everything that speaks for a category, the heaviest first, with the words that do."""
    found = ((evidence, evidence.pattern.search(signs.at(evidence.where))) for evidence in profile.evidence)
    return [(evidence, words[0].strip()) for evidence, words in found if words]


def zones_of(category: str, title: str, profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Zones (专区) and editions (版) of the portal: a zone rule that fits the title, else the category's own."""
    for rule in profile.zone_rules:
        if rule.category in ("", category) and rule.pattern.search(title):
            return (rule.zone,), rule.editions
    own: Category = profile.categories[category]
    return own.zones, own.editions
