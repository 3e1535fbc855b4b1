"""The validation report: for clients whose key has the scope ``read:restricted``, of what the key reaches."""

from dataclasses import asdict

from apiflask import Schema
from apiflask.fields import String
from apiflask.validators import OneOf
from flask import Response

from federator.model.breach import Severity
from federator.model.client import Scope
from federator.model.report import By, Section
from federator.publish.export import CSV
from federator.supervise import in_all
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import a_file, both, count, flag, one_of, said, shape, shapes, words
from federator.web.api.parameters import Language
from federator.web.api.scopes import asking, need_scope
from federator.web.reports import as_file, asked_for

_BY = OneOf([str(by) for by in By])


class ReportParameters(Language):
    site = String(metadata=said("成员站点标识", "id of a member site"))
    source = String(metadata=said("采集源（站点/栏目）", "site/source"))
    organisation = String(metadata=said("单位标识", "id of an organisation"))
    category = String(metadata=said("信息类别", "category"))
    division = String(metadata=said("行政区划代码", "code of a division; a city includes its counties"))
    by = String(
        validate=_BY, metadata=said("按什么分节；缺省按站点，一个站点按采集源", "what sections are; else the usual")
    )


class ExampleShape(Schema):
    """示例. A notice that fails."""

    id = words("信息标识", "id of the notice")
    title = words("标题", "its title")
    url = words("在线链接地址", "the original's address")
    seen = words("所见", "what was seen there; empty if there is nothing")


class FaultShape(Schema):
    """一项不合规. A clause that notices of a section fail in one field."""

    clause = words("条款标识", "id of the clause, as in the profile")
    field = words("字段", "field of the record")
    severity = one_of(Severity, "严重程度", "severe holds")
    missing = flag("缺少；false：有误", "true: what is required is missing; false: it is there but wrong")
    notices = count("条数", "how many notices fail it")
    examples = shapes(ExampleShape, "示例，最多三条", "at most three")


class SectionShape(Schema):
    """报告的一节. One site, source, organisation or notice."""

    by = String(required=True, validate=_BY, metadata=said("按什么分节", "what it is"))
    name = words("标识", "id of the site, source, organisation or notice")
    notices = count("信息条数", "notices that are not withdrawn")
    complete = count("完整的条数", "notices that lack nothing")
    faultless = count("无不合规项的条数", "notices that fail nothing")
    held = count("最新版本未公开的条数", "notices whose latest version the public does not see")
    faults = shapes(FaultShape, "不合规项，严重的在前", "severe ones first, then the most frequent")


class ReportShape(Schema):
    sections = shapes(SectionShape, "各节，问题多的在前", "the worst first")
    total = shape(SectionShape, "合计，不含示例", "all of them, without examples")


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
)
def report(values: dict[str, str]) -> Response:
    """What notices lack and what is wrong in them."""
    sections = _sections(values)
    return answered({"sections": [asdict(one) for one in sections], "total": asdict(in_all(sections))})


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
