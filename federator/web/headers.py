"""Strict headers on every answer: what strangers' HTML may never do here, and what caches may."""

from flask import Flask, Response, request

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def guard(app: Flask) -> None:
    """Put the headers on every answer of ``app``, its errors and static files too. Nothing keeps
    pages of the desk: some show a key once, and whoever signs out leaves none behind.
    """
    app.after_request(_with_headers)


def _with_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)  # a view may be stricter
    response.headers.setdefault("Cache-Control", "no-store" if request.path.startswith("/desk") else "no-cache")
    return response
