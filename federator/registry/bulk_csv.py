"""CSV, as spreadsheets write and read it: one source a row, with the keys of its site beside."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from federator.model.site import Site
from federator.registry.bulk_row import RULE, SITE, SOURCE, Entry, flag, flat, rule_in, text_of
from federator.registry.writing import site_table

_COLUMNS = (*(f"site_{key}" for key in SITE), *SOURCE, *(f"rule_{key}" for key in RULE), "rule_json")
_FORMULA = re.compile(r"[=+\-@\t\r]")
"""What a spreadsheet would take for a formula when a cell begins with it."""


def write_csv(sites: Iterable[Site]) -> str:
    """All sources of the sites, one a row; a site without sources has a row of its own."""
    file = io.StringIO()
    table = csv.DictWriter(file, _COLUMNS, restval="", lineterminator="\r\n")
    table.writeheader()
    for site in sites:
        written = site_table(site)
        own = {f"site_{key}": written[key] for key in SITE}
        for source in written.get("sources") or [{}]:
            table.writerow({name: _cell(value) for name, value in {**own, **flat(source)}.items()})
    return file.getvalue()


def read_csv(name: str, text: str) -> Iterator[Entry]:
    """Each row that says something. Raises csv.Error."""
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    for line in lines:
        cells = {key: _plain(value) for key, value in line.items() if key and isinstance(value, str) and value.strip()}
        if not cells:
            continue
        own = {key: cells[f"site_{key}"] for key in SITE if f"site_{key}" in cells}
        source = {key: flag(key, cells[key]) for key in SOURCE if key in cells}
        strange = {key: value for key, value in cells.items() if key not in _COLUMNS}
        table = source | rule_in(partial(_in, cells)) | strange
        yield Entry(f"{name}:{lines.line_num}", own, table or None)


def _in(cells: Mapping[str, str], key: str) -> str:
    return cells.get(key, "")


def _cell(value: Any) -> str:
    """As text; what a spreadsheet would reckon with is quoted."""
    text = text_of(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _plain(cell: str) -> str:
    text = cell.strip()
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:2]) else text
