"""One line of a list of many sites: the keys that it may have, and a source's table flat in one row, and back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

SITE = ("id", "name", "organisation", "division", "home", "life")
_READ = ("connector", "category", "every", "complete", "pages", "ends")
SOURCE = ("id", "name", "url", "organisation", "division", *_READ)
RULE = ("rows", "title", "link", "date", "next", "year", "notice_title", "notice_date")
FLAGS = ("complete", "pages")
_TRUE, _FALSE = ("true", "1", "yes", "是", "y"), ("false", "0", "no", "否", "n")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: where it stands, the site's own keys, and a source's table (None: the site alone)."""

    place: str
    site: Mapping[str, Any]
    source: Mapping[str, Any] | None = None


def flat(source: Mapping[str, Any]) -> dict[str, Any]:
    """A source's table in one row: a selector a column, the rule of an interface as JSON."""
    rule = source.get("rule", {})
    selectors = {f"rule_{key}": rule[key] for key in RULE if key in rule}
    how = selectors if "rows" in rule else {"rule_json": json.dumps(rule, ensure_ascii=False)} if rule else {}
    return {key: source[key] for key in SOURCE if key in source} | how


def rule_in(value: Callable[[str], str]) -> dict[str, Any]:
    """The rule in such a row; what is no JSON stays text, for the reading to complain of."""
    written = value("rule_json")
    if written:
        try:
            return {"rule": json.loads(written)}
        except (ValueError, RecursionError):
            return {"rule": written}
    selectors = {key: text for key in RULE if (text := value(f"rule_{key}"))}
    return {"rule": selectors} if selectors else {}


def text_of(value: Any) -> str:
    """A value as a cell or an attribute holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def flag(key: str, written: str) -> Any:
    """A flag as people write it; anything else stays for the reading to complain of."""
    if key not in FLAGS:
        return written
    said = written.lower()
    return True if said in _TRUE else False if said in _FALSE else written
