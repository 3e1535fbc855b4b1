"""Who asks, where a proxy stands before the service: over real HTTP, as waitress hears it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import requests
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask, request

from federator.service import rounds, serving
from federator.service.serving import address_of, listening
from federator.settings import Settings

FORGED = {"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}


@contextmanager
def answering(proxy: str) -> Iterator[str]:
    """A service that says who asked it, and whether it was told so."""
    app = Flask(__name__)
    app.add_url_rule("/", view_func=lambda: f"{request.remote_addr} {request.headers.get('X-Forwarded-For')}")
    nothing = Path("nothing")
    server = listening(app, Settings(*[nothing] * 5, port=0, proxy=proxy))

    def run() -> None:
        with suppress(OSError):  # its socket is closed under it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    server.close()
    thread.join(10)


@pytest.mark.parametrize(
    ("proxy", "said"),
    [
        ("127.0.0.1", "192.0.2.7 192.0.2.7"),
        ("10.0.0.9", "127.0.0.1 198.51.100.1, 192.0.2.7"),
        ("", "127.0.0.1 198.51.100.1, 192.0.2.7"),
    ],
    ids=["the proxy is believed, of the last hop", "another machine is not", "nobody is"],
)
def test_who_asks(proxy: str, said: str) -> None:
    with answering(proxy) as address:
        assert requests.get(address, headers=FORGED, timeout=5).text == said
        assert requests.get(address, timeout=5).text == "127.0.0.1 None"


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("192.0.2.7", "http://192.0.2.7:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),  # noqa: S104 - told, not listened at
        ("::", "http://[::1]:8000/"),
        ("2001:db8::7", "http://[2001:db8::7]:8000/"),
    ],
)
def test_the_address_that_is_told_is_one_that_a_browser_goes_to(host: str, address: str) -> None:
    nothing = Path("nothing")
    assert address_of(Settings(*[nothing] * 5, host=host)) == address


def test_what_recurs_outlives_trouble_and_bugs(monkeypatch: pytest.MonkeyPatch, bugs: list[str]) -> None:
    monkeypatch.setattr(rounds, "REST_SECONDS", 0.0)
    full = sqlite3.OperationalError("full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    for trouble in (full, KeyError("bug")):

        def step(trouble: Exception = trouble) -> None:
            raise trouble

        rounds.outlived("indexing", step, threading.Event())
    assert bugs == ["indexing: KeyError('bug')"]
    bugs.clear()


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta()], ids=["back", "not"])
def test_a_clock_that_is_set_holds_nothing_up(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    monkeypatch.setattr(serving, "CLOCK_SECONDS", 0.05)
    stop, done, readings = threading.Event(), threading.Event(), count()
    scheduler = BackgroundScheduler(timezone="UTC")
    far = datetime.now(UTC) + timedelta(hours=1)
    scheduler.add_job(done.set, "interval", hours=1, next_run_time=far, misfire_grace_time=None)
    scheduler.start()

    def clock() -> datetime:
        return datetime.now(UTC) - (by if next(readings) else timedelta())

    watch = threading.Thread(target=serving.keep_pace, args=(scheduler, clock, stop))
    watch.start()
    assert done.wait(10 if by else 0.5) is bool(by)
    stop.set()
    watch.join()
    scheduler.shutdown()
