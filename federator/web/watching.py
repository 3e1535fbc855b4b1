"""For those who run the service: ``/healthz`` (the process answers), ``/readyz`` (so does its database), ``/metrics``.

Metrics name every source and how it fares; they are for whoever has the token of FEDERATOR_METRICS_TOKEN, or, where
none is set, for this machine alone. Behind a proxy every request comes from this machine: there the token is the only
way.
"""

import hmac
import ipaddress
import sqlite3
from datetime import UTC, datetime

from flask import Blueprint, Response, abort, request

from federator.web.parts import parts

watching = Blueprint("watching", __name__)

_PASSED_ON = ("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via")
_PLAIN = "text/plain; charset=utf-8"


@watching.get("/healthz")
def healthy() -> Response:
    """The process lives; it looks at nothing else, so that a slow disk kills no service."""
    return Response("ok\n", content_type=_PLAIN)


@watching.get("/readyz")
def ready() -> Response:
    """The database can be read: send requests here."""
    try:
        parts().store.stamp()
    except sqlite3.Error as error:
        return Response(f"database: {error}\n", 503, content_type=_PLAIN)
    return Response("ok\n", content_type=_PLAIN)


@watching.get("/metrics")
def metrics() -> Response:
    """What an operator alarms on, in the text format of Prometheus. To strangers there is no such page."""
    if not _may_watch():
        abort(404)
    from federator.web.metrics import CONTENT_TYPE, written  # prometheus-client: only who is watched pays for it

    return Response(written(parts().store.gauges(datetime.now(UTC))), content_type=CONTENT_TYPE)


def _may_watch() -> bool:
    settings = parts().settings
    if settings.metrics_token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), settings.metrics_token.encode())
    passed_on = settings.public_url or any(name in request.headers for name in _PASSED_ON)
    return not passed_on and _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
