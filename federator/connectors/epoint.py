"""国泰新点 Epoint: static lists of ``20210104/{uuid}.html``, older ones of WebForms, and shells of rows in JSON.

The shell is read in three answers: the page names the category, its script /js/webBuilderCommon.js names the site
(``siteGuid``, ``projectName``), and the interface getgovinfolist answers the rows.
"""

import json
import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from federator.connectors.epoint_rows import read_answer
from federator.connectors.failures import expect_column, failure_of
from federator.connectors.main_list import dated_rows, main_rows
from federator.connectors.page import text_of, tree_of
from federator.connectors.pager import next_in_text, next_linked
from federator.connectors.plain_rows import plain_list
from federator.connectors.wordless_pager import next_numbered
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.row import ListPage
from federator.model.site import Source
from federator.notation.address import absolute
from federator.notation.parsing import base_of

_SITE_INFO = re.compile(r"\bsiteInfo\s{0,9}=\s{0,9}(\{[^{}]{0,2000}\})")
_SCRIPT = re.compile(r"""\bsrc\s*=\s*["']([^"'<>\s]{0,200}webBuilderCommon\.js)(?:\?[^"'<>\s]*)?["']""", re.I)
_NOTICE = re.compile(r"(?:^|/)\d{8}/[0-9a-f]{8}-[0-9a-f-]{9,40}\.html|[?&]InfoID=", re.I | re.A)
_ANY = re.compile("")
_CATEGORY = re.compile(
    r"""\bid\s*=\s*["'](?:catenum|categorynum)["'][^<>]{0,80}?\bvalue\s*=\s*["']([\d]{3,30})["']""", re.I | re.A
)
_FOLDER = re.compile(r"/(\d{3,30})/[^/]*$", re.A)
_TOTAL = re.compile(
    r"MoreInfoList\w{0,9}_Pager.{0,600}?记录总数\s{0,9}[:：]?\s{0,9}(?:<[^<>]{0,80}>\s{0,9}){0,4}(\d{1,9})", re.S | re.A
)
_SIZE = 20


def read(answer: Answer, _source: Source) -> ListPage:
    """A list page, or the page, the script or the interface's answer of a shell.

    UNIT_MISSING where a shell names no category or its script no site, NO_ROWS for a page that is neither.
    """
    text = text_of(answer)
    if text.lstrip()[:1] == "{":
        return read_answer(text, answer)
    if "<html" not in text[:5000].lower() and (site := _SITE_INFO.search(text)):
        return ListPage((), _first_question(site[1], answer), carries_rows=False)
    return _page(text, answer)


def _page(text: str, answer: Answer) -> ListPage:
    asked = _asked_for(answer.url)
    script = _SCRIPT.search(text) if "webBuilderCommon.js" in text else None
    shell = script and "categorynum" in asked
    if not shell and (listed := _listed(text, answer)):
        return listed
    if script is None:
        raise failure_of(text, VisitError(ErrorKind.NO_ROWS, "no dated rows, and no script webBuilderCommon.js"))
    return ListPage((), _script(script[1], text, asked, answer), carries_rows=False)


def _listed(text: str, answer: Answer) -> ListPage | None:
    """A page that holds its rows itself; None where it does not."""
    if "__doPostBack" not in text and (plain := plain_list(text, answer.url, _NOTICE)):
        expect_column(plain[0].title, text, answer)
        return ListPage(plain, next_in_text(text, answer) or next_numbered(text, None, answer, answer.url))
    tree = tree_of(text)
    base = base_of(tree, answer.url)
    rows = main_rows(tree, base, _NOTICE) or dated_rows(tree, base, _ANY)
    if not rows:
        return None
    expect_column(rows[0].title, text, answer)
    total = _TOTAL.search(text)
    request = next_linked(text, tree, answer, base) or next_numbered(text, tree, answer, base)
    return ListPage(rows, request, int(total[1]) if total else None)


def _asked_for(url: str) -> dict[str, str]:
    return {name.lower(): value for name, value in parse_qsl(urlsplit(url).query)}


def _script(written: str, text: str, asked: Mapping[str, str], answer: Answer) -> Request:
    """The request for the site's script; its query, which a file ignores, carries what the page said."""
    in_page, in_folder = _CATEGORY.search(text), _FOLDER.search(urlsplit(answer.url).path)
    category = asked.get("categorynum") or (in_page and in_page[1]) or (in_folder and in_folder[1])
    if not category:
        raise VisitError(ErrorKind.UNIT_MISSING, "the page names no categorynum")
    carried = urlencode({"categorynum": category, "deptcode": asked.get("deptcode", "")})
    return Request(f"{absolute(answer.url, written)}?{carried}", referer=answer.url)


def _first_question(written: str, answer: Answer) -> Request:
    """The interface's first page, base 0; asked plainly before it is asked wrapped in ``params``."""
    try:
        site = json.loads(written.replace("'", '"'))
    except (ValueError, RecursionError) as broken:
        raise VisitError(ErrorKind.UNIT_MISSING, f"siteInfo is no JSON: {broken}") from broken
    guid, project = str(site.get("siteGuid") or ""), str(site.get("projectName") or "")
    asked = _asked_for(answer.request.url)
    column = answer.request.referer or answer.url
    url = absolute(answer.url, f"{project.rstrip('/')}/rest/lightfrontaction/getgovinfolist")
    if not guid or not url or not asked.get("categorynum"):
        raise VisitError(ErrorKind.UNIT_MISSING, f"siteInfo names no site: {written[:80]}")
    question = {
        "deptcode": asked.get("deptcode", ""),
        "categorynum": asked["categorynum"],
        "pageIndex": 0,
        "pageSize": _SIZE,
        "siteGuid": guid,
    }
    return Request(url, "POST", referer=column, json=json.dumps(question, ensure_ascii=False))
