"""A site that answers an error text under a good status, and a port on which nobody listens."""

import socket

from federator.sample.serving import Asked, Reply

_BUSY = """<html><head><meta charset="utf-8"><title>系统提示</title></head>
<body><div class="box">系统繁忙，请稍后再试！</div></body></html>"""


class BusySite:
    """Says 系统繁忙 to everything, with status 200."""

    def answer(self, asked: Asked) -> Reply:
        """The error text."""
        return Reply(_BUSY.encode())


class DownServer:
    """Holds a port of 127.0.0.1 without listening, so that connections are refused. Stands where a Server would."""

    requests = 0

    def __init__(self, port: int) -> None:
        self._held = socket.socket()
        self._held.bind(("127.0.0.1", port))

    @property
    def port(self) -> int:
        """The port."""
        return int(self._held.getsockname()[1])

    def close(self) -> None:
        """Let go of the port."""
        self._held.close()
