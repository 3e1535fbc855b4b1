"""What software writes anew into each answer though nothing has changed: when the page was made, the call's number."""

import re
from collections.abc import Mapping
from dataclasses import replace

from federator.model.answer import Answer

_MARKS: Mapping[bytes, re.Pattern[bytes]] = {
    b"Maketime": re.compile(rb"""Maketime["']?\s{1,4}content\s{0,4}=\s{0,4}["'][^"'<>]{1,40}"""),
    b"pageTimestamp": re.compile(rb"""pageTimestamp\s{0,4}=\s{0,4}["'][^"'<>]{1,40}"""),
    b"traceId": re.compile(rb'traceId"\s{0,4}:\s{0,4}"[^"\\]{1,80}'),
}
"""By the word they begin with, as seen: pages of Hanweb's JCMS, pages of its JPAAS, answers of the latter's units."""


def lasting_digest(answer: Answer) -> str:
    """The digest of an answer without such marks; its own where it has none."""
    lasting = without_passing_marks(answer.content)
    return answer.digest if lasting == answer.content else replace(answer, content=lasting).digest


def without_passing_marks(content: bytes) -> bytes:
    """What of an answer stays from one to the next.

    >>> without_passing_marks(b'{"html":"<li>","traceId":"6ca703fe"}')
    b'{"html":"<li>",""}'
    """
    for word, mark in _MARKS.items():
        if word in content:
            content = mark.sub(b"", content)
    return content
