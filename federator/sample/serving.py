"""One loopback server a site: what it is asked, what it answers."""

import json
import socket
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Protocol
from urllib.parse import parse_qsl, unquote, urlsplit

_LONGEST_FORM = 65_536


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; ``query`` and ``form`` decoded, ``body`` a POST's text as it came, header names in lower case."""

    host: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer. Sites in trouble declare another length than they send, say nothing for ``silence`` seconds first,
    or send a byte every ``drip`` seconds."""

    content: bytes
    type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    declared: int | None = None
    silence: float = 0
    drip: float = 0


NOT_FOUND = Reply("<html><head><title>404</title></head><body>页面不存在</body></html>".encode(), status=404)


def as_json(value: object) -> Reply:
    """A good answer of JSON, Chinese as it is."""
    return Reply(json.dumps(value, ensure_ascii=False).encode(), "application/json;charset=UTF-8")


class Sample(Protocol):
    """A site: turns what it is asked into an answer."""

    def answer(self, asked: Asked) -> Reply:
        """What the site's software says."""
        ...


class Server(ThreadingHTTPServer):
    """Serves one site on a free port of 127.0.0.1 until closed. ``requests``: what was asked, robots.txt aside."""

    daemon_threads = True

    def __init__(self, sample: Sample) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.sample = sample
        self.requests = 0
        self.robots = b"User-agent: *\nDisallow: /admin/\n"
        self.counting = threading.Lock()
        self._open: set[socket.socket] = set()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    @property
    def origin(self) -> str:
        """``http://127.0.0.1:8001``, with its port."""
        return f"http://127.0.0.1:{self.server_port}"

    def close(self) -> None:
        """Stop serving, and end the connections that clients keep open."""
        self.shutdown()
        self.server_close()
        with self.counting:
            kept = list(self._open)
        for connection in kept:
            _end(connection)

    def get_request(self) -> tuple[socket.socket, tuple[str, int]]:
        """Accept a connection, and remember it."""
        connection, address = super().get_request()
        with self.counting:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: socket.socket) -> None:  # type: ignore[override]  # only TCP is served here
        """End a connection, and forget it."""
        with self.counting:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that broke off is no news; anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def _end(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the client was faster


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_version = "openresty"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer("")

    def do_POST(self) -> None:
        length = min(int(self.headers.get("Content-Length", "0")), _LONGEST_FORM)
        self._answer(self.rfile.read(length).decode())

    def log_message(self, format: str, *args: object) -> None:
        """The harvest tells what was asked; silence here."""

    def _answer(self, body: str) -> None:
        url = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(url.query, keep_blank_values=True))
        form = dict(parse_qsl(body, keep_blank_values=True))
        self._send(self._reply(Asked(headers.get("host", ""), unquote(url.path), query, form, headers, body)))

    def _reply(self, asked: Asked) -> Reply:
        if asked.path == "/robots.txt":
            return Reply(self.server.robots, "text/plain")
        with self.server.counting:
            self.server.requests += 1
        return self.server.sample.answer(asked)

    def _send(self, reply: Reply) -> None:
        """In one piece: status and headers wait in http.server's buffer until the body is there."""
        time.sleep(reply.silence)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(reply.declared or len(reply.content)))
        self.close_connection = self.close_connection or reply.declared is not None
        if reply.drip:
            self._drip(reply)
            return
        self._headers_buffer: list[bytes]
        self._headers_buffer.append(b"\r\n" + reply.content)
        self.flush_headers()

    def _drip(self, reply: Reply) -> None:
        self.end_headers()
        for number in range(len(reply.content)):
            self.wfile.write(reply.content[number : number + 1])
            time.sleep(reply.drip)
