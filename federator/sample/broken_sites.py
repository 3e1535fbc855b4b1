"""Sites in trouble: a port on which nobody listens, and an error text under a good status."""

import socket

from federator.sample.serving import Asked, Reply


def page(title: str, body: str, status: int = 200) -> Reply:
    """A page of HTML."""
    html = f'<html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    return Reply(html.encode(), status=status)


BUSY = page("系统提示", '<div class="box">系统繁忙，请稍后再试！</div>')


class BusySite:
    """Says 系统繁忙 to everything, with status 200."""

    def answer(self, asked: Asked) -> Reply:
        """The error text."""
        return BUSY


class DownServer:
    """Holds a port of 127.0.0.1 without listening, so that connections are refused. Stands where a Server would."""

    requests = 0

    def __init__(self) -> None:
        self._held = socket.socket()
        self._held.bind(("127.0.0.1", 0))

    @property
    def origin(self) -> str:
        """As of a Server."""
        return f"http://127.0.0.1:{self._held.getsockname()[1]}"

    def close(self) -> None:
        """Let go of the port."""
        self._held.close()
