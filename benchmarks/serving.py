"""The loopback server, in a process of its own: answers of ``sites.answer`` over kept connections."""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from benchmarks.sites import Reply, answer


@contextmanager
def served() -> Iterator[int]:
    """The port on which every loopback address answers, while the block lasts."""
    with subprocess.Popen([sys.executable, "-m", "benchmarks.serving"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None  # noqa: S101 - a pipe was asked for
        try:
            yield int(server.stdout.readline())
        finally:
            server.terminate()


class _Connection(asyncio.Protocol):
    """One kept connection; requests come one after another, without bodies."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._waiting = b""

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            head, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            line, *rest = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
            self._transport.write(_written(answer(line.split(" ")[1], headers)))


def _written(reply: Reply) -> bytes:
    head = f"HTTP/1.1 {reply.status}\r\nContent-Type: {reply.type}\r\nContent-Length: {len(reply.content)}\r\n"
    if reply.etag:
        head += f"ETag: {reply.etag}\r\nLast-Modified: Mon, 23 Nov 2026 01:00:00 GMT\r\n"
    return head.encode("latin-1") + b"\r\n" + reply.content


async def _serve() -> None:
    """asyncio sets TCP_NODELAY by itself. Bound to every address, for each loopback address is a host."""
    listening = socket.create_server(("0.0.0.0", 0), backlog=512)  # noqa: S104
    server = await asyncio.get_running_loop().create_server(_Connection, sock=listening)
    print(listening.getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve())
