"""Webhooks: the change log as messages, signed as the Standard Webhooks say (github.com/standard-webhooks).

``webhook-id`` is the message's, the same however often it is sent; ``webhook-timestamp`` seconds since 1970;
``webhook-signature`` ``v1,`` and the base64 of HMAC-SHA256 over ``id.timestamp.body`` under the receiver's secret.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

PREFIX = "whsec_"

AGAIN = (1, 2, 5, 10, 30, 60)
"""Minutes between two tries; the last one for ever: a receiver that comes back after a month is sent all of it."""


def secret_of(key: bytes, receiver: int, generation: int) -> str:
    """A receiver's secret. It lies nowhere: it is worked out of the service's key whenever it is needed."""
    made = hmac.new(key, f"federator push {receiver} {generation}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(made).decode()


def signed_headers(secret: str, id: str, body: str, now: datetime) -> tuple[tuple[str, str], ...]:
    """What proves that the message is ours, whole and of now."""
    stamp = str(int(now.timestamp()))
    under = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.new(under, f"{id}.{stamp}.{body}".encode(), hashlib.sha256).digest()
    signature = "v1," + base64.b64encode(digest).decode()
    return ("webhook-id", id), ("webhook-timestamp", stamp), ("webhook-signature", signature)


def changes_body(changes: Sequence[dict[str, Any]], cursor: int, *, more: bool) -> str:
    """Entries of the log as ``/api/v1/changes`` has them, and where it stands after them."""
    told = {"type": "changes", "changes": list(changes), "cursor": cursor, "more": more}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "ignore").decode()


def trial_body() -> str:
    """What a test sends."""
    return json.dumps({"type": "test", "changes": [], "cursor": None, "more": False})


def next_push(tries: int, now: datetime) -> datetime:
    """When to try again after so many failed tries."""
    return now + timedelta(minutes=AGAIN[min(tries, len(AGAIN)) - 1])
