"""Web and scheduler in one process, with a clean end."""

import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from federator.delivering import Send, sender
from federator.means import Means
from federator.model.errors import ConfigError, Fault
from federator.model.people import Actor, Invitation, Purpose, Role
from federator.model.words import Words
from federator.pushing import Push, send_on
from federator.registry.namings import load_namings
from federator.retention import A_DAY
from federator.rounds import for_ever, repeated
from federator.settings import Settings
from federator.store import Store
from federator.store.key import key_beside
from federator.terminal import announce, say
from federator.walk import Ask
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from federator.web.desk.secrets import hash_of, new_code

LARGEST_BODY = 2_000_000
"""Bytes of a request's body: the registry of a whole province; waitress would take a gigabyte."""

INDEX_SECONDS = 5.0
PUSH_SECONDS = 5.0


def serve(means: Means, clock: Callable[[], datetime], tell: Ask, *, harvesting: bool) -> None:
    """Serve until SIGTERM or SIGINT; then visits end with the notice they are reading, and nothing more begins.

    ``tell`` posts messages to the addresses of contacts.
    """
    settings = means.settings
    stop = threading.Event()
    errands = Errands(means.store.errands, means.ask)
    app = create_app(means.store, settings, means.profile, means.configured, errands)
    server = listening(app, settings)
    tables = load_namings(settings.config / "names", means.profile)
    push = Push(means.store, settings, key_beside(settings.database), tell, clock, tables)
    beside = _beside(means, clock, stop, sender(settings.mail, tell) if harvesting else None, push)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _leave)
    address = address_of(settings)
    form = settings.log_format
    announce(Words(f"正在服务：{address}（Ctrl+C 结束）", f"serving at {address} (Ctrl+C ends)"), form)
    _offer_first_account(means.store, settings.public_url.rstrip("/") + "/" if settings.public_url else address)
    try:
        server.run()  # returns on SystemExit and KeyboardInterrupt, its workers ended
    finally:
        stop.set()
        errands.close()
        for thread in beside:
            thread.join()
        server.close()
        means.store.close()
        announce(Words("已停止", "stopped"), form)


def address_of(settings: Settings) -> str:
    """Where a browser on this machine finds the service; one that listens everywhere, at its loopback address."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - as it is set
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}/"


def _offer_first_account(store: Store, address: str) -> None:
    """While there is nobody, print a one-time link by which the first administrator is made."""
    if store.people.all():
        return
    code = new_code()
    first = Invitation(Purpose.FIRST, Role.PROVINCE)
    store.people.invite(hash_of(code), first, A_DAY, Actor("terminal"))
    link = f"{address}desk/join/{code}"
    zh = f"还没有管理员。请在浏览器中打开这个一次性链接，建立首个账号（24 小时内有效）：\n    {link}"
    en = f"There is no administrator yet. Open this one-time link within a day to make the first account:\n    {link}"
    say(Words(zh, en))


def listening(app: Flask, settings: Settings) -> BaseWSGIServer | MultiSocketServer:
    """A server that listens. Raises ConfigError where the port is taken or the address is not this machine's."""
    proxy = {"trusted_proxy": settings.proxy, "trusted_proxy_headers": "x-forwarded-for"} if settings.proxy else {}
    try:
        return create_server(
            app,
            **proxy,
            clear_untrusted_proxy_headers=False,  # they tell that a proxy is there (watching.py)
            host=settings.host,
            port=settings.port,
            threads=8,
            ident="federator",
            max_request_body_size=LARGEST_BODY,
        )
    except (OSError, ValueError) as error:
        raise _taken(settings, error) from error


def expect_free(settings: Settings) -> None:
    """Raise ConfigError where :func:`serve` could not listen: told before long work, not after it."""
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as error:
        raise _taken(settings, error) from error


def _taken(settings: Settings, error: Exception) -> ConfigError:
    what = Words(f"无法监听该地址：{error}", f"this address cannot be served at: {error}")
    remedy = Words(
        "换一个端口（port 或 FEDERATOR_PORT；示例用 --port）",
        "choose another port (port or FEDERATOR_PORT; of the demo: --port)",
    )
    return ConfigError((Fault(f"{settings.host}:{settings.port}", what, remedy),))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def _beside(
    means: Means, clock: Callable[[], datetime], stop: threading.Event, send: Send | None, push: Push
) -> list[threading.Thread]:
    """What goes on until ``stop`` is set: the harvest, unless another process does that (``send`` None); the index of
    the search follows by itself, and receivers of the log are sent what is new."""
    work: list[Callable[[], None]] = [
        lambda: repeated("indexing", INDEX_SECONDS, lambda: follow(means.store, stop.is_set), stop),
        lambda: repeated("pushing", PUSH_SECONDS, lambda: send_on(push, stop.is_set), stop),
    ]
    if send:
        work.append(lambda: for_ever(means, clock, stop, send))
    threads = [threading.Thread(target=one) for one in work]
    for thread in threads:
        thread.start()
    return threads


def follow(store: Store, stopped: Callable[[], bool]) -> None:
    """Bring the index of the search up to date, a little at a time: no visit waits long to be recorded."""
    while not stopped() and store.index_search():
        time.sleep(0.01)
