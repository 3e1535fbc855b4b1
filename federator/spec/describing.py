"""A profile written out for its editors, as Markdown: every row that it has, with what the row rests on."""

from collections.abc import Iterable, Iterator, Sequence

from federator.model.matter import Extra, Subtype
from federator.model.profile import Category, Profile

_YES, _NO = "yes", "no"


def profile_as_markdown(profile: Profile) -> str:
    """Sections of tables; the same profile gives the same text."""
    sections = (
        _general(profile),
        _table("Categories", _CATEGORY, map(_category, profile.categories.values())),
        _table("Fields of every record", _FIELD, _fields(profile)),
        _table("Fields that only some categories have", _EXTRA, _extras(profile)),
        _table("Sub-types", _SUBTYPE, map(_subtype, profile.subtypes)),
        _table("Clauses", _CLAUSE, _clauses(profile)),
        _table("Personal data", ("category", "kind", "what becomes of it"), _personal(profile)),
        _table("What speaks for a category, the heaviest first", _EVIDENCE, _evidence(profile)),
        _table("Titles that leave their category's zone", ("zone", "editions", "category", "pattern"), _zones(profile)),
        _table("Values in English", ("value", "English"), profile.english.items()),
    )
    return "\n".join(sections)


_CATEGORY = ("code", "名称", "name", "deadline", "counts from", "moves every", "requires", "looks for",
             "zones; editions", "legal basis", "verified")  # fmt: skip
_FIELD = ("field", "名称", "name", "labels that pages print", "rests on", "verified")
_EXTRA = ("field", "名称", "name", "kind", "unit", "in", "labels", "rests on", "verified")
_SUBTYPE = ("sub-type", "category", "name", "deadline", "must hang", "existed", "without", "legal basis", "verified")
_CLAUSE = ("clause", "severity", "hides earlier versions", "条款", "what", "rests on", "verified")
_EVIDENCE = ("weight", "category", "where", "pattern")


def _general(profile: Profile) -> str:
    limits = ", ".join(f"`{name} = {value}`" for name, value in profile.limits.items())
    return (
        f"### {profile.name.zh} · {profile.name.en}\n\n`{profile.stamp}`. Where nothing speaks for a category: "
        f"{profile.fallback_category}. Published where 公开属性 is {profile.disclosures[0]}. Limits: {limits}.\n"
    )


def _table(heading: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = (columns, ("---",) * len(columns), *rows)
    return f"### {heading}\n\n" + "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _code(pattern: str) -> str:
    """A pattern as it is written; backticks within it would end the code."""
    return f"`` {pattern} ``" if pattern else ""


def _said(verified: bool) -> str:
    return _YES if verified else _NO


def _time(value: int | None, unit: str) -> str:
    return f"{value} {unit.replace('_', ' ')}s" if value is not None else ""


def _category(one: Category) -> Sequence[object]:
    looked_for = (extra.name for extra in one.matter.extras if extra.name not in one.required_extra)
    start = f"{one.deadline_from} (`{one.deadline_field}`)" if one.deadline_field else one.deadline_from
    return (one.code, one.name.zh, one.name.en, _time(one.deadline_value, one.deadline_unit), start,
            _time(one.freshness_days, "day"), _named(one.required_extra), _named(looked_for),
            f"{'、'.join(one.zones)}; {'、'.join(one.editions)}", one.legal_basis, _said(one.verified))  # fmt: skip


def _fields(profile: Profile) -> Iterator[Sequence[object]]:
    for one in profile.fields.values():
        yield (f"`{one.name}`", one.label.zh, one.label.en, "、".join(one.labels), one.rests_on, _said(one.verified))


def _extras(profile: Profile) -> Iterator[Sequence[object]]:
    for one in profile.extras.values():
        asked = [code for code, category in profile.categories.items() if one in category.matter.extras]
        yield (f"`{one.name}`", one.label.zh, one.label.en, one.kind, one.unit, ", ".join(asked), _labels(one),
               one.rests_on, _said(one.verified))  # fmt: skip


def _labels(one: Extra) -> str:
    return _code(one.labels.pattern) if one.labels else "、".join(choice.value for choice in one.choices)


def _subtype(one: Subtype) -> Sequence[object]:
    existed = f"{one.since or ''} – {one.until or ''}" if one.since or one.until else ""
    return (f"`{one.id}`", one.category, one.name.en, _time(one.deadline_value, one.deadline_unit),
            _time(one.displayed_value, one.displayed_unit), existed, _named(one.without), one.legal_basis,
            _said(one.verified))  # fmt: skip


def _clauses(profile: Profile) -> Iterator[Sequence[object]]:
    for one in profile.clauses.values():
        hides = _YES if one.hides else ""
        yield (f"`{one.id}`", one.severity, hides, one.what.zh, one.what.en, one.rests_on, _said(one.verified))


def _personal(profile: Profile) -> Iterator[Sequence[object]]:
    for category, rules in (("all others", profile.personal), *profile.personal_of.items()):
        for kind, rule in rules.items():
            yield (category, kind, rule)


def _evidence(profile: Profile) -> Iterator[Sequence[object]]:
    return ((one.weight, one.category, one.where, _code(one.written)) for one in profile.evidence)


def _zones(profile: Profile) -> Iterator[Sequence[object]]:
    for one in profile.zone_rules:
        yield (one.zone, "、".join(one.editions), one.category or "any", _code(one.pattern.pattern))
