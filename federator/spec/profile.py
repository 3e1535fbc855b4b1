"""The publishing profile: one TOML file → one Profile, or every fault in it by key."""

import re
from collections.abc import Mapping
from operator import attrgetter
from pathlib import Path

from federator.model.breach import Severity
from federator.model.matter import Extra
from federator.model.profile import Category, Clause, Evidence, FieldSpec, Personal, Profile, Where, ZoneRule
from federator.model.table import Table
from federator.model.words import Words
from federator.notation.alternatives import spread
from federator.notation.folding import fold, label_key
from federator.spec.clauses import CLAUSES
from federator.spec.matter import RECORD, TIMES, read_date_field, read_fields_of_matter, read_matter, read_subtype
from federator.spec.personal import KINDS

_NEVER = re.compile("(?!)")
_LIMITS = frozenset({"abstract_max", "earliest_year", "future_days", "source_weight"})
_KEYS = frozenset(
    {"id", "version", "name", "fallback_category", "no_publisher", "limits", "personal", "disclosure"}
    | {"fields", "categories", "evidence", "zones", "clauses", "extra", "other_labels", "doubts", "subtypes", "english"}
)
_CATEGORY_KEYS = frozenset(
    {"zh", "en", "deadline_value", "deadline_unit", "deadline_from", "deadline_field", "legal_basis", "verified"}
    | {"freshness_days", "weight", "required_extra", "looks_for", "keys", "zones", "editions"}
    | {"target_days", "target_since"}
)


def load_profile(path: Path) -> Profile:
    """The profile that ``path`` holds.

    :raises ConfigError: with every fault of the file, each naming its key; TOML that cannot be read names its line.
    """
    table = Table.of(path)
    profile = _profile(table)
    if "english" in table.values:
        table.table("english").only({*profile.disclosures, *profile.zones, *profile.editions})
    table.done()
    return profile


def _profile(table: Table) -> Profile:
    table.only(_KEYS)
    extras = read_fields_of_matter(table)
    words = table.pattern("other_labels"), table.pattern("doubts") if "doubts" in table.values else _NEVER
    categories = {code: _category(code, one, extras, *words) for code, one in table.table("categories").tables()}
    disclosure = table.table("disclosure")
    return Profile(
        id=table.text("id"),
        version=table.text("version"),
        name=table.table("name").words(),
        categories=categories,
        fields={name: _field(name, one) for name, one in _known_tables(table, "fields", RECORD)},
        evidence=_evidence(table, categories),
        clauses={name: _clause(name, one) for name, one in _known_tables(table, "clauses", CLAUSES)},
        fallback_category=table.known("fallback_category", table.text("fallback_category"), categories),
        disclosures=_disclosures(table, disclosure),
        disclosure_words={fold(word): value for value in disclosure.values for word in disclosure.texts(value)},
        no_publisher=table.pattern("no_publisher"),
        zone_rules=tuple(_zone_rule(one, categories) for one in table.rows("zones")),
        limits=_limits(table.table("limits")),
        personal=_personal(table.table("personal"), categories),
        personal_of=_personal_of(table.table("personal"), categories),
        extras=extras,
        english=_english(table),
        subtypes=tuple(read_subtype(one, categories, extras) for one in table.rows("subtypes", "id")),
    )


def _known_tables(table: Table, key: str, names: Mapping[str, object] | frozenset[str]) -> list[tuple[str, Table]]:
    part = table.table(key)
    part.only(names)
    return [(name, one) for name, one in part.tables() if name in names]


def _category(
    code: str, table: Table, extras: Mapping[str, Extra], others: re.Pattern[str], doubts: re.Pattern[str]
) -> Category:
    table.only(_CATEGORY_KEYS)
    return Category(
        code=code,
        name=table.words(),
        deadline_value=table.number("deadline_value"),
        deadline_unit=table.known("deadline_unit", table.text("deadline_unit", ""), TIMES),
        deadline_from=table.text("deadline_from", ""),
        deadline_field=read_date_field(table, extras),
        legal_basis=table.text("legal_basis"),
        verified=table.flag("verified"),
        freshness_days=table.number("freshness_days"),
        weight=table.number("weight"),
        required_extra=table.texts("required_extra"),
        zones=table.texts("zones"),
        editions=table.texts("editions"),
        matter=read_matter(table, extras, others, doubts),
        target_days=table.number("target_days"),
        target_since=table.day("target_since"),
    )


def _field(name: str, table: Table) -> FieldSpec:
    table.only({"zh", "en", "labels", "rests_on", "verified"})
    labels = tuple(label_key(label) for label in table.texts("labels"))
    return FieldSpec(name, table.words(), labels, table.text("rests_on"), table.flag("verified"))


def _clause(name: str, table: Table) -> Clause:
    table.only({"severity", "hides", "zh", "en", "rests_on", "verified"})
    severity = table.choice("severity", Severity)
    hides = "hides" in table.values and table.flag("hides")
    return Clause(name, severity, table.words(), table.text("rests_on"), table.flag("verified"), hides)


def _evidence(table: Table, categories: Mapping[str, Category]) -> tuple[Evidence, ...]:
    found = [_one_evidence(one, categories) for one in table.rows("evidence")]
    return tuple(sorted(found, key=attrgetter("weight"), reverse=True))


def _one_evidence(table: Table, categories: Mapping[str, Category]) -> Evidence:
    table.only({"category", "where", "pattern", "weight"})
    category = table.known("category", table.text("category"), categories)
    where, pattern = table.choice("where", Where), table.pattern("pattern", spread)
    return Evidence(category, where, pattern, table.count("weight"), table.text("pattern"))


def _zone_rule(table: Table, categories: Mapping[str, Category]) -> ZoneRule:
    table.only({"zone", "editions", "category", "pattern"})
    category = table.known("category", table.text("category", ""), categories)
    return ZoneRule(table.text("zone"), table.texts("editions"), category, table.pattern("pattern"))


def _disclosures(table: Table, disclosure: Table) -> tuple[str, ...]:
    if "disclosure" in table.values and not disclosure.values:
        remedy = Words("第一项须为可发布的属性", "the first entry is the one that is published")
        table.fault("disclosure", Words("至少需要一项", "needs one entry at least"), remedy)
    return tuple(disclosure.values)


def _english(table: Table) -> Mapping[str, str]:
    if "english" not in table.values:
        return {}
    english = table.table("english")
    return {value: english.text(value) for value in english.values}


def _limits(table: Table) -> Mapping[str, int]:
    table.only(_LIMITS)
    return {name: table.count(name) for name in sorted(_LIMITS)}


def _personal(table: Table, categories: Mapping[str, Category]) -> Mapping[str, Personal]:
    table.only({*KINDS, *categories})
    return {name: table.choice(name, Personal) for name in KINDS}


def _personal_of(table: Table, categories: Mapping[str, Category]) -> Mapping[str, Mapping[str, Personal]]:
    """The rules of single categories; a kind that a category does not name is treated as everywhere."""
    own = [(code, table.table(code)) for code in table.values if code in categories]
    for _, one in own:
        one.only(KINDS)
    usual = {name: str(table.values.get(name, "")) for name in KINDS}
    return {code: {name: one.choice(name, Personal, usual[name]) for name in KINDS} for code, one in own}
