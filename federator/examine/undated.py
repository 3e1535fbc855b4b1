"""Whether a list that shows no dates is one of notices: its titles, its name, its addresses, and what its first row
leads to say so."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from federator.fetch import expect_good
from federator.model.answer import Request
from federator.model.errors import VisitError
from federator.model.row import Row
from federator.notation.address_dates import day_in_address
from federator.notation.address_parts import address_shape
from federator.visit.means import Meter

_FEWEST = 3
_A_TITLE = 8
"""Characters that titles have: those of people and offices are shorter."""
_MOSTLY = 0.8
_OF_NOTICES = re.compile(
    r"公告|公示|通知|通告|动态|新闻|要闻|快讯|资讯|简报|简讯|政策|法规|规章|文件|规划|计划|预算|决算|招标|采购|招聘|招考|处罚|许可|解读|信息$"
)
_OF_NONE = re.compile(r"领导|机构|职[能责]|简介|概况|指南|下载|友情|链接|信箱|咨询|投诉|服务|专题|地图")


def has_titles(rows: Sequence[Row]) -> bool:
    """Whether there are some rows, and they say what titles say."""
    return len(rows) >= _FEWEST and median(len(row.title) for row in rows) >= _A_TITLE


def lists_notices(rows: Sequence[Row], name: str, ends: str, ask: Meter) -> bool:
    """Whether undated rows of a page called ``name`` are notices: nearly all name their day in their address, or all
    have addresses of one shape, their column is called so, and the first is a notice that says its day.

    Asks for that one, which may end with one of ``ends``. Raises RequestsSpentError where nothing more may be asked.
    """
    if not has_titles(rows) or _OF_NONE.search(name):
        return False
    if sum(day_in_address(row.url) is not None for row in rows) >= _MOSTLY * len(rows):
        return True
    return bool(_OF_NOTICES.search(name)) and _are_alike(rows) and _says_its_day(rows[0], ends, ask)


def _are_alike(rows: Sequence[Row]) -> bool:
    """Addresses that differ in their numbers."""
    shape, most = Counter(address_shape(row.url) for row in rows if row.url).most_common(1)[0]
    return "9" in shape.partition("/")[2] and most >= _MOSTLY * len(rows)


def _says_its_day(row: Row, ends: str, ask: Meter) -> bool:
    from federator.notice_page import PUBLISHED, expect_notice, read_notice_page

    try:
        answer = expect_good(ask(Request(row.url)))
        page = read_notice_page(answer, row.title, ends)
        expect_notice(answer, page)
    except VisitError:
        return False
    return "pubdate" in page.metas or any(label in page.fields for label in PUBLISHED)
