"""The field dictionary, made of the shapes: ``python -m federator.web.api.dictionary > docs/fields.zh.md``."""

from typing import Any

from apiflask import Schema, fields

from federator.model.words import Language, Words
from federator.web.api import (
    log_shapes,
    profile_shapes,
    receipts,
    records,
    registry_shapes,
    report,
    restricted_shapes,
    shapes,
)

_HEAD = """# 接口字段字典

由代码生成（`python -m federator.web.api.dictionary > docs/fields.zh.md`），请勿手工修改。
`/api/v1/dictionary` 以 JSON 给出同样内容。接口用法见 [api.md](api.md)。
"""
_TYPES: tuple[tuple[type[Any], Words], ...] = (
    (fields.DateTime, Words("时间", "time")),
    (fields.Integer, Words("整数", "whole number")),
    (fields.Boolean, Words("布尔", "boolean")),
    (fields.String, Words("文本", "text")),
    (fields.List, Words("列表", "list")),
    (fields.Dict, Words("映射", "mapping")),
    (fields.Nested, Words("对象", "object")),
)
_ANY = Words("任意", "anything")
_SHAPES = (
    *(shapes, log_shapes, records, registry_shapes, profile_shapes),
    *(restricted_shapes, report, receipts),
)
"""In the order of the dictionary."""


def dictionary(language: Language = "zh") -> list[dict[str, Any]]:
    """Each object of the interface with its fields, in the order of the code; their types named in ``language``."""
    found = (one for module in _SHAPES for one in vars(module).values() if _is_shape(one))
    return [_entry(one, language) for one in dict.fromkeys(found)]


def as_markdown() -> str:
    """The dictionary as a page in Chinese."""
    sections = [_HEAD]
    for entry in dictionary():
        heading = f"## {entry['object']}" + (f"：{entry['zh']}" if entry["zh"] else "")
        rows = map(_row, entry["terms"])
        sections.append("\n".join((heading, "", "| 字段 | 类型 | 说明 | English |", "|---|---|---|---|", *rows)) + "\n")
    return "\n".join(sections)


def _row(term: dict[str, Any]) -> str:
    type_ = term["type"] + ("，可为 null" if term["may_be_null"] else "")
    return f"| `{term['name']}` | {type_} | {term['zh']} | {term['en']} |"


def _is_shape(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, Schema) and value.__name__.endswith("Shape")


def _entry(shape: type[Schema], language: Language) -> dict[str, Any]:
    zh, _stop, en = (shape.__dict__.get("__doc__") or "").partition(". ")
    terms = [_term(name, field, language) for name, field in shape().fields.items()]
    return {"object": shape.__name__.removesuffix("Shape"), "zh": zh, "en": en, "terms": terms}


def _term(name: str, field: Any, language: Language) -> dict[str, Any]:
    zh, _stop, en = field.metadata["description"].partition(". ")
    type_ = _type(field, language)
    return {"name": field.data_key or name, "type": type_, "may_be_null": field.allow_none, "zh": zh, "en": en}


def _type(field: Any, language: Language) -> str:
    words = next((words for kind, words in _TYPES if isinstance(field, kind)), _ANY)
    if isinstance(field, fields.List):
        inner = _type(field.inner, language)
        return Words(f"{words.zh}（{inner}）", f"{words.en} ({inner})").in_(language)
    if isinstance(field, fields.Nested):
        return str(field.schema.__class__.__name__).removesuffix("Shape")
    return words.in_(language)


if __name__ == "__main__":
    print(as_markdown(), end="")
