"""What a script says word by word of a list: arrays of records (``var newsData=[{"title":…,"url":…,"time":…}]``), or
one statement for each row (``list.push({…})``, ``rows[0]=new Array("…","/1.html","2026-9-8")``, ``html+='<li>…'``); or
an element for it (``<input type="hidden" value="[{&quot;title&quot;:…">``, ``<textarea>[{"title":…``).

What it puts together of other things is not read. No script is run.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import islice

from federator.connectors.jpage_arrays import unescaped
from federator.connectors.nameless import Records, records_of
from federator.connectors.script_asking import scripts_in

_TEXT = r""""[^"\\\n]*+(?:\\.[^"\\\n]*+)*"?|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*'?"""
_ARRAY = re.compile(r"\b\w{1,40}[\"']?\s*[=:]\s*(?=\[\s*[\[{])", re.A)
_PARSED = re.compile(rf"\bJSON\.parse\(\s{{0,9}}({_TEXT})", re.A)
_HELD = re.compile(r"""(?:>\s*+(?=\[)|=\s?(["']))(?=[\[{]\s*+(?:\{\s*+)?(?:"|&quot;|&#34;))""")
_TOKEN = re.compile(rf"({_TEXT})|(?<![\w$])([A-Za-z_$][\w$]*+)(?=\s*+:)|,(?=\s*+[\]}}])", re.A)
_EACH = re.compile(
    rf"{_TEXT}|(?<![\w.$])([A-Za-z_$][\w.$]{{0,60}})\s{{0,5}}"
    r"(?:\[[\w+]{1,20}\]\s{0,5}=\s{0,5}(?:new\s{1,5}(?:Array|Object)\s{0,5}\()?|\(|\+?=)\s{0,5}(?=[{\[\"'])",
    re.A,
)
_VALUE = re.compile(rf"\s*+({_TEXT}|-?[\d.]{{1,20}})\s*+([+,]?)", re.A)
_DECODER = json.JSONDecoder()
_FEWEST, _ARRAYS, _LONGEST, _LONGEST_ROW = 3, 8, 2_000_000, 4000


def records_in(text: str) -> Iterator[Records]:
    """The records of each array of a page, and of each row of statements."""
    yield from _arrays(text[:_LONGEST])
    yield from _held(text[:_LONGEST])
    yield from _statements(scripts_in(text[:_LONGEST]) or text[:_LONGEST])


def _arrays(text: str) -> Iterator[Records]:
    for number, begins in enumerate(_ARRAY.finditer(text)):
        if number == _ARRAYS:
            return
        value = _decoded(text[begins.end() :]) or _decoded(_as_json(text[begins.end() :].partition("</script")[0]))
        if isinstance(value, list) and value:
            yield records_of(value) or ()
    for written in islice(_PARSED.finditer(text), _ARRAYS):
        value = _decoded(unescaped(written[1][1:-1]))
        if isinstance(value, list) and value:
            yield records_of(value) or ()


def _held(text: str) -> Iterator[Records]:
    """The records that an attribute holds, or an element as all of its text."""
    for begins in islice(_HELD.finditer(text), _ARRAYS):
        held = text[begins.end() :]
        said = unescape(held.partition(begins[1] or "</")[0])
        value = _decoded(held) or _decoded(said)
        if isinstance(value, list) and value:
            yield records_of(value) or ()
        elif not held.startswith(said):  # what stands there as it is was found among the arrays
            yield from _arrays(said)


def _statements(script: str) -> Iterator[Records]:
    """The rows that calls of one function, or assignments to one name, say each."""
    found = [one for one in _EACH.finditer(script) if one[1]]
    many = {name for name, count in Counter(one[1] for one in found).items() if count >= _FEWEST}
    ends = [one.start() for one in found[1:]] + [len(script)]
    said: dict[str, list[object]] = {}
    for one, end in zip(found, ends, strict=False):
        row = _row(script[one.end() : min(end, one.end() + _LONGEST_ROW)]) if one[1] in many else []
        if row != []:  # rows=[], before they are pushed
            said.setdefault(one[1], []).append(row)
    for rows in said.values():
        yield records_of(rows) or ()


def _row(written: str) -> object:
    """An object or array, or the texts and numbers of a call, the text where it is one; None for what is not said
    word by word."""
    if written[:1] in ("{", "["):
        return _decoded(written) or _decoded(_as_json(written))
    values, place, joins = [""], 0, "+"
    while joins and (value := _VALUE.match(written, place)):
        if joins == ",":
            values.append("")
        values[-1] += unescaped(value[1][1:-1]) if value[1][0] in "\"'" else value[1]
        place, joins = value.end(), value[2]
    if joins or written[place : place + 1] not in ("", ")", ";", "\n"):
        return None
    return values if len(values) > 1 else values[0]


def _decoded(written: str) -> object:
    try:
        return _DECODER.raw_decode(written)[0]
    except (ValueError, RecursionError):
        return None


def _as_json(written: str) -> str:
    """A script's literal as JSON writes it: names and texts in double quotes, no comma before an end."""
    return _TOKEN.sub(_token, written)


def _token(token: re.Match[str]) -> str:
    if token[2]:
        return f'"{token[2]}"'
    if token[1] and token[1][0] == "'":
        return json.dumps(token[1][1:].removesuffix("'").replace("\\'", "'"), ensure_ascii=False)
    return token[1] or ""
