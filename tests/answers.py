"""Answers as sites give them, for tests that read pages and ask nobody."""

from collections.abc import Mapping
from datetime import UTC, datetime

from federator.model.answer import Answer, Request

AT = datetime(2026, 11, 27, tzinfo=UTC)


def answer_at(url: str, content: str | bytes, headers: Mapping[str, str] | None = None) -> Answer:
    """What is at ``url``; text is sent as UTF-8."""
    return Answer(Request(url), 200, url, content.encode() if isinstance(content, str) else content, AT, headers or {})
