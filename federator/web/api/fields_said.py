"""How a field of a shape, a parameter or a file is declared and described in both languages."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from apiflask import Schema
from apiflask.fields import Boolean, DateTime, Dict, Integer, List, Nested, String
from apiflask.validators import OneOf, Range


def both(zh: str, en: str) -> str:
    """A description in both languages."""
    return f"{zh}. {en}"


def said(zh: str, en: str) -> dict[str, Any]:
    """The description of a field."""
    return {"description": both(zh, en)}


def a_file(*media_types: str) -> Any:  # one word a status, but for the file: APIFlask takes both, its types only one
    """The answers of a call that gives a file, in one of ``media_types``."""
    content = {media_type: {"schema": {"type": "string"}} for media_type in media_types}
    return {200: {"description": both("文件", "a file"), "content": content}}


def words(zh: str, en: str) -> String:
    """A text that is always there, and empty where there is none."""
    return String(required=True, metadata=said(zh, en))


def words_or_null(zh: str, en: str) -> String:
    return String(required=True, allow_none=True, metadata=said(zh, en))


def one_of(values: Iterable[StrEnum], zh: str, en: str) -> String:
    return String(required=True, validate=OneOf([*map(str, values)]), metadata=said(zh, en))


def one_of_or_null(values: Iterable[StrEnum], zh: str, en: str) -> String:
    return String(required=True, allow_none=True, validate=OneOf([*map(str, values)]), metadata=said(zh, en))


def count(zh: str, en: str) -> Integer:
    return Integer(required=True, metadata=said(zh, en))


def count_or_null(zh: str, en: str) -> Integer:
    return Integer(required=True, allow_none=True, metadata=said(zh, en))


def cursor_of_page() -> Integer:
    return count_or_null("下一页的 cursor", "of the next page; null at the end")


def tally(zh: str, en: str) -> Dict:
    """Counts by a key."""
    return Dict(String(), Integer(), required=True, metadata=said(zh, en))


def flag(zh: str, en: str) -> Boolean:
    return Boolean(required=True, metadata=said(zh, en))


def several(zh: str, en: str) -> List[Any]:
    return List(String(), required=True, metadata=said(zh, en))


def moment(zh: str, en: str) -> DateTime:
    """RFC 3339, UTC."""
    return DateTime(required=True, metadata=said(zh, en))


def moment_or_null(zh: str, en: str) -> DateTime:
    return DateTime(required=True, allow_none=True, metadata=said(zh, en))


def shape(of: type[Schema], zh: str, en: str) -> Nested:
    return Nested(of, required=True, metadata=said(zh, en))


def shape_or_null(of: type[Schema], zh: str, en: str) -> Nested:
    return Nested(of, required=True, allow_none=True, metadata=said(zh, en))


def shapes(of: type[Schema], zh: str, en: str) -> List[Any]:
    return List(Nested(of), required=True, metadata=said(zh, en))


def whole(least: int, most: int, zh: str, en: str) -> Integer:
    """A parameter that is a whole number."""
    return Integer(validate=Range(least, most), metadata=said(zh, en))
