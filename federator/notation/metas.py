"""What a page says of itself in its head: ``<meta name= content=>``, ``<title>``."""

import re

from lxml.etree import _Element

from federator.notation.folding import fold, is_place_name

_TAG = re.compile(r"</?[a-z][^<>]*>|&nbsp;", re.I)


def said_in_head(words: str) -> str:
    """A meta's content or the words of ``<title>``, folded, without the tags that sites write into them."""
    return fold(_TAG.sub(" ", words) if "<" in words else words)


def metas_of(tree: _Element) -> dict[str, str]:
    """Named metas, names in lower case (国办发〔2017〕47号 fixes the names, not their case); first non-empty wins.

    gov.cn says ``firstpublishedtime`` for PubDate. An ArticleTitle that names site or column is that of a list, or says
    nothing of its notice: it is left out.
    """
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name, content = meta.get("name"), meta.get("content")
        if name is not None and content and (value := said_in_head(content)):
            metas.setdefault(name.strip().lower(), value)
    if "pubdate" not in metas and "firstpublishedtime" in metas:
        metas["pubdate"] = metas["firstpublishedtime"]
    places = (metas.get(name, "") for name in ("sitename", "columnname"))
    if "articletitle" in metas and is_place_name(metas["articletitle"], *places):
        del metas["articletitle"]
    return metas
