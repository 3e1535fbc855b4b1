"""The fields of a notice as pages show them, each with its label."""

from dataclasses import dataclass

from flask_babel import gettext as _

from federator.model.called import VALUED
from federator.model.notice import Notice
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


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a notice as a page shows it. ``note`` says how it came about, where that matters."""

    name: str
    label: str
    value: str
    note: str = ""


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
