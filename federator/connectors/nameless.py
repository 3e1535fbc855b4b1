"""Records whose values lie apart from their names (``{"columns":["TITLE","URL"],"rows":[["…","/1.html"]]}``), or have
none: then each column of them is called after what all of it holds."""

import re
from collections.abc import Mapping, Sequence

from federator.connectors.json_values import all_filled, text_of_value
from federator.notation.dates import read_time

_ADDRESS = re.compile(r"(?:https?:)?//\S+|\.{0,2}/\S+|[\w./-]{1,200}\.[a-z]\w{1,4}(?:\?\S*)?", re.I | re.A)
_SPOKEN = re.compile("[\u4e00-\u9fff]{2}")
_LONGEST_DATE, _MOSTLY = 40, 0.5
_COLUMN = "name|field|title|label"

Records = Sequence[object] | str
"""Records, or rows as HTML."""


def zipped(value: Mapping[object, object]) -> Sequence[Mapping[str, object]]:
    """Rows under the names that one list beside them gives their columns."""
    lists = [one for one in value.values() if isinstance(one, list) and one]
    rows: list[list[object]] = next((one for one in lists if all(isinstance(row, list) for row in one)), [])
    wide = {len(row) for row in rows}
    named = (_names(one) for one in lists if one is not rows and {len(one)} == wide)
    names = next(filter(None, named), [])
    return [dict(zip(names, row, strict=True)) for row in rows] if names else []


def _names(columns: Sequence[object]) -> Sequence[str]:
    names = [*map(text_of_value, columns)] if isinstance(columns[0], str) else all_filled(columns, _COLUMN)
    return names if all(names) else []


def records_of(rows: Sequence[object]) -> Records | None:
    """Objects as they are, HTML as one text, rows of values :func:`called`; None for anything else."""
    if all(isinstance(row, Mapping) for row in rows):
        return rows
    html = [row for row in rows if isinstance(row, str)]
    if len(html) == len(rows):
        return joined if "<a" in (joined := "".join(html)) else None
    return called([row for row in rows if isinstance(row, list)]) if isinstance(rows[0], list) else None


def called(rows: Sequence[Sequence[object]]) -> Sequence[Mapping[str, str]] | str:
    """Rows of one length as records of ``url``, ``date`` and ``title``, the column that says most; where they hold
    links, as HTML. Empty where their columns hold something else."""
    texts = [[text_of_value(one) for one in row] for row in rows]
    if len({*map(len, texts)}) != 1:
        return []
    if all("<a" in "".join(row) for row in texts):
        return "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in texts)
    columns = list(zip(*texts, strict=True))
    url = next((one for one in columns if all(map(_ADDRESS.fullmatch, one))), None)
    date = next((one for one in columns if one is not url and _are_dates(one)), None)
    others = [one for one in columns if one is not url and one is not date and all(map(_SPOKEN.search, one))]
    if url is None or date is None or not others:
        return []
    title = max(others, key=lambda one: sum(map(len, set(one))))
    return [dict(zip(("title", "url", "date"), row, strict=True)) for row in zip(title, url, date, strict=True)]


def _are_dates(texts: Sequence[str]) -> bool:
    read = sum(len(text) <= _LONGEST_DATE and read_time(text) is not None for text in texts)
    return read > _MOSTLY * len(texts)
