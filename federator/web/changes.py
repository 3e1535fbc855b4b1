"""What a page says of the step from one public version of a notice to the next: field by field, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from flask_babel import gettext as _

from federator.compare.differing import differences
from federator.model.local_time import LocalTime
from federator.model.notice import Notice
from federator.model.revision import Change
from federator.web.display import category_name, label, local, plain
from federator.web.parts import parts

_INSIDE = frozenset(("html", "abstract_derived", "category_reason", "dates_written"))
"""Fields that tell how others came about, or tell them again."""
_OF_A_SITE = _INSIDE | {"url", "site", "source", "organisation", "division", "assigned_index_no", "subtype", "language"}
"""Fields in which the same notice differs from site to site."""
_MOST_LINES = 400
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Altered:
    """One field: the lines that went and those that came, in the order of the text."""

    label: str
    lines: tuple[tuple[str, str], ...]
    """(``-`` or ``+``, line)."""


def changes(told: Sequence[Change]) -> dict[int, tuple[Altered, ...]]:
    """By ``seq`` what each public version says otherwise than the one before; versions without such are left out."""
    found: dict[int, tuple[Altered, ...]] = {}
    before: Notice | None = None
    for change in told:
        if before and change.notice and (altered := tuple(_altered(before, change.notice))):
            found[change.seq] = altered
        before = change.notice or before
    return found


def between(one: Notice, other: Notice) -> tuple[Altered, ...]:
    """What two notices of several sites, which may be one, say otherwise."""
    return tuple(_altered(one, other, _OF_A_SITE))


def _altered(before: Notice, after: Notice, left_out: frozenset[str] = _INSIDE) -> Iterator[Altered]:
    if before.abstract_derived and after.abstract_derived:
        left_out |= {"abstract"}
    seen = [one for one in differences(before, after) if one.field not in left_out]
    worded = [(one.field, _lines(_worded(one.field, one.before), _worded(one.field, one.after))) for one in seen]
    told = [Altered(_label(name), lines) for name, lines in worded if lines]
    yield from told
    if not told and worded:
        yield from (Altered(_label(name), (("+", _("名称相同，其他细节不同")),)) for name, _none in worded)
    elif not told and before.html != after.html:
        yield Altered(_("正文"), (("+", _("只有版式不同")),))


def _label(field: str) -> str:
    """What the page calls that part of the record."""
    parts_of_page = {"fields": _("信息要素"), "records": _("所列各项")}
    return parts_of_page.get(field) or label(field)


def _lines(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    if max(len(before), len(after)) > _MOST_LINES:
        return (("+", _("改动过多，不在此列出")),)
    found: list[tuple[str, str]] = []
    for tag, begin, end, at, to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [("-", line) for line in before[begin:end]] + [("+", line) for line in after[at:to]]
    return tuple((sign, line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…") for sign, line in found)


def _worded(field: str, value: Any) -> list[str]:
    """The value of a record as lines for people."""
    if value in (None, "", [], {}):
        return []
    if field == "published":
        return [local(LocalTime.fromisoformat(value))]
    if field == "text":
        return [line for line in str(value).splitlines() if line.strip()]
    if field == "category":
        return [category_name(value)]
    if field == "division":
        return [parts().directory.division_name(value)]
    if field == "organisation":
        return [parts().directory.organisation_name(value)]
    if isinstance(value, Mapping):
        return [_field(name, one) for name, one in value.items()]
    if isinstance(value, list):
        return [line for one in value for line in _listed(one)]
    return [plain(value)]


def _listed(one: Any) -> list[str]:
    """An attachment by its name, a record by its fields, a word as it is."""
    if not isinstance(one, Mapping):
        return [plain(one)]
    return [str(one["name"])] if "name" in one else ["；".join(_field(name, value) for name, value in one.items())]


def _field(name: str, value: Any) -> str:
    written = value.get("as_written", "") if isinstance(value, Mapping) else plain(value)
    return f"{label(name)}{_('：')}{written}"
