"""What the calls on the registry give."""

from apiflask import Schema
from apiflask.fields import Float

from federator.model.health import Finding
from federator.model.rhythm import Reason
from federator.model.site import Life
from federator.model.visit import Outcome
from federator.web.api.fields_said import (
    count,
    flag,
    moment_or_null,
    one_of,
    one_of_or_null,
    said,
    several,
    shape,
    shapes,
    words,
    words_or_null,
)


class ReachShape(Schema):
    """首页能否打开. How the home page answered over the last seven days, today included."""

    probes = count("探测次数", "how often it was asked")
    slow = count("用时 15 秒以上的次数", "times it took 15 seconds or more")
    failed = count("打不开的次数", "times it did not come")


class SiteShape(Schema):
    """成员站点. A member site."""

    id = words("成员站点标识", "its id")
    name = words("名称", "its name")
    organisation = words("主管单位标识", "id of the organisation that runs it")
    organisation_name = words("主管单位名称", "the organisation's name")
    division = words("行政区划代码", "division code")
    division_name = words("行政区划名称", "the division's name")
    home = words("首页地址", "its home page")
    life = one_of(Life, "登记状态", "its life, by people")
    reach = shape(ReachShape, "近七天首页能否打开", "how its home page answered over the last seven days")
    sources = several("采集源", "its sources, site/source")
    failing = several("正在失败且没有异议的采集源", "those that fail, undisputed")
    disputed = several(
        "失败但单位提出异议且未被驳回的采集源",
        "sources whose failing the unit disputes, unless the dispute was rejected",
    )


class SitesShape(Schema):
    sites = shapes(SiteShape, "成员站点", "member sites, by id")


class HealthShape(Schema):
    """采集情况. How a source fares."""

    outcome = one_of_or_null(
        Outcome, "最近一次采集的结果；有异议时为 null", "how the last visit ended; null: never visited, or disputed"
    )
    last_visit = moment_or_null("最近一次采集", "last visit")
    last_success = moment_or_null("最近一次成功", "last visit that did not fail")
    last_change = moment_or_null("最近一次有更新", "last visit that changed something")
    observed_since = moment_or_null("开始观察的时间", "first success: what was published before is history")
    failures = count("连续失败次数", "visits that failed since the last success")
    error = words_or_null("失败原因代码", "kind of the failure")
    error_what = words_or_null("失败原因", "what happened, in words")
    finding = one_of_or_null(Finding, "栏目异常", "what is wrong with the list though its site answers")
    disputed = flag("单位提出异议且未被驳回", "the unit says that it is not its fault, and was not overruled")


class RhythmShape(Schema):
    """采集节奏. When a source is visited next, and why then."""

    next_due = moment_or_null("下次采集", "next visit; null: at once, or it is paused")
    reason = one_of_or_null(Reason, "下次采集时间的由来", "what it follows from; null: never visited")
    because = words_or_null("下次采集时间的说明", "why then, in words")
    pace = Float(
        required=True,
        allow_none=True,
        metadata=said("平均每个工作日有新信息的次数", "how often a working day it publishes; null: unknown"),
    )
    paused = flag("已暂停采集", "people have paused it")


class SourceShape(Schema):
    """采集源. A column of a site, harvested as a unit."""

    key = words("采集源（站点/栏目）", "site/source")
    site = words("成员站点标识", "id of its site")
    name = words("栏目名称", "the column's name")
    url = words("栏目地址", "the column's address")
    organisation = words("单位标识", "id of the organisation that publishes there")
    division = words("行政区划代码", "division code")
    category = words_or_null("默认信息类别", "default category")
    every = count(
        "基准采集间隔（秒）：每个工作日发布一次时的间隔",
        "seconds between visits if it publishes once a working day",
    )
    complete = flag("栏目列出全部公开信息", "the list holds all that is public")
    published = count("公开信息条数", "public notices")
    rhythm = shape(RhythmShape, "采集节奏", "when it is visited next, and why then")
    health = shape(HealthShape, "采集情况", "how it fares")


class SourcesShape(Schema):
    sources = shapes(SourceShape, "采集源", "sources of the active sites, by key")


class OrganisationShape(Schema):
    """单位. Who publishes."""

    id = words("单位标识", "its id")
    name = words("名称", "its present name")
    names = several("现名、简称和曾用名", "present, short and former names")
    division = words("行政区划代码", "division code")
    parent = words("上级单位标识", "id of the organisation above")
    department_no = words("部门编号", "department number")
    credit_code = words("统一社会信用代码", "unified social credit code")


class OrganisationsShape(Schema):
    organisations = shapes(OrganisationShape, "单位", "organisations")


class DivisionShape(Schema):
    """行政区划. GB/T 2260."""

    code = words("六位代码", "six-digit code")
    name = words("名称", "its name")
    parent = words("上级代码", "code of the one above")
    level = words("级别", "province, city, county, or retired")


class DivisionsShape(Schema):
    divisions = shapes(DivisionShape, "行政区划", "divisions, by code")
