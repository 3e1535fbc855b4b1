"""Addresses of our own pages."""

from collections.abc import Mapping
from urllib.parse import urlencode


def address(path: str, values: Mapping[str, str], **changed: str | None) -> str:
    """``path`` with the parameters, some of them changed; None takes one away."""
    merged = {name: value for name, value in {**values, **changed}.items() if value}
    return f"{path}?{urlencode(merged)}" if merged else path
