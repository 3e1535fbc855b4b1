"""When a notice had to be public at the latest: how long, and counted from which day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from federator.model.notice import Notice
from federator.model.profile import Profile


@dataclass(frozen=True, slots=True)
class Deadline:
    """``value`` days or working days (``unit``) from what ``begins`` names. ``day`` None: the notice does not say when
    that was, and the deadline cannot be computed."""

    value: int
    unit: str
    begins: str
    day: date | None

    def as_record(self) -> dict[str, Any]:
        """A JSON object."""
        day = self.day.isoformat() if self.day else None
        return {"value": self.value, "unit": self.unit, "from": self.begins, "day": day}


def deadline_of(notice: Notice, profile: Profile) -> Deadline | None:
    """The deadline of the notice's sub-type, else of its category; None where neither has one."""
    sorts = (one for one in profile.subtypes if one.id == notice.subtype and one.deadline_value is not None)
    existed = (one for one in sorts if notice.day is None or one.existed(notice.day))
    asked = next(existed, None) or profile.categories.get(notice.category)
    if asked is None or asked.deadline_value is None:
        return None
    return Deadline(asked.deadline_value, asked.deadline_unit, asked.deadline_from, _day(notice, asked.deadline_field))


def _day(notice: Notice, field: str) -> date | None:
    """A date of the record, or of the fields that its category has."""
    if field in ("written", "effective"):
        return notice.written if field == "written" else notice.effective
    told = notice.fields.get(field)
    return date.fromisoformat(told.value) if told and isinstance(told.value, str) else None
