"""The public page of the merged notices: filters, search, and how many of what were found."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from federator.model.revision import Published, Selection
from federator.notation.segmenting import read_query
from federator.publish import atom, json_feed, rss
from federator.web.address import address
from federator.web.display import category_name, chosen, cities, is_chinese, label, value_name
from federator.web.language import said
from federator.web.pages import pages
from federator.web.parts import parts
from federator.web.query import LONGEST_QUERY, SELECTING, BadParameter, given, number, one_of, selection_of
from federator.web.searching import LARGEST_CURSOR, Order, entry_of, ordered

_HIDDEN = ("organisation", "site")
_FURTHER = ("subtype", "zone", "edition", "published_from", "published_to")
_PARAMETERS = (*(name for name in SELECTING if name != "since"), "order", "cursor", "lang")
_ORDERS = {Order.RELEVANCE: lazy_gettext("最相关的在前"), Order.PUBLISHED: lazy_gettext("最近发布的在前")}
_FEEDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "atom": (atom.MEDIA_TYPE, "Atom"),
        "rss": (rss.MEDIA_TYPE, "RSS"),
        "json": (json_feed.MEDIA_TYPE, "JSON Feed"),
    }
)
_ON_ONE_PAGE = 20
_MOST_PARTS = 12
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d)_(\w{1,64})")


@dataclass(frozen=True, slots=True)
class Found:
    """How many were found, at least (``exact`` False), and of what: the name of a group, and of each part its name,
    count and address."""

    total: int
    exact: bool
    groups: list[tuple[str, list[tuple[str, int, str]]]]


@pages.get("/")
def index() -> str:
    """Published notices: newest publication first, or what is searched for, the most fitting first."""
    values = given(_PARAMETERS, strangers=True)
    selection = selection_of(values)
    usual = Order.RELEVANCE if selection.words else Order.PUBLISHED
    order = Order(one_of("order", values, _ORDERS) or usual)
    entries, following = _found(values, selection, order)
    query = read_query(selection.words)
    filters = {name: value for name, value in values.items() if name not in ("cursor", "lang")}
    fed = {name: value for name, value in filters.items() if name != "order"}
    return render_template(
        "index.html",
        entries=[entry_of(one, query) for one in entries],
        selection=selection,
        more=any(values.get(name) for name in _FURTHER),
        longest=LONGEST_QUERY,
        chosen=_chosen(selection, filters),
        orders=_orders(filters, order) if selection.words else (),
        hits=_hits(selection, filters),
        cities=cities(parts().directory),
        subtypes=_subtypes(selection),
        zones=[(one, value_name(one)) for one in parts().profile.zones],
        editions=[(one, value_name(one)) for one in parts().profile.editions],
        feeds=[(address(f"/feeds/notices.{form}", fed), *words) for form, words in _FEEDS.items()],
        older=address("/", filters, cursor=following) if following else None,
        newest=address("/", filters) if "cursor" in values else None,
        hidden=[(name, values[name]) for name in _HIDDEN if name in values],
    )


def _orders(filters: dict[str, str], order: Order) -> list[tuple[LazyString, str, bool]]:
    """Of each its name, its address and whether it is this one."""
    return [(words, address("/", filters, order=one), one is order) for one, words in _ORDERS.items()]


def _found(values: dict[str, str], selection: Selection, order: Order) -> tuple[tuple[Published, ...], str]:
    """The entries of a page, and the cursor of the next one, ``""`` at the end."""
    if selection.narrow:
        page = ordered(selection, order, number("cursor", values, LARGEST_CURSOR), _ON_ONE_PAGE)
        return page.entries, str(page.cursor or "")
    browsed = parts().store.browse(selection, _place(values.get("cursor")), _ON_ONE_PAGE + 1)
    entries = browsed[:_ON_ONE_PAGE]
    return entries, _cursor(entries[-1]) if len(browsed) > _ON_ONE_PAGE else ""


def _cursor(last: Published) -> str:
    return f"{last.notice.day or ''}_{last.id}"


def _place(written: str | None) -> tuple[str, str] | None:
    if written is None:
        return None
    read = _CURSOR.fullmatch(written)
    if read is None:
        raise BadParameter(_("参数“cursor”无效。请从第一页重新开始翻页。"))
    return read[1], read[2]


def _chosen(selection: Selection, filters: dict[str, str]) -> list[dict[str, object]]:
    """The conditions in force, each with the address of the page without it; ``own``: in words that are no reader's
    own but the sites'."""
    return [
        {
            "name": label(name),
            "value": value,
            "without": address("/", filters, **{name: None}),
            "own": is_chinese(value),
        }
        for name, value in chosen(selection).items()
    ]


def _subtypes(selection: Selection) -> dict[str, str]:
    """Those that may be chosen: of the category that is chosen, or all."""
    here = parts().profile
    return {
        one.id: said(one.name)
        for one in here.subtypes
        if not selection.category or one.category in ("", selection.category)
    }


def _hits(selection: Selection, filters: dict[str, str]) -> Found | None:
    """How many were found, with the address of each part of them."""
    if not selection.narrow:
        return None
    hits, directory = parts().store.count(selection), parts().directory
    groups = [
        (_("信息类别"), [(category_name(code), many, {"category": code}) for code, many in hits.by_category.items()]),
        (_("行政区划"),
         [(directory.division_name(code), many, {"division": code}) for code, many in hits.by_division.items()]),
        (_("发布年份"), [(year, many, {"published_from": f"{year}-01-01", "published_to": f"{year}-12-31"})
                     for year, many in sorted(hits.by_year.items(), reverse=True)]),
    ]  # fmt: skip
    shown = [
        (name, [(words, many, address("/", {**filters, **only})) for words, many, only in some[:_MOST_PARTS]])
        for name, some in groups
        if len(some) > 1
    ]
    return Found(hits.total, hits.exact, shown)
