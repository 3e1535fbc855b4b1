"""A district whose columns are interfaces of JSON: one that its address makes known, one that only a rule explains.

``tdgg``: 湖州's ajaxpagelist.do, dates as text, no total. ``zrzy``: a POST of JSON with a Referer, dates in
milliseconds, fields that are named per table; what it does not like it answers with status 200 and a code of 500.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from federator.model.local_time import CHINA
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply, as_json

RULE: Mapping[str, object] = {
    "address": "/irs/front/list",
    "json": '{"pageNo":{page},"pageSize":{size},"tenantId":71,"tableName":"t_179d132472b","isPage":true}',
    "referer": "/zwgk/zrzy/index.html",
    "size": 3,
    "items": "data.list",
    "total": "data.pager.total",
    "title": "f_202163261554",
    "link": "doc_pub_url|/zwgk/{rec_id}.html",
    "date": "save_time",
    "fields": {"索引号": "f_202163870059"},
}
_ROWS = 3


class JsonSite(ColumnsSite):
    """Two columns, ``tdgg`` and ``zrzy``."""

    def answer(self, asked: Asked) -> Reply:
        """An interface, a notice page or an attachment."""
        if asked.path.endswith("/openapi/info/ajaxpagelist.do"):
            return as_json(self._infolist(asked))
        if asked.path == RULE["address"]:
            return as_json(self._table(asked))
        if asked.path.startswith("/files/"):
            return attachment(asked.path)
        number = asked.path.removeprefix("/zwgk/").removesuffix(".html")
        notice = self._story.notice(self.id, int(number)) if number.isdecimal() else None
        return self._page(notice) if notice else NOT_FOUND

    def _infolist(self, asked: Asked) -> Mapping[str, object]:
        page, size = (int(asked.query.get(name, "1")) for name in ("pageno", "pagesize"))
        size = min(size, _ROWS)
        listed = self._story.column(f"{self.id}/tdgg") if asked.query.get("channelid") == "26535" else ()
        rows = [
            {"title": one.title, "url": f"/zwgk/{one.number}.html", "daytime": f"{one.published}", "source": self.name}
            for one in listed[(page - 1) * size : page * size]
        ]
        return {"pageno": page, "infolist": rows}

    def _table(self, asked: Asked) -> Mapping[str, object]:
        body = json.loads(asked.body or "{}")
        if body.get("tableName") != "t_179d132472b" or "referer" not in asked.headers:
            return {"success": False, "code": 500, "msg": "参数错误"}
        listed = self._story.column(f"{self.id}/zrzy")
        page, size = body["pageNo"], body["pageSize"]
        rows = [_record(one) for one in listed[(page - 1) * size : page * size]]
        return {"success": True, "code": 200, "data": {"list": rows, "pager": {"total": len(listed)}}}

    def _page(self, notice: SampleNotice) -> Reply:
        return self.notice_page(
            "plain_article.html",
            notice,
            dated=f"发布时间：{notice.pub_date}",
            files=links_to(notice.attachments, f"/files/{notice.number}-"),
        )


def _record(notice: SampleNotice) -> Mapping[str, object]:
    moment = datetime.fromisoformat(f"{notice.published}T{notice.time}").replace(tzinfo=CHINA)
    return {
        "rec_id": f"{notice.number}",
        "doc_pub_url": f"/zwgk/{notice.number}.html" if notice.number % 2 else "",
        "f_202163261554": notice.title,
        "f_202163870059": notice.index_no,
        "save_time": int(moment.timestamp() * 1000),
    }
