"""Values in an answer of JSON: read, found by path, and taken as text. Total but for :func:`json_of`."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from types import NoneType
from typing import cast

from federator.connectors.failures import failure_of
from federator.model.errors import ErrorKind, VisitError

_CALL = re.compile(r"[\s;]{0,20}[\w.$]{1,80}\s{0,5}\(", re.A)
_FIELD = re.compile(r"\{([\w.$-]{1,80})\}")
_DECODER = json.JSONDecoder(strict=False)
_LAST_COMMA = re.compile(r"""("[^"\\]*+(?:\\.[^"\\]*+)*"?)|,(?=\s*+[\]}])""", re.S)
"""Answers put together by hand have lines broken in their texts, and a comma behind the last of a list."""
_ENDS = ("}", "]", ")", ";", ">")


def json_of(text: str, variable: str = "") -> object:
    """The JSON that the answer is, that a call wraps (JSONP), or that a script of the page gives to ``variable``.

    :raises VisitError: as the page's failure is named; WRONG_TYPE for a page, CUT_SHORT or UNREADABLE for bad JSON.
    """
    start = _start(text, variable)
    if start is None:
        otherwise = f"no variable {variable}" if variable else f"no JSON but {text.lstrip()[:80]!r}"
        raise failure_of(text, VisitError(ErrorKind.WRONG_TYPE, otherwise))
    try:
        value = _decoded(text, start)
    except RecursionError as deep:
        raise VisitError(ErrorKind.UNREADABLE, "JSON of too many levels") from deep
    except ValueError as broken:
        kind = ErrorKind.UNREADABLE if text.rstrip()[-1:] in _ENDS else ErrorKind.CUT_SHORT
        raise failure_of(text, VisitError(kind, f"no JSON: {broken}")) from broken
    return value


def _decoded(text: str, start: int) -> object:
    try:
        value: object = _DECODER.raw_decode(text, start)[0]
    except ValueError:
        value = _DECODER.raw_decode(_LAST_COMMA.sub(r"\1", text[start:]))[0]
    return value


def is_json(text: str) -> bool:
    """Whether the answer begins as JSON, or as a call that wraps it."""
    return _start(text, "") is not None


def _start(text: str, variable: str) -> int | None:
    """Where the value begins; None where there is none."""
    if variable:
        found = re.search(rf"\b{re.escape(variable)}\s{{0,20}}[=:]\s{{0,20}}(?=[\[{{\"'])", text)
    else:
        found = re.compile(r"\ufeff?\s*(?=[\[{])").match(text) or _CALL.match(text)
    return found.end() if found else None


def at(value: object, path: str) -> object:
    """What lies at ``data.list.0``; None where nothing does. A text on the way is read as JSON: some wrap twice."""
    for step in _steps(path):
        inner = inner_of(value)
        if isinstance(inner, dict):
            value = inner.get(step)
        elif isinstance(inner, list) and step.isdecimal() and len(step) < 7:
            value = inner[int(step)] if int(step) < len(inner) else None
        else:
            return None
    return value


def list_at(value: object, path: str) -> list[object] | None:
    """The list at the first of ``a|b`` that leads to one."""
    lists = (inner_of(at(value, one)) for one in path.split("|"))
    return next((one for one in lists if isinstance(one, list)), None)


def number_at(value: object, path: str) -> int | None:
    """The whole number at the first of ``a|b`` that leads to one, 0 or above."""
    texts = (text_of_value(at(value, one)) for one in path.split("|"))
    return next((int(text) for text in texts if text.isdecimal() and len(text) < 10), None)


@lru_cache(maxsize=1024)
def _steps(path: str) -> tuple[str, ...]:
    return tuple(path.split(".")) if path else ()


def inner_of(value: object) -> object:
    """The value itself; of a text that is JSON what it says, None where it only begins so."""
    if isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value


def text_of_value(value: object) -> str:
    """A text, or a number as one; ``""`` for what is neither."""
    if isinstance(value, str):
        return (value if value.isprintable() else value.encode("utf-8", "replace").decode()).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


@lru_cache(maxsize=1024)
def _choices(mapping: str) -> Sequence[tuple[str, Sequence[str]]]:
    """Each of ``a|/notice/{b.c}.html``: its text with ``%s`` for the values, and the paths that these lie at."""
    return [_choice(one.strip()) for one in mapping.split("|") if one.strip()]


def _choice(written: str) -> tuple[str, Sequence[str]]:
    if "{" not in written:
        return "%s", (written,)
    parts = _FIELD.split(written.replace("%", "%%"))
    return "%s".join(parts[::2]), parts[1::2]


def all_filled(records: Sequence[object], mapping: str) -> Sequence[str]:
    """Of each record ``gyggBt``, ``/notice/{id}.html`` or, of several with ``|`` between them, the first whose fields
    are all there; ``""`` where they are not."""
    texts: Sequence[str] = [""] * len(records)
    for template, paths in _choices(mapping):
        columns = [_texts(_values(records, path)) for path in paths]
        rows = zip(*columns, strict=True)
        found = columns[0] if template == "%s" else [template % said if all(said) else "" for said in rows]
        texts = [text or other for text, other in zip(texts, found, strict=True)] if any(texts) else found
        if all(texts):
            break
    return texts


def _values(records: Sequence[object], path: str) -> Sequence[object]:
    if "." in path or set(map(type, records)) != {dict}:
        return [at(record, path) for record in records]
    return [record.get(path) for record in cast("Sequence[dict[str, object]]", records)]


def _texts(values: Sequence[object]) -> Sequence[str]:
    """:func:`text_of_value` of each. Of most columns all values are of one type, which says enough."""
    kinds = set(map(type, values))
    if kinds == {NoneType}:
        return [""] * len(values)
    if kinds == {int}:
        return list(map(str, values))
    if kinds == {str}:
        texts = cast("Sequence[str]", values)
        if "".join(texts).isprintable():
            return [text.strip() for text in texts]
    return [text_of_value(value) if value is not None else "" for value in values]
