"""What a call needs, said beside it: ``@need_scope(Scope.X)`` directly below ``@api.get``.

A key is shown as ``Authorization: Bearer fed_…`` (RFC 6750). Calls without such a word are for everybody.
"""

import math
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import g, request
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden, TooManyRequests, Unauthorized

from federator.model.client import ApiClient, Scope, Standing
from federator.web.api.keys import opens, prefix_of
from federator.web.language import counted
from federator.web.parts import parts

View = TypeVar("View", bound=Callable[..., Any])

SCHEME = "key"
"""What the OpenAPI document calls the way to show a key."""


class NoKey(Unauthorized):
    """401: no key, or one that opens nothing; ``description`` says which, ``error`` so in the word of RFC 6750, 3.1."""

    def __init__(self, description: str, error: str = "") -> None:
        super().__init__(description)
        self._asked = 'Bearer realm="federator"' + (f', error="{error}"' if error else "")

    def get_headers(self, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
        """Those of the status, and how to show a key."""
        return [*super().get_headers(*args, **kwargs), ("WWW-Authenticate", self._asked)]


class TooNarrow(Forbidden):
    """403: a key that does not reach so far."""


class TooOften(TooManyRequests):
    """429: asked more often than this client may."""


def need_scope(scope: Scope | None) -> Callable[[View], View]:
    """The call is for clients whose key has ``scope`` (None: for any client). Which of them asks, :func:`asking` says;
    what concerns one place asks :func:`expect_place` for it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.api_client = _admitted(scope)
            return view(*args, **kwargs)

        described: Any = guarded  # api.doc() would forget what the other decorators said
        described._spec = {**described._spec, "security": [{SCHEME: [str(scope)] if scope else []}]}
        return cast(View, described)

    return guard


def asking() -> ApiClient:
    """The client that asks; only calls that :func:`need_scope` guards may ask."""
    client: ApiClient = g.api_client
    return client


def expect_place(site: str, organisation: str) -> None:
    """Refuse (403) where the client is limited to other sites and organisations."""
    if not asking().reaches(site, organisation):
        raise TooNarrow(_("此密钥不能读取这个站点或单位的数据。"))


def _admitted(scope: Scope | None) -> ApiClient:
    client = _client()
    wait = parts().paces.take(client.id, client.per_minute, time.monotonic())
    if wait:
        said = counted("每分钟最多 %(count)s 次请求，请稍后再试。", client.per_minute)
        raise TooOften(said, retry_after=math.ceil(wait))
    if scope and scope not in client.scopes:
        said = _("此密钥没有“%(scope)s”权限，请联系省级管理员。", scope=str(scope))
        raise TooNarrow(said)
    parts().store.clients.used(client)
    return client


def shown_client() -> ApiClient | None:
    """Whose key is shown with a question that needs none; None where none is. Raises NoKey for one that is no key."""
    return _client() if request.authorization else None


def _client() -> ApiClient:
    shown = request.authorization
    if shown is None or shown.type != "bearer" or not shown.token:
        raise NoKey(_("请在请求头 Authorization: Bearer 中出示密钥；密钥由省级管理员发放。"))
    prefix = prefix_of(shown.token)
    found = parts().store.clients.by_prefix(prefix) if prefix else None
    if found is None or not opens(shown.token, found[1]):
        raise _refused(_("密钥不正确。"))
    standing = parts().store.clients.standing(found[0])
    if standing is Standing.EXPIRED:
        raise _refused(_("密钥已过期，请联系省级管理员。"))
    if standing is Standing.REVOKED:
        raise _refused(_("密钥已吊销，请联系省级管理员。"))
    return found[0]


def _refused(said: str) -> NoKey:
    return NoKey(said, "invalid_token")
