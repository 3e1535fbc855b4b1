"""The title of a notice, out of all the places that claim to know it."""

import re

from federator.model.row import RawNotice
from federator.notation.folding import bare_title, clean_title, fold, is_cut, says_nothing, title_key

_SET_WIDE = re.compile("(?:[\u4e00-\u9fff] ){5}")

_FEWEST = 4


def choose_title(raw: RawNotice, labelled: str, site_name: str) -> str:
    """The whole main title: ArticleTitle, then 名称 (``labelled``), the heading, the list; cut ones only at the last.

    A heading that goes on where ArticleTitle ends has it all, one that ends where a site hangs on all but that; one
    counts before the list only where it is about the same thing: on some pages it is the column's name, or a parcel's.
    """
    row = fold(raw.row.title) if raw.row else ""
    titles = [title for title in (*_of_page(raw, labelled, site_name, row), row) if title]
    whole = [title for title in titles if not is_cut(title)]
    return whole[0] if whole else max(titles, key=len, default="")


def closed_up(title: str) -> str:
    """``云 岭 县 公 告``, set wide for looks, without its spaces; any other title as it is."""
    return title.replace(" ", "") if " " in title and _SET_WIDE.search(title) else title


def _of_page(raw: RawNotice, labelled: str, site_name: str, row: str) -> list[str]:
    page = raw.page
    if page is None:
        return [labelled]
    site = page.metas.get("sitename") or site_name
    heading = bare_title(page.title, site)
    article = bare_title(page.metas.get("articletitle", ""), site)
    if article and (heading.startswith(f"{article} ") or heading == clean_title(article, site)):
        return [heading, labelled]
    if _is_title(row) and heading != row and not is_cut(row) and not _akin(heading, row):
        return [article, labelled, row, heading]
    return [article, labelled, heading]


def _is_title(row: str) -> bool:
    """It may say what the notice is: the words of a link (详情, 查看) and a few characters do not."""
    return len(title_key(row)) >= _FEWEST and not says_nothing(row)


def _akin(one: str, other: str) -> bool:
    """Half of the shorter title's pairs of characters stand in the longer one."""
    shorter, longer = sorted((title_key(one), title_key(other)), key=len)
    pairs = [shorter[i : i + 2] for i in range(len(shorter) - 1)]
    return bool(pairs) and 2 * sum(pair in longer for pair in pairs) >= len(pairs)
