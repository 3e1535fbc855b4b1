"""A county portal on Hanweb JCMS with jpage: several organisations, records in an embedded datastore.

The first group of records lies in the column page, twice (desktop and mobile unit), the others behind dataproxy; a
function beside the real call repeats the options with a dummy total; no validators, a render time in each page.
"""

from urllib.parse import quote

from federator.sample.column import Column
from federator.sample.jcms_site import JcmsSite, gb2312, integer, record
from federator.sample.notices import SampleNotice
from federator.sample.serving import NOT_FOUND, Asked, Reply
from federator.sample.wording import filled

_PROXY = "/module/web/jpage/dataproxy.jsp"
_PER_PAGE, _GROUP = 2, 3
_UNITS = ("80943", "80944")


class JpageSite(JcmsSite):
    """Asked in the group form, or in the page form with 100 records a page."""

    def column_page(self, column: Column) -> Reply:
        """The first group, embedded."""
        units = "".join(self._unit(column, unit) for unit in _UNITS)
        return self.column_of("jpage_column.html", column, units=units)

    def _unit(self, column: Column, unit: str) -> str:
        listed = self.listed(column)
        return filled(
            "jpage_unit.html",
            unit=unit,
            store=self._store(column, listed[: _PER_PAGE * _GROUP], unit),
            web_id=self.web_id,
            number=column.number,
            site=self.name,
            total=len(listed),
            group=_GROUP,
            per_page=_PER_PAGE,
            proxy=_PROXY,
        )

    def _store(self, column: Column, shown: tuple[SampleNotice, ...], unit: str) -> str:
        return filled(
            "jpage_store.xml",
            proxy=_PROXY,
            web_id=self.web_id,
            number=column.number,
            unit=unit,
            site=quote(quote(self.name)),
            records="\n".join(f"<record><![CDATA[\n    {record(one, column)}]]></record>" for one in shown),
        )

    def interface(self, asked: Asked) -> Reply:
        """Dataproxy: the records asked for by ``startrecord`` and ``endrecord``, or by ``page``."""
        if asked.path != _PROXY:
            return NOT_FOUND
        wanted = {**asked.query, **asked.form}
        column = self.column_numbered(wanted.get("columnid"))
        if column is None:
            return gb2312("<datastore><recordset></recordset></datastore>", "text/xml")
        first = integer(wanted.get("startrecord")) or 100 * (integer(wanted.get("page")) - 1) + 1
        last = integer(wanted.get("endrecord")) or first + 99
        shown = self.listed(column)[max(0, first - 1) : last]
        return gb2312(self._store(column, shown, wanted.get("unitid", _UNITS[0])), "text/xml")
