"""``[sources.rule]`` of an interface that answers JSON → JsonRule, or every fault in it by key; and back."""

import json
import re
from collections.abc import Collection
from dataclasses import fields
from typing import Any

from federator.model.site import JsonRule
from federator.model.table import Table
from federator.model.words import Words

_KEYS = tuple(field.name for field in fields(JsonRule))
_NUMBERS = ("first", "size")
_TEXTS = tuple(key for key in _KEYS if key not in (*_NUMBERS, "fields"))
_OWN = frozenset(_KEYS) - {"title", "link", "date"}
"""Keys that no rule of CSS selectors has."""
_ASKED = ("address", "json", "form")
_GAP = re.compile(r"\{([a-z]{1,20})\}")
_GAPS = ("page", "size", "offset", "query")
_METHODS = ("GET", "POST")


def is_json_rule(table: Table, connector: str) -> bool:
    """Whether the rule is of this kind: by its source's connector, else by a key that only this kind has."""
    return connector == "json-list" or not _OWN.isdisjoint(table.values)


def read_json_rule(table: Table, presets: Collection[str]) -> JsonRule:
    """The rule; without a preset it must say what a title is."""
    table.only(_KEYS)
    said: dict[str, Any] = {key: table.text(key, "") for key in _TEXTS}
    said |= {key: table.number(key) for key in _NUMBERS}
    rule = JsonRule(**said, fields=_fields(table))
    table.known("preset", rule.preset, presets)
    table.known("method", rule.method, _METHODS)
    if not rule.preset:
        table.text("title")
    _check_body(table, rule)
    for key in _ASKED:
        _check_gaps(table, key, getattr(rule, key))
    return rule


def write_json_rule(rule: JsonRule) -> dict[str, Any]:
    """The table of a rule, without what is left to its preset."""
    said = {key: getattr(rule, key) for key in _KEYS if key != "fields"}
    written = {key: value for key, value in said.items() if value not in ("", None)}
    return written | ({"fields": dict(rule.fields)} if rule.fields else {})


def _fields(table: Table) -> tuple[tuple[str, str], ...]:
    if "fields" not in table.values:
        return ()
    labels = table.table("fields")
    return tuple((label, labels.text(label)) for label in labels.values)


def _check_body(table: Table, rule: JsonRule) -> None:
    if rule.json and rule.form:
        what = Words("json 与 form 只能写一个", "json and form exclude each other")
        table.fault("form", what, Words("删去其中一项", "leave one of them out"))
    if rule.method == "GET" and (rule.json or rule.form):
        what = Words("GET 请求没有正文", "a GET has no body")
        table.fault("method", what, Words("改为 POST，或删去 json、form", "write POST, or leave json and form out"))
    if rule.size == 0:
        what = Words("每页条数不能为 0", "a page has at least one row")
        table.fault("size", what, Words("写每页条数，例如 20", "write the rows a page, such as 20"))
    if rule.json and (flaw := _flaw(rule.json)):
        remedy = Words('例如 {"pageNum":{page},"pageSize":{size}}', 'such as {"pageNum":{page},"pageSize":{size}}')
        table.fault("json", Words(f"不是 JSON：{flaw}", f"is no JSON: {flaw}"), remedy)


def _flaw(written: str) -> str:
    """What is wrong with a body once its gaps are filled, ``""`` for nothing."""
    try:
        json.loads(_GAP.sub(lambda gap: "" if gap[1] == "query" else "1", written))
    except (ValueError, RecursionError) as error:
        return str(error)
    return ""


def _check_gaps(table: Table, key: str, written: str) -> None:
    known = ", ".join(f"{{{gap}}}" for gap in _GAPS)
    for gap in _GAP.findall(written):
        if gap not in _GAPS:
            what = Words(f"不认识的占位符 {{{gap}}}", f"no such placeholder {{{gap}}}")
            table.fault(key, what, Words(f"可用：{known}", f"known: {known}"))
