"""Lists that a script keeps in arrays side by side: ``urls[i]='/art/1.html';headers[i]='…';year[i]='2026';…``, as older
columns of Hanweb JCMS do."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from federator.connectors.jpage_arrays import unescaped
from federator.notation.address_dates import day_in_address

_SET = re.compile(
    r"""\b([A-Za-z_]\w{0,40}?)s?\[\w{1,20}\]\s*=\s*"""
    r"""(?:"([^"\\\n]*(?:\\.[^"\\\n]*)*)"|'([^'\\\n]*(?:\\.[^'\\\n]*)*)')""",
    re.A,
)
_DAY = ("year", "month", "day")


def records_side_by_side(text: str) -> Sequence[Mapping[str, str]]:
    """The n-th texts of all arrays of one length as the n-th record, under the arrays' names without ``s``; with a
    ``date`` of its year, month and day, or of the day in an address."""
    columns: dict[str, list[str]] = {}
    for one in _SET.finditer(text):
        columns.setdefault(one[1].lower(), []).append(unescaped(one[2] or one[3] or ""))
    lengths = Counter(map(len, columns.values()))
    level = {name: texts for name, texts in columns.items() if lengths[len(texts)] == max(lengths.values())}
    if len(level) < 2 or len({*map(len, level.values())}) > 1:
        return ()
    return [_dated(dict(zip(level, texts, strict=True))) for texts in zip(*level.values(), strict=True)]


def _dated(record: dict[str, str]) -> dict[str, str]:
    if all(name in record for name in _DAY):
        return {"date": "-".join(record[name] for name in _DAY)} | record
    day = next((day for said in record.values() if (day := day_in_address(said))), None)
    return {"date": str(day)} | record if day else record
