"""What a page of jpage holds: its lists (units) with records, options and the parameters of their requests."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlsplit

from federator.connectors.jpage_arrays import answered_store, array_store
from federator.model.errors import ErrorKind, VisitError
from federator.notation.address import from_attribute

_STORE = re.compile(r"<datastore\b")
_BEFORE_STORE = re.compile(r"""<div[^<>]*\bid\s*=\s*["']?(\w+)["']?[^<>]*>\s*<script[^<>]*>\s*(?:<\?xml[^<>]*>\s*)?$""")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})\s*</totalrecord>", re.A)
_PAGES = re.compile(r"<totalpage>\s*(\d{1,9})\s*</totalpage>", re.A)
_NEXT_GROUP = re.compile(r"""<nextgroup>.{0,40}?<a\s[^<>]*?href\s*=\s*["']([^"'<>]+)["']""", re.S)
_CALL = re.compile(r"""(?:\$|jQuery)\(\s*["']#(\w+)["']\s*\)\.jpage\(\s*\{""")
_OPTION = re.compile(
    r"""\b(totalRecord|groupSize|perPage|proxyUrl|dataStore)\s*:\s*(?:(\d{1,9})\b|'([^']*)'|"([^"]*)"|([\w$]+))""", re.A
)
_ON_READY = re.compile(r"\$\(\s*(?:document\s*\)\.ready\(\s*)?function\s*\(\s*\)\s*\{\s*$")
_PARAMETERS = re.compile(r"var\s+param_(\w+)\s*=\s*\{([^{}]*)\}")
_INLINE_PARAMETERS = re.compile(r"\bajaxParam\s*:\s*\{([^{}]*)\}")
_PARAMETER = re.compile(r"""\b([A-Za-z_]\w*)\s*:\s*(?:'([^']*)'|"([^"]*)"|([^,'"{}\s]+))""")
_COLUMN = re.compile(r"/col/?(?:col)?(\d+)")
_GROUP_SIZE, _PER_PAGE = 3, 15
"""What jpage takes where the page does not say."""
_MOST_CALLS = 100
"""Each page has a handful of lists."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One list: its records as HTML, and how the others are asked for.

    ``group`` and ``per_page`` count records. ``form`` is empty and ``proxy`` ``""`` where the page gives none;
    ``pages`` is known only from dataproxy's page form.
    """

    records: tuple[str, ...]
    total: int | None
    pages: int | None
    per_page: int
    group: int
    proxy: str
    form: tuple[tuple[str, str], ...]
    next_group: str

    @property
    def column(self) -> str:
        """The column's number, ``""`` where the page does not say."""
        return dict(self.form).get("columnid", "")


def units_of(text: str) -> list[Unit]:
    """Every list of a column page, or the one of an answer of dataproxy. CUT_SHORT where a datastore breaks off."""
    calls = _calls(text)
    parameters = {name: _form(body) for name, body in _PARAMETERS.findall(text)}
    stores = list(_arrays(text, calls)) or stores_of(text)
    return [
        _unit(store, call.options, parameters.get(name) or call.form)
        for name, store in stores
        for call in (calls.get(name, _Call()),)
    ]


def _unit(store: str, options: Mapping[str, str], form: tuple[tuple[str, str], ...]) -> Unit:
    per_page = _count(options, "perPage") or _PER_PAGE
    following = _NEXT_GROUP.search(store)
    return Unit(
        records=records_of(store),
        total=declared_total(store, _count(options, "totalRecord")),
        pages=int(pages[1]) if (pages := _PAGES.search(store)) else None,
        per_page=per_page,
        group=per_page * (_count(options, "groupSize") or _GROUP_SIZE),
        proxy=options.get("proxyUrl", ""),
        form=form,
        next_group=from_attribute(following[1]) if following else "",
    )


def main_units(units: list[Unit], column_url: str) -> list[Unit]:
    """The units of the column's own list: named like its address, else like the longest; that one first."""
    longest = max(units, key=lambda unit: len(unit.records), default=None)
    if longest is None:
        return []
    asked = _COLUMN.findall(urlsplit(column_url).path)
    own = [unit for unit in units if unit.column and unit.column in asked]
    main = max(own, key=lambda unit: len(unit.records), default=longest)
    return [main, *(unit for unit in units if unit is not main and main.column and unit.column == main.column)]


def stores_of(text: str) -> list[tuple[str, str]]:
    """(unit id or ``""``, inside of the datastore) for each on the page, or for the array that dataproxy answered."""
    if "<datastore" not in text:
        answered = answered_store(text)
        return [] if answered is None else [("", answered)]
    stores, end = list[tuple[str, str]](), 0
    for found in _STORE.finditer(text):
        if found.start() < end:  # a store in a store
            continue
        end = text.find("</datastore>", found.end())
        if end < 0:
            raise VisitError(ErrorKind.CUT_SHORT, "the datastore breaks off")
        named = _BEFORE_STORE.search(text, max(0, found.start() - 400), found.start())
        stores.append((named[1] if named else "", text[found.end() : end]))
    return stores


def records_of(store: str) -> tuple[str, ...]:
    """The records of a datastore as HTML, in order."""
    pieces = (piece.partition("<![CDATA[")[2].partition("]]>") for piece in store.split("<record>")[1:])
    return tuple(record for record, end, _ in pieces if end and record.strip())


@dataclass(frozen=True, slots=True)
class _Call:
    """One ``.jpage({…})``: its options, and the parameters that it holds itself."""

    options: Mapping[str, str] = field(default_factory=dict)
    form: tuple[tuple[str, str], ...] = ()


def _calls(text: str) -> dict[str, _Call]:
    """The call of each unit that brings its data. ``function jpage_1()`` repeats it with a total that is none, so
    one that runs when the page is ready goes before."""
    calls, end = dict[str, _Call](), 0
    for found in islice(_CALL.finditer(text), _MOST_CALLS):
        if found.start() < end:  # a call in a call
            continue
        end = text.find("})", found.end())
        options = {name: next(filter(None, value), "") for name, *value in _OPTION.findall(text, found.end(), end)}
        ready = _ON_READY.search(text, max(0, found.start() - 60), found.start())
        if "dataStore" in options and (ready or found[1] not in calls):
            inline = _INLINE_PARAMETERS.search(text, found.end(), end + 1)
            calls[found[1]] = _Call(options, _form(inline[1]) if inline else ())
    return calls


def _arrays(text: str, calls: Mapping[str, _Call]) -> Iterator[tuple[str, str]]:
    for name, call in calls.items():
        if (store := array_store(text, call.options["dataStore"])) is not None:
            yield name, store


def _form(body: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, one or other or bare) for name, one, other, bare in _PARAMETER.findall(body))


def _count(options: Mapping[str, str], name: str) -> int | None:
    written = options.get(name, "")
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else None


def declared_total(store: str, otherwise: int | None) -> int | None:
    """``<totalrecord>`` of a datastore."""
    found = _TOTAL.search(store)
    return int(found[1]) if found else otherwise
