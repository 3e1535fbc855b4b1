"""A page that shows nothing until its script runs, and whose notice stands in that script as JSON: Vue and React write
``window.__INITIAL_STATE__ = {…}`` or ``<script id="__NEXT_DATA__" type="application/json">{…}``."""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from html import escape, unescape
from itertools import chain, islice
from typing import Any

from federator.notation.folding import letters_in
from federator.notation.refusals import visible
from federator.notation.seeking import holds
from federator.notice_page.returned_state import returned_state
from federator.notice_page.scripted import Scripted

_HINT, _RETURNED = 'ontent":', "__NUXT__"
"""How a key ends that holds a body, and what a function is called that returns one."""
_FILLED = re.compile(r"\b(?:v-html|ng-bind-html)\s?=\s?[\"'][\w$.]{0,40}content[\"']", re.I)
"""The place of a body that a script fills in, whatever the frame of its site shows around it."""
_BEGINS = re.compile(r"(?:\b[A-Za-z_$][\w$.]{0,40}\s*=|\btype=[\"']application/json[\"'][^<>]{0,200}>)\s*(?=[{\[])")
_TITLES = ("title", "articletitle", "infotitle", "newstitle", "doctitle", "noticetitle")
_BODIES = ("content", "articlecontent", "infocontent", "newscontent", "noticecontent", "doccontent", "htmlcontent")
_LABELS = {
    "publishtime": "发布时间",
    "publishdate": "发布时间",
    "pubdate": "发布时间",
    "pubtime": "发布时间",
    "releasetime": "发布时间",
    "releasedate": "发布时间",
    "source": "来源",
    "publisher": "发布机构",
    "indexno": "索引号",
    "indexnumber": "索引号",
    "identifier": "索引号",
    "docno": "文号",
    "docnumber": "文号",
    "documentnumber": "文号",
}
_OF_FILES = re.compile("attach|annex|file", re.I)
_ADDRESSES, _NAMES = ("url", "fileurl", "filepath", "path", "href"), ("name", "filename", "originalname", "title")
_HARDLY_ANY, _MOST_SCRIPTS, _MOST_VALUES, _MOST_FILES = 60, 20, 10_000, 50
"""Characters that such a page shows: the name of its site, and that a script is needed."""
_A_TEXT = 3
"""Sentences: a page that shows so many has its body, whatever boxes a script fills in besides."""
_READER = json.JSONDecoder(strict=False)


def notice_in_state(text: str) -> Scripted | None:
    """The notice of a page that shows hardly a word, or leaves the place of its body to a script, from the JSON in its
    scripts; None where there is none."""
    if not (holds(text, _HINT) or holds(text, _RETURNED)):
        return None
    shown = visible(text)
    if letters_in(shown) > _HARDLY_ANY and (shown.count("。") >= _A_TEXT or not _FILLED.search(text)):
        return None
    states = (_decoded(text, begins.end()) for begins in islice(_BEGINS.finditer(text), _MOST_SCRIPTS))
    notices = (_notice(said) for state in chain((returned_state(text),), states) for said in _objects(state))
    return next((notice for notice in notices if notice), None)


def _decoded(text: str, start: int) -> Any:
    try:
        return _READER.raw_decode(text, start)[0]
    except (json.JSONDecodeError, RecursionError):
        return None


def _objects(state: Any) -> Iterator[dict[str, Any]]:
    """The objects in it, those outside first."""
    waiting = deque([state])
    for _ in range(_MOST_VALUES):
        if not waiting:
            break
        value = waiting.popleft()
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        waiting.extend(one for one in inner if isinstance(one, dict | list))


def _notice(said: Mapping[str, Any]) -> Scripted | None:
    told = _texts(said)
    title, html = _first(told, _TITLES), _first(told, _BODIES)
    html = unescape(html) if html.startswith("&lt;") else html
    if not title or "<" not in html:
        return None
    fields: dict[str, str] = {}
    for name, label in _LABELS.items():
        if told.get(name):
            fields.setdefault(label, told[name])
    lists = (value for key, value in said.items() if _OF_FILES.search(key) and isinstance(value, list))
    files = (_texts(one) for listed in lists for one in listed if isinstance(one, dict))
    return Scripted(title, html, fields, "".join(map(_link, islice(files, _MOST_FILES))))


def _texts(said: Mapping[str, Any]) -> dict[str, str]:
    """Its texts, by their keys without case and underscores."""
    return {key.lower().replace("_", ""): value.strip() for key, value in said.items() if isinstance(value, str)}


def _first(told: Mapping[str, str], keys: tuple[str, ...]) -> str:
    return next((told[key] for key in keys if told.get(key)), "")


def _link(file: Mapping[str, str]) -> str:
    return f'<a href="{escape(_first(file, _ADDRESSES))}">{escape(_first(file, _NAMES))}</a>'
