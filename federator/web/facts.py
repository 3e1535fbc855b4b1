"""The fields of a notice as pages show them, each with its label: those of the record, and those of its category."""

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from federator.model.called import VALUED
from federator.model.notice import Notice
from federator.model.value import FieldValue, attachment_number
from federator.web.display import category_name, label, local, plain, reason, subtype_name, value_name
from federator.web.parts import parts

_SHOWN = (
    "index_no",
    "assigned_index_no",
    "doc_no",
    "publisher",
    "organisation",
    "division",
    "category",
    "subtype",
    "published",
    "written",
    "effective",
    "repealed",
    "validity",
    "subject",
    "genre",
    "facet",
    "audience",
    "disclosure",
    "language",
    "zones",
    "editions",
)
_UNITS = {
    "m2": lazy_gettext("平方米"),
    "ha": lazy_gettext("公顷"),
    "km2": lazy_gettext("平方公里"),
    "yuan": lazy_gettext("元"),
    "year": lazy_gettext("年"),
    "yuan/m2": lazy_gettext("元/平方米"),
    "yuan/mu": lazy_gettext("元/亩"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a notice as a page shows it. ``note`` says how it came about, where that matters."""

    name: str
    label: str
    value: str
    note: str


def facts(notice: Notice) -> list[Fact]:
    """Every field of the spec, in its order; an empty ``value`` where the notice has none."""
    return [Fact(name, label(name), _value(notice, name), _note(notice, name)) for name in _SHOWN]


def _value(notice: Notice, name: str) -> str:
    directory = parts().directory
    if name == "published":
        return local(notice.published)
    if name == "category":
        return str(_("%(name)s（%(code)s）", name=category_name(notice.category), code=notice.category))
    if name == "subtype":
        return subtype_name(notice.subtype)
    if name == "division":
        return directory.division_name(notice.division)
    if name == "organisation":
        return directory.organisation_name(notice.organisation)
    value = getattr(notice, name)
    if name in VALUED:
        return plain(tuple(map(value_name, value)) if isinstance(value, tuple) else value_name(value))
    return plain(value)


def _note(notice: Notice, name: str) -> str:
    if name == "category":
        return reason(notice.category_reason)
    if name == "assigned_index_no" and notice.assigned_index_no:
        return str(_("原网站未提供索引号"))
    written = (notice.dates_written or {}).get(name)
    return str(_("原文：%(written)s", written=written)) if written and written != _value(notice, name) else ""


def matters(notice: Notice) -> list[Fact]:
    """The fields that only its category has, as written; what was understood of it where that says more."""
    return [matter(name, value) for name, value in notice.fields.items()]


def matter(name: str, value: FieldValue) -> Fact:
    """One of them; where it stood in an attachment, in which."""
    understood = plain(value.value)
    unit = str(_UNITS.get(value.unit, value.unit))
    told = f"{understood} {unit}" if unit else understood
    where = label(value.where) if attachment_number(value.where) else ""
    notes = ["" if "".join(told.split()) == "".join(value.as_written.split()) else told, where]
    return Fact(name, label(name), value.as_written, " · ".join(filter(None, notes)))


def columns(notice: Notice) -> list[str]:
    """The fields that any record of a notice has, in the profile's order."""
    named = {name for record in notice.records for name in record}
    return [name for name in parts().profile.extras if name in named]
