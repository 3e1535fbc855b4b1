"""A page's state that a function returns, as Nuxt 2 writes it: what stands there more than once is handed over by name.

    window.__NUXT__=(function(a,b){return {data:[{title:b,files:a}]}}([],"关于…的公告"));

The function is read and never run: one that does more than return a literal tells nothing.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_FUNCTION = re.compile(r"\b__NUXT__\s*=\s*\(function\s*\(([\w$,\s]{0,20000})\)\s*\{\s*return\b", re.A)
_CALLED = re.compile(r"\s*;?\s*\}\s*(?=\()")
_TOKEN = re.compile(
    r'\s*(?:(?P<text>"(?:[^"\\]|\\.)*")|(?P<name>void 0|[A-Za-z_$][\w$]*)|(?P<number>-?(?:\d+(?:\.\d+)?|\.\d+))'
    r"|!(?P<truth>[01])|(?P<mark>[\[\]{}(),:]))",
    re.A | re.S,
)
_OPENS, _CLOSES = "[{(", "]})"
_KNOWN = {"true": "true", "false": "false", "null": "null", "void 0": "null", "undefined": "null"}
_LONGEST = 4_000_000
"""Characters; a name may stand for a text of thousands, and be written as often."""

_Tokens = list[tuple[str, str]]
"""What a token is, and as it stands."""


def returned_state(text: str) -> Any:
    """The state in the script of a page; None where there is none, or it is no plain one."""
    function = _FUNCTION.search(text)
    if function is None:
        return None
    state, end = _literal(text, function.end())
    called = _CALLED.match(text, end)
    arguments = _literal(text, called.end())[0] if called else []
    try:
        values = json.loads(f"[{_as_json(arguments[1:-1], {})}]")
        told = zip(function[1].replace(" ", "").split(","), values, strict=False)
        return json.loads(_as_json(state, {name: json.dumps(value) for name, value in told}))
    except (json.JSONDecodeError, RecursionError):
        return None


def _literal(text: str, place: int) -> tuple[_Tokens, int]:
    """The tokens of the literal that begins at ``place``, up to the bracket that closes it, and where it ends."""
    tokens: _Tokens = []
    depth = 0
    while token := _TOKEN.match(text, place):
        place, kind = token.end(), token.lastgroup or ""
        tokens.append((kind, token[kind]))
        depth += (token[kind] in _OPENS) - (token[kind] in _CLOSES) if kind == "mark" else 0
        if depth <= 0:
            break
    return tokens, place


def _as_json(tokens: _Tokens, values: Mapping[str, str]) -> str:
    """The literal as JSON: names before a colon are keys, others stand for their ``values``. ``""``, which is none,
    where they stand for more than a page can hold."""
    following = [*tokens[1:], ("", "")]
    parts = [_one(*token, behind == ":", values) for token, (_, behind) in zip(tokens, following, strict=False)]
    return "".join(parts) if sum(map(len, parts)) <= _LONGEST else ""


def _one(kind: str, said: str, is_key: bool, values: Mapping[str, str]) -> str:
    if kind == "name":
        return f'"{said}"' if is_key else values.get(said) or _KNOWN.get(said, "null")
    if kind == "truth":
        return "true" if said == "0" else "false"
    return said.replace(".", "0.", 1) if kind == "number" and said.lstrip("-")[0] == "." else said
