"""What pages show of a notice's matter: the fields that only its category has, and the things it lists."""

from flask_babel import lazy_gettext as _

from federator.model.notice import Notice
from federator.model.value import FieldValue, attachment_number
from federator.web.display import label, plain
from federator.web.facts import Fact
from federator.web.parts import parts

_UNITS = {
    "m2": _("平方米"), "ha": _("公顷"), "km2": _("平方公里"), "yuan": _("元"), "year": _("年"),
    "yuan/m2": _("元/平方米"), "yuan/mu": _("元/亩"),
}  # fmt: skip


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
