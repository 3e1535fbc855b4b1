"""The validation report: for clients whose key has the scope ``read:restricted``, of what the key reaches."""

from flask import Response

from federator.model.client import Scope
from federator.model.report import Section
from federator.publish.export import CSV
from federator.supervise import in_all
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import a_file, both
from federator.web.api.report_shapes import ReportParameters, ReportShape
from federator.web.api.scopes import asking, need_scope
from federator.web.reports import as_file, asked_for


@api.get("/report")
@need_scope(Scope.READ_RESTRICTED)
@takes(ReportParameters)
@api.output(ReportShape, description=both("校验报告", "validation report"))
@api.doc(
    summary=both("校验报告", "validation report"),
    description=both(
        "按站点、采集源、单位或信息列出完整、缺少和有误的情况，附示例；撤下的信息不计",
        "what is complete, missing and wrong by site, source, organisation or notice, with examples; withdrawn"
        " notices do not count",
    ),
    responses=[400],
)
def report(values: dict[str, str]) -> Response:
    """What notices lack and what is wrong in them."""
    sections = _sections(values)
    return answered({"sections": [one.as_record() for one in sections], "total": in_all(sections).as_record()})


@api.get("/report.csv")
@need_scope(Scope.READ_RESTRICTED)
@takes(ReportParameters)
@api.doc(
    summary=both("校验报告（表格）", "validation report as a table"),
    description=both("同 /report，每行一项不合规和一个示例", "as /report, a breach and an example a row"),
    responses=a_file(CSV),
)
def report_table(values: dict[str, str]) -> Response:
    """The same as a table."""
    return as_file(_sections(values))


def _sections(values: dict[str, str]) -> tuple[Section, ...]:
    return asked_for(values, lambda one: asking().reaches(one.site, one.organisation))
