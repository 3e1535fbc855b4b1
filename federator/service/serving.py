"""Web and scheduler in one process, with a clean end."""

import errno
import signal
import socket
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from types import FrameType

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from waitress.server import BaseWSGIServer, MultiSocketServer, create_server

from federator.model.answer import Ask
from federator.model.details import in_chinese
from federator.model.errors import ConfigError, Fault
from federator.model.people import Actor, Invitation, Purpose, Role
from federator.model.words import Words
from federator.registry.namings import load_namings
from federator.service.delivering import Send, sender
from federator.service.pushing import Push, send_on
from federator.service.retention import A_DAY, AT_FIRST
from federator.service.rounds import clear, outlived, tick
from federator.settings import Settings
from federator.store import Store
from federator.store.key import key_beside
from federator.terminal import announce, say
from federator.visit.means import Means
from federator.web.app import create_app
from federator.web.desk.errands import Errands
from federator.web.desk.secrets import hash_of, new_code

MOST_TAKEN_IN = 16_000_000
"""Bytes of a request's body that are taken in at all; of more than some the application says so itself, in words."""

INDEX_SECONDS = 5.0
PUSH_SECONDS = 5.0
CLOCK_SECONDS = 5.0
"""How often it is looked whether the clock was set, and by how much it counts."""


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
    scheduler = _scheduler(means, clock, stop, sender(settings.mail, tell) if harvesting else None, push)
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _leave)
    address = address_of(settings)
    form = settings.log_format
    announce(Words(f"正在服务：{address}（Ctrl+C 结束）", f"serving at {address} (Ctrl+C ends)"), form)
    _offer_first_account(means.store, settings.home or address)
    try:
        server.run()  # returns on SystemExit and KeyboardInterrupt, its workers ended
    finally:
        stop.set()
        errands.close()
        scheduler.shutdown(wait=True)
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
            max_request_body_size=MOST_TAKEN_IN,
        )
    except (OSError, ValueError) as error:
        raise _taken(settings, error) from error


def expect_free(settings: Settings) -> None:
    """Raise ConfigError where :func:`serve` could not listen: told before long work, not after it."""
    try:
        socket.create_server((settings.host, settings.port)).close()
    except OSError as error:
        raise _taken(settings, error) from error


_ANOTHER_PORT = Words(
    "换一个端口（port 或 FEDERATOR_PORT；示例用 --port）",
    "choose another port (port or FEDERATOR_PORT; for the demo --port)",
)
_OWN_HOST = Words(
    "host 或 FEDERATOR_HOST 应为本机的地址，例如 127.0.0.1 或 0.0.0.0",
    "host, or FEDERATOR_HOST, must be an address of this machine, such as 127.0.0.1 or 0.0.0.0",
)


def _taken(settings: Settings, error: Exception) -> ConfigError:
    what = Words(f"无法监听该地址：{in_chinese(str(error))}", f"cannot listen on this address: {error}")
    remedy = _ANOTHER_PORT if getattr(error, "errno", None) in (errno.EADDRINUSE, errno.EACCES) else _OWN_HOST
    return ConfigError((Fault(f"{settings.host}:{settings.port}", what, remedy),))


def _leave(_signal: int, _frame: FrameType | None) -> None:
    """The first signal ends the server; the same once more does not end what it still has to write down."""
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, lambda _signal, _frame: None)
    raise SystemExit(0)


def _scheduler(
    means: Means, clock: Callable[[], datetime], stop: threading.Event, send: Send | None, push: Push
) -> BackgroundScheduler:
    """What recurs until ``stop`` is set: a tick of the harvest and, once a day, the letting go of what need not be
    kept, unless another process sees to both (``send`` None); the index of the search, and what receivers of the log
    are sent. What comes late, or while it still runs, is folded into the next."""
    scheduler = BackgroundScheduler(timezone="UTC")

    def every(seconds: float, what: str, step: Callable[[], object], first: timedelta = timedelta()) -> None:
        scheduler.add_job(
            outlived, "interval", (what, step, stop), seconds=seconds, next_run_time=clock() + first,
            max_instances=1, coalesce=True, misfire_grace_time=None,
        )  # fmt: skip

    if send:
        every(means.settings.tick, "tick", lambda: tick(means, clock, stop, send))
        every(A_DAY.total_seconds(), "letting go", lambda: clear(means, clock, stop), AT_FIRST)
    every(INDEX_SECONDS, "indexing", lambda: follow(means.store, stop.is_set))
    every(PUSH_SECONDS, "pushing", lambda: send_on(push, stop.is_set))
    scheduler.start()
    threading.Thread(target=keep_pace, args=(scheduler, clock, stop), daemon=True).start()
    return scheduler


def keep_pace(scheduler: BackgroundScheduler, clock: Callable[[], datetime], stop: threading.Event) -> None:
    """Let all jobs be due at once where the clock was set. APScheduler keeps their next times by it: set back by an
    hour, nothing would be done for an hour."""

    def ahead() -> float:
        return clock().timestamp() - time.monotonic()

    before = ahead()
    while not stop.wait(CLOCK_SECONDS):
        now = ahead()
        if abs(now - before) > CLOCK_SECONDS:
            for job in scheduler.get_jobs():
                job.modify(next_run_time=clock())
        before = now


def follow(store: Store, stopped: Callable[[], bool]) -> None:
    """Bring the index of the search up to date, a little at a time: no visit waits long to be recorded."""
    while not stopped() and store.index_search():
        time.sleep(0.01)
