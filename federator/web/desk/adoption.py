"""How much of what organisations submit the portals adopt: by month, as a table, CSV and JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, jsonify, render_template

from federator.model.local_time import CHINA
from federator.model.people import Right
from federator.publish.export import CSV, table_of
from federator.web.desk.rights import need
from federator.web.desk.signing import me
from federator.web.parts import parts
from federator.web.query import given, number

adoption = Blueprint("adoption", __name__, url_prefix="/desk/adoption")

_COLUMNS = ("organisation", "name", "month", "submitted", "adopted", "refused", "waiting")


@dataclass(frozen=True, slots=True)
class Count:
    """Notices submitted, adopted by some portal, refused and adopted by none."""

    submitted: int = 0
    adopted: int = 0
    refused: int = 0

    @property
    def waiting(self) -> int:
        """Of which nothing was heard."""
        return self.submitted - self.adopted - self.refused

    def plus(self, other: "Count") -> "Count":
        """Both together."""
        return Count(self.submitted + other.submitted, self.adopted + other.adopted, self.refused + other.refused)


@adoption.get("")
@need(Right.SEE_SITE)
def index() -> str:
    """A year's counts by organisation and month."""
    year = _year()
    counts = _counts(year)
    totals: dict[str, Count] = {}
    for (organisation, _month), count in counts.items():
        totals[organisation] = totals.get(organisation, Count()).plus(count)
    return render_template("desk/adoption.html", year=year, counts=counts, totals=totals, now=_now().year)


@adoption.get("/export.<ending>")
@need(Right.SEE_SITE)
def export(ending: str) -> Response:
    """The same as a file: ``csv`` or ``json``."""
    if ending not in ("csv", "json"):
        abort(404)
    year = _year()
    rows = [
        {"organisation": organisation, "name": parts().directory.organisation_name(organisation), "month": month,
         **{name: getattr(count, name) for name in _COLUMNS[3:]}}
        for (organisation, month), count in _counts(year).items()
    ]  # fmt: skip
    table = table_of(_COLUMNS, (tuple(one.values()) for one in rows))
    answer = jsonify(rows) if ending == "json" else Response(b"".join(table), content_type=f"{CSV}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="adoption-{year}.{ending}"'
    return answer


def _counts(year: int) -> Mapping[tuple[str, str], Count]:
    """By organisation and month, of what this person may see."""
    found: dict[tuple[str, str], Count] = {}
    for one in parts().store.receipts.by_month(year):
        if me().may(Right.SEE_SITE, one.site, one.organisation):
            key = (one.organisation, one.month)
            found[key] = found.get(key, Count()).plus(Count(one.submitted, one.adopted, one.refused))
    return found


def _year() -> int:
    values = given(("year", "lang"), strangers=True)
    return number("year", values, 2100, least=2000) or _now().year


def _now() -> datetime:
    return datetime.now(UTC).astimezone(CHINA)
