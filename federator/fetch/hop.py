"""One hop: the question as it is sent, and what came back. Redirects are followed above, one hop after another."""

from collections.abc import Iterable
from dataclasses import dataclass

from federator.model.making import made_quickly

REDIRECTS = (301, 302, 303, 307, 308)
_KEPT = {
    "content-type", "etag", "last-modified", "retry-after", "location", "date", "content-disposition", "server",
    "content-encoding", "content-language", "cache-control", "expires", "age", "via",
}  # fmt: skip
"""What is acted upon, and what is evidence of the answer. A site cannot fill the memory with names of its own."""


@made_quickly
@dataclass(frozen=True, slots=True)
class Heard:
    """What one hop brought. Header names are in lower case; ``cookies`` are its Set-Cookie lines. The body of a
    redirect is not read."""

    status: int
    headers: dict[str, str]
    content: bytes
    cookies: tuple[str, ...]


def heard(status: int, headers: Iterable[tuple[str, str]], content: bytes) -> Heard:
    """What is kept of an answer; of a header sent twice the first counts."""
    kept: dict[str, str] = {}
    cookies: list[str] = []
    for name, value in headers:
        if name in _KEPT:
            kept.setdefault(name, value)
        elif name == "set-cookie":
            cookies.append(value)
    return Heard(status, kept, content, tuple(cookies))
