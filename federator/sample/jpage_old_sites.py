"""Two more bureaus on jpage: one of 2014 with script arrays, one that is paged by address alone, its ids encrypted."""

from base64 import b64decode, b64encode
from html import escape

from federator.sample.column import Column
from federator.sample.jcms_site import JcmsSite, gb2312, integer, record
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import filled

_OLD_PROXY = "/module/jslib/jquery/jpage/dataproxy.jsp"
_PROXY = "/module/web/jpage/dataproxy.jsp"
_GROUP = 3
_PAGE = 4
_EMPTY = "<datastore><recordset></recordset></datastore>"


class ArraySite(JcmsSite):
    """``InitData49468=['<li>…','…'];`` in the page, ``dataStore = ['…'];`` as the answer of dataproxy."""

    def column_page(self, column: Column) -> Reply:
        """The first three records, their parameters inside the call of jpage."""
        listed = self.listed(column)
        records = _array(listed[:_GROUP], column)
        return self.column_of("jpage_array_column.html", column, records=records, total=len(listed), proxy=_OLD_PROXY)

    def interface(self, asked: Asked) -> Reply:
        """Dataproxy, where this release has it; the count is a JavaScript number."""
        column = self.column_numbered(asked.form.get("columnid"))
        if asked.path != _OLD_PROXY or column is None:
            return NOT_FOUND
        listed = self.listed(column)
        first, last = integer(asked.query.get("startrecord")), integer(asked.query.get("endrecord"))
        shown = _array(listed[max(0, first - 1) : last], column)
        return gb2312(f"\r\n\r\ntotalRecord={len(listed)}.0;totalPage = {len(listed)};dataStore = {shown};")


class PageFormSite(JcmsSite):
    """Paged by GET: ``<nextgroup>`` leads to page 1, each answer to the next; other ids get an empty datastore."""

    def column_page(self, column: Column) -> Reply:
        """Three records and the address of the pages."""
        listed = self.listed(column)
        store = self._store(column, listed[:_GROUP], 1, "")
        units = filled("jpage_page_unit.html", store=store, total=len(listed), proxy=_PROXY)
        return self.column_of("jpage_column.html", column, units=units)

    def interface(self, asked: Asked) -> Reply:
        """Dataproxy: ``page`` counts, ``startrecord`` does not."""
        if asked.path != _PROXY:
            return NOT_FOUND
        column = self.column_numbered(_decrypted(asked.query.get("columnid", "")))
        if column is None:
            return gb2312(_EMPTY, "text/xml")
        listed, page = self.listed(column), max(1, integer(asked.query.get("page")))
        counts = f"<totalrecord>{len(listed)}</totalrecord><totalpage>{-(-len(listed) // _PAGE)}</totalpage>"
        shown = listed[(page - 1) * _PAGE : page * _PAGE]
        return gb2312(self._store(column, shown, page + 1, counts), "text/xml")

    def _store(self, column: Column, shown: tuple[SampleNotice, ...], following: int, counts: str) -> str:
        return filled(
            "jpage_page_store.xml",
            proxy=_PROXY,
            page=following,
            column=_encrypted(column.number),
            counts=counts,
            records="".join(f"<record><![CDATA[{record(one, column)}]]></record>\n" for one in shown),
        )


def _array(shown: tuple[SampleNotice, ...], column: Column) -> str:
    return "[" + ",".join(_string(record(one, column)) for one in shown) + "]"


def _string(html: str) -> str:
    quoted = html.replace("\\", "\\\\").replace("'", "\\'").replace("</", "<\\/")
    return f"'{quoted}'"


def _encrypted(number: str) -> str:
    return escape(b64encode(f"col:{number}".encode()).decode().replace("=", "%3D"))


def _decrypted(written: str) -> str:
    try:
        return b64decode(written).decode().removeprefix("col:")
    except ValueError:
        return ""
