"""The change log: all that became public, changed or went, in commit order; and what proves a copy equal."""

from dataclasses import asdict

from flask import Response
from flask_babel import gettext as _

from federator.publish.record import change_object, watermark_object
from federator.web.api.answers import answered
from federator.web.api.blueprint import api, takes
from federator.web.api.fields_said import both
from federator.web.api.log_shapes import DigestsShape, LogShape
from federator.web.api.naming import naming
from federator.web.api.parameters import LARGEST, MOST, USUAL, DigestParameters, LogParameters
from federator.web.parts import parts
from federator.web.query import CursorAhead, day, number, one_of


@api.get("/changes")
@takes(LogParameters)
@api.output(LogShape, description=both("变更日志的一段", "a stretch of the change log"))
@api.doc(
    summary=both("变更日志", "change log"),
    description=both(
        "按提交顺序列出公开信息的每次变更；保存 cursor，下次作为 after 发送，不会遗漏也不会重复",
        "every change of public notices in the order of commits; keep cursor and send it as after next time: nothing"
        " is missed, nothing comes twice",
    ),
    responses=[409],
)
def changes(values: dict[str, str]) -> Response:
    """The log behind ``after``. Send ``cursor`` as ``after`` next time: nothing is missed, nothing comes twice.

    Raises CursorAhead for an ``after`` that another state of the database gave: the reader holds notices that nobody
    knows any more and would get them again under new ids, or what comes now may have numbers that it has passed.
    """
    named = naming(values)
    after = number("after", values, LARGEST, least=0) or 0
    latest = one_of("latest", values, ("true", "false")) == "true"
    page = parts().store.changes(after, number("limit", values, MOST) or USUAL, latest)
    if page.lost:
        raise CursorAhead(
            _(
                "after=%(after)s 不是现在的变更日志给出的：服务的数据库曾被恢复到更早的状态。"
                "请不带 after 重新复制，并删除重新复制中没有的信息。",
                after=after,
            )
        )
    reached = page.changes[-1].seq if page.more else page.last
    return answered(
        {
            "changes": [named.change(change_object(change)) for change in page.changes],
            "cursor": reached,
            "more": page.more,
            "last": page.last,
            "watermarks": [watermark_object(mark) for mark in page.watermarks],
        }
    )


@api.get("/digests")
@takes(DigestParameters)
@api.output(DigestsShape, description=both("各站点每天的条数与摘要", "count and digest for each site and day"))
@api.doc(
    summary=both("核对副本", "compare a copy"),
    description=both(
        "按站点和发布日期给出公开信息的条数与摘要，供副本逐日核对；last 等于副本的 cursor 时可直接比较",
        "count and digest of public notices by site and day of publication, for a copy to compare itself with; where"
        " last is the cursor of the copy, at once",
    ),
)
def digests(values: dict[str, str]) -> Response:
    """Counts and digests by site and day of publication: what a copy compares itself with."""
    first = day("from", values)
    page = parts().store.digests(first.isoformat() if first else "", number("limit", values, MOST) or USUAL)
    return answered({"days": [asdict(one) for one in page.days], "next": page.next, "last": page.last})
