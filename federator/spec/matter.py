"""The part of the profile that says what the notices of single categories tell of: extra fields and sub-types."""

import re
from collections.abc import Collection, Mapping
from dataclasses import fields as fields_of

from federator.model.matter import Choice, Extra, Kind, Matter, Subtype
from federator.model.notice import Notice
from federator.model.table import Table
from federator.model.words import Words
from federator.notation.alternatives import spread

RECORD = frozenset(field.name for field in fields_of(Notice))
"""The fields of every record."""
TIMES = ("day", "working_day")
"""What deadlines count in."""
_EXTRA_KEYS = frozenset(
    {
        "zh",
        "en",
        "kind",
        "unit",
        "labels",
        "near",
        "patterns",
        "titles",
        "choices",
        "unless",
        "within",
        "rests_on",
        "verified",
    }
)
_SUBTYPE_KEYS = frozenset(
    {"id", "category", "zh", "en", "pattern", "body", "since", "until", "legal_basis", "verified"}
    | {
        "deadline_value",
        "deadline_unit",
        "deadline_from",
        "deadline_field",
        "displayed_value",
        "displayed_unit",
        "without",
    }
)
_UNITS = {Kind.AREA: ("m2", "ha", "km2"), Kind.MONEY: ("yuan",), Kind.YEARS: ("year",)}


def read_fields_of_matter(table: Table) -> Mapping[str, Extra]:
    """The fields of ``[extra.…]``, by name."""
    return {name: _extra(name, one) for name, one in table.table("extra").tables()}


def read_matter(
    category: Table, extras: Mapping[str, Extra], others: re.Pattern[str], doubts: re.Pattern[str]
) -> Matter:
    """What a category's notices tell of. A name that is a field of the record itself needs no extra."""
    required, more = category.texts("required_extra"), category.texts("looks_for")
    known = {**dict.fromkeys(RECORD), **extras}
    for key, names in (("required_extra", required), ("looks_for", more), ("keys", category.texts("keys"))):
        for name in names:
            category.known(key, name, known)
    wanted = tuple(extras[name] for name in dict.fromkeys((*required, *more)) if name in extras)
    return Matter(wanted, category.texts("keys"), others, doubts)


def read_date_field(table: Table, extras: Mapping[str, Extra]) -> str:
    """The field that tells when a deadline begins: a date of the record, or of a category."""
    dates = {"written", "effective", *(name for name, extra in extras.items() if extra.kind is Kind.DATE)}
    return table.known("deadline_field", table.text("deadline_field", ""), dates)


def read_subtype(table: Table, categories: Collection[str], extras: Mapping[str, Extra]) -> Subtype:
    """One row of ``[[subtypes]]``."""
    table.only(_SUBTYPE_KEYS)
    for name in table.texts("without"):
        table.known("without", name, extras)
    return Subtype(
        id=table.text("id"),
        category=table.known("category", table.text("category", ""), categories),
        name=table.words(),
        pattern=table.pattern("pattern", spread),
        body=table.pattern("body") if "body" in table.values else None,
        since=table.day("since"),
        until=table.day("until"),
        deadline_value=table.number("deadline_value"),
        deadline_unit=table.known("deadline_unit", table.text("deadline_unit", ""), TIMES),
        deadline_from=table.text("deadline_from", ""),
        deadline_field=read_date_field(table, extras),
        displayed_value=table.number("displayed_value"),
        displayed_unit=table.known("displayed_unit", table.text("displayed_unit", ""), TIMES),
        without=table.texts("without"),
        legal_basis=table.text("legal_basis"),
        verified=table.flag("verified"),
    )


def _extra(name: str, table: Table) -> Extra:
    table.only(_EXTRA_KEYS)
    kind = table.choice("kind", Kind)
    units = _UNITS.get(kind, ("",))
    labels = [pattern.pattern for pattern in table.patterns("labels")]
    return Extra(
        name=name,
        label=table.words(),
        kind=kind,
        unit=table.known("unit", table.text("unit", units[0]), units),
        labels=re.compile("|".join(labels)) if labels else None,
        near=_near(table),
        patterns=_valued(table, "patterns"),
        titles=_valued(table, "titles"),
        choices=tuple(_choice(one) for one in table.rows("choices")),
        unless=table.pattern("unless") if "unless" in table.values else None,
        rests_on=table.text("rests_on"),
        verified=table.flag("verified"),
        within=table.text("within", ""),
    )


def _near(table: Table) -> tuple[str, ...]:
    """Words that must stand in a text before it is worth a pattern's while."""
    words = table.texts("near")
    if "patterns" in table.values and not words:
        what = Words("有 patterns 时不能缺少", "is missing beside patterns")
        table.fault("near", what, Words("写出句子中必有的词", "give words of which one stands in every such sentence"))
    return words


def _choice(table: Table) -> Choice:
    table.only({"value", "pattern"})
    return Choice(table.text("value"), table.pattern("pattern"))


def _valued(table: Table, key: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that find a field's value in running words: each names it by its group ``value``."""
    patterns = table.patterns(key)
    for pattern in patterns:
        if "value" not in pattern.groupindex:
            what = Words("缺少名为 value 的分组", "has no group named value")
            table.fault(key, what, Words("写 (?P<value>…)", "write (?P<value>…)"))
    return tuple(pattern for pattern in patterns if "value" in pattern.groupindex)
