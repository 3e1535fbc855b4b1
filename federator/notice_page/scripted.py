"""A page whose script holds its notice: gkmlpt (广东) writes ``_CONFIG = {…, DETAIL: {"title": …, "content": …}}``."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from federator.notation.seeking import holds

_DETAIL = re.compile(r"\bDETAIL[\"']?\s*[:=]\s*(?=\{)")
_READER = json.JSONDecoder(strict=False)
_LABELS = {
    "identifier": "索引号",
    "document_number": "文号",
    "publisher": "发布机构",
    "display_publish_time": "发布时间",
    "date": "成文日期",
}


@dataclass(frozen=True, slots=True)
class Scripted:
    """What the script says: the title, the body as HTML, labelled values, and links to files as HTML."""

    title: str
    html: str
    fields: Mapping[str, str]
    files: str = ""


def scripted_notice(text: str) -> Scripted | None:
    """The notice in a page's script; None where there is none, or it cannot be read."""
    found = _DETAIL.search(text, text.find("_CONFIG")) if holds(text, "_CONFIG") else None
    if found is None:
        return None
    try:
        detail, _ = _READER.raw_decode(text, found.end())
    except (json.JSONDecodeError, RecursionError):
        return None
    said = {name: value.strip() for name, value in detail.items() if isinstance(value, str)}
    fields = {label: said[name] for name, label in _LABELS.items() if said.get(name)}
    title, html = said.get("title", ""), said.get("content", "")
    return Scripted(title, html, fields) if title or html else None
