"""The change log: all that became public, changed or went, in commit order."""

from flask import Response

from federator.publish.record import change_object, watermark_object
from federator.web.api.answers import answered
from federator.web.api.blueprint import api
from federator.web.api.shapes import LARGEST, MOST, USUAL, LogParameters, LogShape
from federator.web.parts import parts
from federator.web.query import given, number, one_of


@api.get("/changes")
@api.input(LogParameters, location="query", validation=False)
@api.output(LogShape, description="变更日志的一段")
@api.doc(
    summary="变更日志",
    description="按提交顺序列出公开信息的每次变更；保存 cursor，下次作为 after 发送，不会遗漏也不会重复。",
)
def changes(query_data: object) -> Response:
    """The log behind ``after``. Send ``cursor`` as ``after`` next time: nothing is missed, nothing comes twice."""
    values = given(("after", "limit", "latest", "lang"))
    after = number("after", values, LARGEST, least=0) or 0
    latest = one_of("latest", values, ("true", "false")) == "true"
    page = parts().store.changes(after, number("limit", values, MOST) or USUAL, latest)
    reached = page.changes[-1].seq if page.more else max(after, page.last)
    return answered(
        {
            "changes": [change_object(change) for change in page.changes],
            "cursor": reached,
            "more": page.more,
            "last": page.last,
            "watermarks": [watermark_object(mark) for mark in page.watermarks],
        }
    )
