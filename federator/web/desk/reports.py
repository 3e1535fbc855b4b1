"""The validation report: what the notices that one answers for lack, and what is wrong in them."""

from flask import Blueprint, Response, render_template, url_for

from federator.model.people import Right
from federator.model.report import By, Section
from federator.supervise import in_all
from federator.web.address import address
from federator.web.desk.rights import need
from federator.web.desk.signing import me
from federator.web.parts import parts
from federator.web.query import given
from federator.web.reports import ASKED, as_file, asked_for

SHOWN = 200
"""Sections on a page; the table has all."""

reports = Blueprint("reports", __name__, url_prefix="/desk")


@reports.get("/report")
@need(Right.SEE_SITE)
def index() -> str:
    """The report: sections, the worst first."""
    values = given((*ASKED, "lang"), strangers=True)
    asked = {name: value for name, value in values.items() if name != "lang"}
    sections = _sections(asked)
    return render_template(
        "desk/report.html",
        sections=[one for one in sections if one.faults or one.by is not By.NOTICE][:SHOWN],
        count=len(sections),
        total=in_all(sections),
        chosen=asked,
        names={one.id: one.name for one in parts().store.sites()},
        by=list(By),
        address=lambda **more: address(url_for("reports.index"), asked, **more),
        table=address(url_for("reports.table"), asked),
    )


@reports.get("/report.csv")
@need(Right.SEE_SITE)
def table() -> Response:
    """The same as a table."""
    return as_file(_sections(given((*ASKED, "lang"), strangers=True)))


def _sections(asked: dict[str, str]) -> tuple[Section, ...]:
    return asked_for(asked, lambda one: me().may(Right.SEE_SITE, one.site, one.organisation))
