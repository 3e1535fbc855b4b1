"""Answers as sites give them, for tests that read pages and ask nobody."""

from collections.abc import Mapping
from datetime import UTC, datetime

from federator.model.answer import Answer, Request

AT = datetime(2026, 11, 27, tzinfo=UTC)


def answer_at(asked: str | Request, content: str | bytes, headers: Mapping[str, str] | None = None) -> Answer:
    """What came of asking for an address; text is sent as UTF-8."""
    request = Request(asked) if isinstance(asked, str) else asked
    sent = content.encode() if isinstance(content, str) else content
    return Answer(request, 200, request.url, sent, AT, headers or {})
