"""The failure that an answer of JSON reports of itself."""

import re
from collections.abc import Mapping

from federator.connectors.failures import failure_of
from federator.connectors.json_values import text_of_value
from federator.model.errors import ErrorKind, VisitError

_SAYS = re.compile(r"(?:err(?:or)?|result|ret(?:urn)?)?_?(?:msg|message|text|info|desc|description)|error", re.I)
_CODES = re.compile(r"(?:err(?:or)?|result|ret(?:urn)?|resp)?_?(?:code|no)|status|success|state", re.I)
_GOOD = ("", "0", "1", "200", "00", "000", "0000", "00000", "000000", "true", "success", "ok", "succ")


def complaint(value: object) -> VisitError | None:
    """The failure that an answer reports of itself, by a code or by its words, on its own level or in its ``status``;
    None where it reports none."""
    if not isinstance(value, Mapping):
        return None
    below = [one for name, one in value.items() if _CODES.fullmatch(name) and isinstance(one, Mapping)]
    return next((found for level in (value, *below) if (found := _complaint(level))), None)


def _complaint(level: Mapping[str, object]) -> VisitError | None:
    bad = [name for name, code in level.items() if _CODES.fullmatch(name) and not _is_good(code)]
    said = [text for name, one in level.items() if _SAYS.fullmatch(name) and (text := text_of_value(one))]
    wording = said[0] if said else ", ".join(f"{name} {text_of_value(level[name])}" for name in bad)
    reported = VisitError(ErrorKind.ERROR_TEXT, wording[:80])
    named = failure_of(wording, reported)
    return named if bad or named is not reported else None


def _is_good(code: object) -> bool:
    if isinstance(code, bool):
        return code
    return isinstance(code, Mapping) or text_of_value(code).lower() in _GOOD
