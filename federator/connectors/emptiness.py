"""Is a list without rows empty, or did its page change under the rule that reads it?"""

import re

from lxml.html import HtmlElement

from federator.connectors.main_list import ANY_LINK, dated_rows
from federator.connectors.page import tree_of
from federator.connectors.pager import declared_pages
from federator.model.answer import Answer
from federator.notation.refusals import visible

_SAID = re.compile(
    r"(?:暂时?|还|尚|目前)(?:没有|无)(?:任何|相关|符合条件的?)?(?:信息|数据|内容|文章|记录|公告|公示|新闻)"
    r"|(?:该|本|此)栏目(?:下)?(?:暂)?(?:无|没有)|没有(?:找到|查到|符合条件的?)(?:任何|相关)?(?:信息|数据|内容|文章|记录)"
)
_LIST = re.compile(r"list|news|article|\blb\b|\bcon", re.I)


def is_empty(text: str, answer: Answer) -> bool:
    """Whether the site means its list to be empty: it says 暂无信息, or its pager counts no page; or it counts one, and
    the container of the list stands there without a row. What has dated rows anywhere, or more pages, is not empty.
    """
    pages = declared_pages(text)
    if (pages or 0) > 1:
        return False
    tree = tree_of(text)
    if dated_rows(tree, answer.url, ANY_LINK):
        return False
    if pages == 0 or _SAID.search(visible(text)):
        return True
    return pages == 1 and any(_is_bare_list(node) for node in tree.iter("ul", "ol", "tbody", "div", "table"))


def _is_bare_list(node: HtmlElement) -> bool:
    named = f"{node.get('class', '')} {node.get('id', '')}"
    return (
        bool(_LIST.search(named)) and not node.text_content().strip() and next(node.iter("a", "script"), None) is None
    )
