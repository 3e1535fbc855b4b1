"""The kinds of site software that are read, one line each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module

from federator.connectors.json_presets import PRESETS, begins
from federator.model.answer import Answer, Request
from federator.model.errors import ErrorKind, VisitError
from federator.model.local_time import CHINA
from federator.model.row import ListPage
from federator.model.site import Rule, Source
from federator.model.words import counted
from federator.notation.breaking_off import breaks_off, told_cut
from federator.notation.charset import is_lost

__all__ = ["CONNECTORS", "PRESETS", "Read", "first_request", "read_by_rule", "read_list"]

Read = Callable[[Answer, Source], ListPage]


def _by(module: str) -> Read:
    """The reader of that module, imported for its first answer: all of them together take a third of a start, and a
    sweep without news needs none."""

    def read(answer: Answer, source: Source) -> ListPage:
        found: Read = import_module(f"federator.connectors.{module}").read
        return found(answer, source)

    return read


CONNECTORS: Mapping[str, Read] = {
    "feed": _by("feed"),
    "html-list": _by("html_list"),
    "trs": _by("trs"),
    "jpage": _by("jpage"),
    "jpaas": _by("jpaas"),
    "vsb": _by("vsb"),
    "epoint": _by("epoint"),
    "powereasy": _by("powereasy"),
    "json-list": _by("json_list"),
    "truecms": _by("truecms"),
    "xxgk": _by("xxgk"),
}

_NO_LIST = (
    ErrorKind.NO_ROWS,
    ErrorKind.UNIT_MISSING,
    ErrorKind.UNRECOGNISED,
    ErrorKind.WRONG_PAGE,
)
"""Failures of a page that may be none: its list lies elsewhere."""
_SEEN = 20
"""Rows whose titles show whether the Chinese came through."""


def first_request(source: Source) -> Request:
    """What a source is asked first: its own address, but for an interface that its rule or its address makes known.

    :raises VisitError: RULE where the rule says too little to ask.
    """
    if not begins(source):
        return Request(source.url)
    from federator.connectors import json_list

    return json_list.first_request(source)


def read_list(answer: Answer, source: Source) -> ListPage:
    """Reads ``answer`` by the source's connector, else by its rule, else by the software recognised.

    TRS is html-list with a preset in the place of the rule: with a rule either is read by the rule, without by the
    preset. A list that the site says is empty has no rows and the total 0; a page that only leads to a list (a
    redirect by script, a frame, an interface that its script asks) carries no rows.
    Raises VisitError: UNRECOGNISED for an unknown connector or unknown software, CUT_SHORT for a page without its
    end, UNDECODABLE where its titles are question marks or twice encoded, else what the connector raises.
    """
    try:
        page = _read(answer, source)
    except VisitError as error:
        led = _without_rows(error, answer, source) if error.kind in _NO_LIST else None
        if led is None and error.kind is ErrorKind.NO_ROWS and breaks_off(answer.content, source.ends):
            raise VisitError(ErrorKind.CUT_SHORT, "the page has no end, and no rows", answer.status) from error
        if led is None:
            raise
        return led
    if _misses_dates(page, source) and (led := _frame_around(answer, source)):
        return led
    if breaks_off(answer.content, source.ends):
        from federator.connectors.page import text_of

        told = told_cut(text_of(answer), counted(len(page.rows), "row"))
        raise VisitError(ErrorKind.CUT_SHORT, told, answer.status)
    if is_lost(" ".join(row.title for row in page.rows[:_SEEN])):
        raise VisitError(ErrorKind.UNDECODABLE, "its words are lost", answer.status)
    return page


def _misses_dates(page: ListPage, source: Source) -> bool:
    """The rule says where dates stand, and none does: these may be rows of a menu."""
    dated = isinstance(source.rule, Rule) and source.rule.date != ""
    return dated and not any(row.date_written for row in page.rows)


def _frame_around(answer: Answer, source: Source) -> ListPage | None:
    """What the page of a list in a frame leads to."""
    from federator.connectors.page import text_of
    from federator.connectors.shells import led_on

    led = led_on(text_of(answer), answer, source.url)
    return ListPage((), led, carries_rows=False) if led else None


def _without_rows(error: VisitError, answer: Answer, source: Source) -> ListPage | None:
    """An empty list, or a page that leads to its list; None where it is the failure it seems to be."""
    from federator.connectors.emptiness import is_empty
    from federator.connectors.page import text_of
    from federator.connectors.told_list import told_list

    if led := _frame_around(answer, source):  # first: beside the frame of a list a box may say 暂无信息
        return led
    text = text_of(answer)
    if error.kind is ErrorKind.UNRECOGNISED and (told := told_list(text, answer)):
        return told
    empty = error.kind is ErrorKind.NO_ROWS and is_empty(text, answer)
    return ListPage((), total=0) if empty else None


def _read(answer: Answer, source: Source) -> ListPage:
    name = source.connector or _by_rule(source) or _recognised(answer)
    if name in ("html-list", "trs"):
        name = "html-list" if source.rule else "trs"
    if name not in CONNECTORS:
        raise VisitError(ErrorKind.UNRECOGNISED, f"no connector {name!r}; there are {', '.join(CONNECTORS)}")
    return _with_days(_unmarked(CONNECTORS[name](answer, source)), answer)


def _unmarked(page: ListPage) -> ListPage:
    """The page with titles as a person reads them: that a row is pinned, or new, is none of its title."""
    from federator.notation.marking import marked_among

    marked = marked_among([row.title for row in page.rows])
    if not marked:
        return page
    rows = (replace(row, title=marked[row.title]) if row.title in marked else row for row in page.rows)
    return replace(page, rows=tuple(rows))


def _with_days(page: ListPage, answer: Answer) -> ListPage:
    """The page with the days of dates that only all of them together tell."""
    from federator.notation.unsure import days_told

    days = days_told(page.rows, answer.fetched.astimezone(CHINA).date())
    if not days:
        return page
    rows = [replace(row, told=str(days[n])) if n in days else row for n, row in enumerate(page.rows)]
    return replace(page, rows=tuple(rows))


def read_by_rule(answer: Answer, rule: Rule) -> ListPage:
    """Rows of ``answer`` by a rule that no source has yet. Raises VisitError as html-list."""
    source = Source("-", "rule", "", answer.url, "", "", rule=rule)
    return _with_days(_unmarked(CONNECTORS["html-list"](answer, source)), answer)


def _by_rule(source: Source) -> str:
    if begins(source):
        return "json-list"
    return "html-list" if source.rule else ""


def _recognised(answer: Answer) -> str:
    from federator.connectors.failures import failure_of
    from federator.connectors.page import text_of, tree_of
    from federator.connectors.recognise import PRODUCTS, recognise

    found = recognise(answer)
    if found is None:
        text = text_of(answer)
        tree_of(text)  # of which not all can be read may be of any software
        sought = ", ".join(product.en for product in PRODUCTS.values())
        raise failure_of(text, VisitError(ErrorKind.UNRECOGNISED, f"looked for {sought}"))
    return found.connector
