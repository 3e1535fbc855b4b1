"""What the change log, and the digests that prove a copy equal, give."""

from apiflask import Schema

from federator.model.revision import RevisionKind
from federator.web.api.fields_said import (
    count,
    flag,
    moment,
    moment_or_null,
    one_of,
    several,
    shape_or_null,
    shapes,
    words,
    words_or_null,
)
from federator.web.api.shapes import RecordShape


class ChangeShape(Schema):
    """变更. One entry of the log: what a copy of the merged notices must do to stay equal."""

    seq = count("序号，按提交顺序递增", "grows in commit order")
    id = words("信息标识", "id of the notice")
    kind = one_of(RevisionKind, "变更类型", "what happened")
    at = moment("变更时间", "when")
    created = moment("首次收录时间", "when the notice was first seen here")
    reason = words("撤下的原因，或归类的变化", "why it was taken down, or how its category moved")
    merged_into = words_or_null("合并到的信息标识", "id of the notice that this one was merged into")
    digest = words_or_null("记录的 SHA-256；已不公开时为 null", "SHA-256 of the record; null: no longer public")
    notice = shape_or_null(
        RecordShape, "该版本的记录；已不公开时为 null", "the record as of this version; null: no longer public"
    )


class WatermarkShape(Schema):
    """完整性. Up to when all notices of a site are in the log, once ``more`` is false."""

    site = words("成员站点标识", "id of the site")
    complete_to = moment_or_null("此前发布的信息均已收录", "all of its notices up to this instant are in the log")
    sources = count("采集源数量", "its sources")
    behind = several("最近一次采集不完整的采集源", "sources whose last visit was not complete")


class LogShape(Schema):
    changes = shapes(ChangeShape, "变更，按提交顺序", "changes in commit order")
    cursor = count("下次请求的 after", "what to send as after next time")
    more = flag("还有后续变更", "further changes follow at once")
    last = count("日志的最后序号", "the log's last seq")
    watermarks = shapes(WatermarkShape, "各站点的完整性", "how complete each site is")


class DayDigestShape(Schema):
    """一个站点一天的公开信息. What is public of one site and one day of publication."""

    day = words("发布日期", "day of publication")
    site = words("成员站点标识", "id of the site")
    count = count("公开信息条数", "how many notices")
    digest = words(
        "所示版本序号（升序，每行一个）的 SHA-256", "SHA-256 of the seq of the versions shown, ascending, one a line"
    )


class DigestsShape(Schema):
    days = shapes(DayDigestShape, "按发布日期和站点", "by day and site")
    next = words_or_null("下一页的 from；最后一页为 null", "what to send as from next time; null at the end")
    last = count("统计时日志的最后序号", "the log's last seq at that moment")
