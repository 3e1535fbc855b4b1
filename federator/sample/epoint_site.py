"""A trading centre on 国泰新点 Epoint, in its three hands: a shell whose rows an interface answers, a static list, and
an older list of WebForms.

The interface takes only questions that are wrapped, counts its pages from 1 (0 is page 1 too), gives three rows
whatever is asked, and answers JSON within JSON; without a known category or site it wants a captcha.
"""

import hashlib
import json
from collections.abc import Mapping
from html import escape

from federator.sample.column import Column
from federator.sample.columns_site import ColumnsSite
from federator.sample.files import attachment, links_to
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply, as_json
from federator.sample.wording import cut, in_uuid, metas

_ROWS = 3
_SITE = "5f1c0e7a-9b36-4c1d-8a52-6f0e2b7d4c18"
_INTERFACE = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"
_STATE = hashlib.blake2b(b"viewstate 1", digest_size=24).hexdigest()
_SCRIPT = f'var siteInfo = {{"siteGuid":"{_SITE}","projectName":"/EWB-FRONT","vname":"","webVersion":"5.0"}};\n'


class EpointSite(ColumnsSite):
    """Columns by id: ``xxgk`` (interface), ``zcfg`` (static), ``jyxx`` (WebForms)."""

    def answer(self, asked: Asked) -> Reply:
        """Script, interface, a column's page, a notice page or an attachment."""
        if asked.path == "/js/webBuilderCommon.js":
            return Reply(_SCRIPT.encode(), "application/javascript")
        if asked.path == _INTERFACE:
            return as_json(self._said(asked.body))
        if asked.path.startswith("/attach/"):
            return attachment(asked.path)
        for column in self.columns:
            if asked.path == column.path.partition("?")[0]:
                return self._first_page(column, asked)
            if found := self._in_column(column, asked):
                return found
        return NOT_FOUND

    def _first_page(self, column: Column, asked: Asked) -> Reply:
        if column.id == "zcfg":
            return self._static(column, 1)
        return self._posted(column, asked) if column.id == "jyxx" else self._shell(column)

    def _in_column(self, column: Column, asked: Asked) -> Reply | None:
        """A later page of the static list, or a notice of the column."""
        for page in range(2, len(self.pages(column, _ROWS)) + 1):
            if column.id == "zcfg" and asked.path == _folder(column) + f"{page}.html":
                return self._static(column, page)
        for notice in self.listed(column):
            address = _address(notice, column)
            if address in (asked.path, f"{asked.path}?InfoID={asked.query.get('InfoID')}") and not notice.lost:
                return self._page(notice, column)
        return None

    def _shell(self, column: Column) -> Reply:
        return self.page("epoint_shell.html", column=column.name)

    def _said(self, body: str) -> Mapping[str, object]:
        """What the interface answers to ``{"token":"","params":{…}}``."""
        asked = _params(body)
        found = [one for one in self.columns if one.path.endswith(f"categorynum={asked.get('categorynum')}")]
        if not asked:
            return {"custom": "", "status": {"code": "300", "text": "参数不正确"}}
        if not found or asked.get("siteGuid") != _SITE:
            return {"custom": "验证码验证失败！", "status": {"code": "200", "text": ""}}
        pages = self.pages(found[0], _ROWS)
        index = max(1, int(str(asked.get("pageIndex", 0))))
        shown = pages[index - 1] if index <= len(pages) else ()
        rows = [_record(one, found[0]) for one in shown]
        custom = json.dumps({"total": sum(map(len, pages)), "data": rows}, ensure_ascii=False)
        return {"custom": custom, "status": {"code": "200", "text": ""}}

    def _static(self, column: Column, page: int) -> Reply:
        pages = self.pages(column, _ROWS)
        following = f'<li class="ewb-page-li"><a href="{page + 1}.html">下页 &gt;</a></li>' if page < len(pages) else ""
        return self.page(
            "epoint_list.html",
            column=column.name,
            rows="\n".join(_static_row(one, number) for number, one in enumerate(pages[page - 1], 1)),
            pager=f'<li class="ewb-page-li current"><span>{page}/{len(pages)}</span></li>{following}',
        )

    def _posted(self, column: Column, asked: Asked) -> Reply:
        """A page of the older list; another than the first only for who posts back what the page before gave."""
        pages = self.pages(column, _ROWS)
        wanted = asked.form.get("__EVENTARGUMENT", "1")
        page = int(wanted) if wanted.isdecimal() and asked.form.get("__VIEWSTATE", _STATE) == _STATE else 1
        page = min(max(page, 1), len(pages))
        links = "".join(
            f"""<a href="javascript:__doPostBack('MoreInfoList1$Pager','{number}')">{number}</a> """
            for number in range(1, len(pages) + 1)
            if number != page
        )
        return self.page(
            "epoint_more.html",
            column=column.name,
            state=_STATE,
            rows="\n".join(_posted_row(one, column, number) for number, one in enumerate(pages[page - 1], 1)),
            count=sum(map(len, pages)),
            pages=len(pages),
            page=page,
            links=links,
        )

    def _page(self, notice: SampleNotice, column: Column) -> Reply:
        return self.notice_page(
            "epoint_article.html",
            notice,
            metas=metas(notice, self.name, column.name),
            column=column.name,
            day=f"{notice.published:%Y/%m/%d}",
            files=links_to(notice.attachments, f"/attach/{notice.number}-"),
        )


def _params(body: str) -> Mapping[str, object]:
    try:
        params = json.loads(body)["params"]
    except (ValueError, TypeError, KeyError):
        return {}
    return params if isinstance(params, dict) else {}


def _record(notice: SampleNotice, column: Column) -> Mapping[str, object]:
    return {
        "infoid": in_uuid(notice.key),
        "title": f"<font color='red'>[置顶]</font>{cut(notice.title)}" if notice.number % 2 else cut(notice.title),
        "realtitle": notice.title,
        "infourl": _address(notice, column),
        "infodate": f"{notice.published}",
    }


def _static_row(notice: SampleNotice, number: int) -> str:
    address = f"{notice.published:%Y%m%d}/{in_uuid(notice.key)}.html"
    return (
        f'<tr class="ewb-trade-tr"><td><span>{number}</span></td><td><a href="{address}"'
        f' title="{escape(notice.title)}">{escape(cut(notice.title))}</a></td><td>\n  {notice.published}</td></tr>'
    )


def _posted_row(notice: SampleNotice, column: Column, number: int) -> str:
    return (
        f'<tr valign="top"><td>{number}</td><td align="left"><a href="{_address(notice, column)}" target="_blank"'
        f' title="{escape(notice.title)}">{escape(cut(notice.title))}</a></td><td>{notice.published}</td></tr>'
    )


def _folder(column: Column) -> str:
    return column.path.rpartition("/")[0] + "/"


def _address(notice: SampleNotice, column: Column) -> str:
    if column.id == "jyxx":
        return f"/web/InfoDetail/Default.aspx?InfoID={in_uuid(notice.key)}"
    folder = _folder(column) if column.id == "zcfg" else "/xxgk/003001/003001006/"
    return f"{folder}{notice.published:%Y%m%d}/{in_uuid(notice.key)}.html"
