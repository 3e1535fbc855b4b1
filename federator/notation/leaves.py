"""A notice that its site prints on several pages, its leaves, kept as one answer: each page as it came, with its
address, in a ``multipart/related`` (RFC 2046, section 5.1; Content-Location: RFC 2557)."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from federator.model.answer import Answer, Request

_SEVERAL = "multipart/related"
_BOUNDARY = '; boundary="'


def bound(leaves: Sequence[Answer]) -> Answer:
    """The answers as one; a single one stays as it is. Equal pages give equal bytes."""
    if len(leaves) == 1:
        return leaves[0]
    name = hashlib.blake2b(b"".join(leaf.digest.encode() for leaf in leaves), digest_size=16).hexdigest()
    parts = [_head(leaf) + leaf.content for leaf in leaves]
    mark = f"--{name}".encode()
    content = b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + mark + b"--\r\n"
    headers = {"content-type": f'{_SEVERAL}; type="text/html"{_BOUNDARY}{name}"'}
    return replace(leaves[0], content=content, headers=headers, seconds=sum(leaf.seconds for leaf in leaves))


def leaves_of(answer: Answer) -> list[Answer]:
    """The answers that :func:`bound` made one; any other one alone."""
    said, _, name = answer.headers.get("content-type", "").partition(_BOUNDARY)
    if not said.startswith(_SEVERAL) or not name:
        return [answer]
    mark = b"--" + name.rstrip('"').encode() + b"\r\n"
    body = answer.content.rpartition(b"\r\n" + mark[:-2] + b"--")[0]
    parts = (part.removesuffix(b"\r\n").partition(b"\r\n\r\n") for part in (body + b"\r\n").split(mark)[1:])
    return [_leaf(answer, head.decode("utf-8", "replace"), content) for head, _, content in parts] or [answer]


def _head(leaf: Answer) -> bytes:
    said = {"Content-Location": leaf.url, "Content-Type": leaf.headers.get("content-type", "text/html")}
    lines = (f"{name}: {' '.join(value.split())}\r\n" for name, value in said.items())
    return "".join(lines).encode("utf-8", "replace") + b"\r\n"


def _leaf(answer: Answer, head: str, content: bytes) -> Answer:
    said = {name: value for name, _, value in (line.partition(": ") for line in head.splitlines())}
    url = said.get("Content-Location", answer.url)
    return replace(
        answer,
        request=Request(url, referer=answer.request.referer),
        url=url,
        content=content,
        headers={"content-type": said.get("Content-Type", "")},
    )
