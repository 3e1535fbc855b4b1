"""What the calls on what is not public give."""

from apiflask import Schema
from apiflask.fields import String

from federator.model.client import Scope
from federator.model.item import AsideReason
from federator.model.visit import Outcome
from federator.web.api.fields_said import (
    count,
    flag,
    moment,
    moment_or_null,
    one_of,
    said,
    several,
    shape,
    shape_or_null,
    shapes,
    words,
    words_or_null,
)
from federator.web.api.parameters import Language
from federator.web.api.registry_shapes import SourceShape


class WaitingParameters(Language):
    site = String(metadata=said("成员站点标识", "id of a member site"))


class ClientShape(Schema):
    """接口客户端. Whose key it is and what it is good for."""

    id = words("客户端标识", "its id")
    name = words("名称", "its name")
    scopes = several(f"权限：{'、'.join(Scope)}", "what the key is good for")
    sites = several(
        "限于这些成员站点；连同单位均为空则不限",
        "sites it is limited to; if organisations is empty too, there is no limit",
    )
    organisations = several("限于这些单位", "organisations it is limited to")
    per_minute = count("每分钟请求次数上限", "questions it may ask in a minute")
    expires = moment_or_null("到期时间", "when the key ends")


class BreachShape(Schema):
    """不合规项. A clause of the spec that a notice fails."""

    clause = words("条款标识", "id of the clause, as in the profile")
    field = words("字段", "field of the record")
    severity = words("严重程度", "severe holds a notice back, minor does not")
    seen = words("所见", "what was seen")


class WaitingShape(Schema):
    """待处理的信息. A notice that a person of the desk decides upon."""

    id = words("信息标识", "id of the notice")
    source = words("采集源（站点/栏目）", "site/source")
    title = words("标题", "its title; it may be what it is held for")
    url = words("在线链接地址", "the original's address")
    since = moment("自何时起", "since when it waits")
    amendment = flag("之前的版本已公开", "an earlier version is public")
    breaches = shapes(BreachShape, "不合规项", "what it is held for")


class WaitingsShape(Schema):
    waiting = shapes(WaitingShape, "待处理的信息，每个采集源最多 200 条", "at most 200 a source, the longest first")


class AsideShape(Schema):
    """搁置的列表行. A row that could not become a notice."""

    title = words("标题", "its title")
    url = words("地址", "its address")
    date_written = words("日期原文", "its date as written")
    reason = one_of(AsideReason, "原因", "why")
    detail = words("详情", "what was seen")
    first_seen = moment("首次", "first tried")
    last_seen = moment("最近一次", "last tried")


class VisitShape(Schema):
    """一次采集. One attempt."""

    started = moment("开始时间", "when")
    seconds = count("用时（秒，取整）", "how long, in whole seconds")
    outcome = one_of(Outcome, "结果", "how it ended")
    asked = count("请求数", "requests")
    bytes = count("字节数", "bytes received")
    rows = count("列表行数", "rows of the list")
    created = count("新增", "new notices")
    amended = count("变更", "amended")
    withdrawn = count("撤下", "withdrawn")
    held = count("暂不发布", "held")
    set_aside = count("搁置", "rows set aside")
    unread = count("未读", "pages still to be read")
    error = words_or_null("失败原因代码", "kind of the failure")
    detail = words("详情", "what was seen, in the site's or the library's own words")


class EvidenceShape(Schema):
    """失败时的应答. What the site answered when the last visit failed."""

    url = words("地址", "where redirects ended")
    status = count("HTTP 状态码", "HTTP status")
    content_type = words("媒体类型", "media type")
    fetched = moment("取得时间", "when")
    size = count("完整字节数", "bytes that came")
    text = words_or_null(
        "应答开头的文本；保存的应答已损坏时为空（null）",
        "the beginning of the answer as text; null: the stored answer is damaged",
    )


class DisputeShape(Schema):
    """异议. What the unit says of the failure."""

    words = words("单位的说明", "what the unit says")
    at = moment("提出时间", "when")
    upheld = flag("已认定不是单位的问题；false：尚待决定", "decided: not the unit's fault; false: not decided yet")


class InsideShape(Schema):
    """一个采集源的内部情况. One source and what is not public of it."""

    source = shape(SourceShape, "采集源", "the source")
    visits = shapes(VisitShape, "最近 20 次采集", "the last 20 visits, newest first")
    aside = shapes(AsideShape, "搁置的列表行，最多 200 行", "rows set aside, at most 200")
    waiting = shapes(WaitingShape, "待处理的信息，最多 200 条", "notices that wait for a person, at most 200")
    evidence = shape_or_null(EvidenceShape, "失败时的应答", "what it answered when it failed")
    dispute = shape_or_null(DisputeShape, "未被驳回的异议", "a dispute that stands")
