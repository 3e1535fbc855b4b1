"""A feed asked for again: what was answered 304 is so again at once, before Flask, while nothing in the world moved."""

from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_ASKED = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_IF_NONE_MATCH")
"""All of a question that the answer of a feed hangs on."""

_MOST, _LONGEST = 4_000, 1_000
"""Questions that are kept, and characters of one: whoever writes long ones fills no memory."""


class Unchanged:
    """Stands before ``app``. ``state`` is another value after whatever may change a feed. Safe for threads."""

    def __init__(self, app: WSGIApplication, state: Callable[[], object]) -> None:
        self._app = app
        self._state = state
        self._known: dict[tuple[str, ...], tuple[object, list[tuple[str, str]]]] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        is_feed = environ["PATH_INFO"].startswith("/feeds/notices.") and environ["REQUEST_METHOD"] == "GET"
        if not is_feed or "HTTP_IF_NONE_MATCH" not in environ:
            return self._app(environ, start_response)
        question = tuple(environ.get(name, "") for name in _ASKED)
        state = self._state()
        before, headers = self._known.get(question, (None, []))
        if before == state:
            start_response("304 NOT MODIFIED", list(headers))
            return ()

        def started(status: str, headers: list[tuple[str, str]], *error: Any) -> Callable[[bytes], object]:
            if status.startswith("304 ") and sum(map(len, question)) <= _LONGEST:
                self._keep(question, state, headers)
            return start_response(status, headers, *error)

        return self._app(environ, started)

    def _keep(self, question: tuple[str, ...], state: object, headers: list[tuple[str, str]]) -> None:
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[question] = state, list(headers)
