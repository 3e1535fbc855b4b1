"""Everything taken away: exports and a mirror of very many notices, service and taker in one process."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.filling import BODY
from benchmarks.measuring import Table, arguments, measure

if TYPE_CHECKING:
    from flask.testing import FlaskClient

    from federator.store import Store


def compare(notices: int, body: int) -> Table:
    """One row a way."""
    table = Table("", ("way", "notices", "MB", "CPU s", "notices a CPU s", "wall s", "peak MB"))
    with TemporaryDirectory(prefix="federator-bench-") as folder:
        filled = measure("benchmarks.filling:fill", folder=folder, notices=notices, body=body)
        table.title = f"All of {notices} notices ({filled.found['MB']} MB), bodies of {body} characters"
        for way in ("ndjson", "csv", "mirror"):
            work = "mirrored" if way == "mirror" else "exported"
            done = measure(f"benchmarks.copying:{work}", folder=folder, **({} if way == "mirror" else {"format_": way}))
            rate = round(notices / done.cpu)
            table.add(way, done.found["notices"], done.found["MB"], done.cpu, rate, done.wall, round(done.peak_mb))
    return table


def exported(folder: str, format_: str) -> dict[str, int]:
    """``/api/v1/export``, streamed; lines and bytes that came."""
    store, client = service(folder)
    lines = size = 0
    for piece in client.get(f"/api/v1/export.{format_}", buffered=False).iter_encoded():
        lines += piece.count(b"\n")
        size += len(piece)
    store.close()
    return {"notices": lines - (format_ == "csv"), "MB": size // 1_000_000}


def mirrored(folder: str) -> dict[str, int]:
    """What ``federator mirror DATABASE --verify`` does; raises where copy and service differ."""
    from federator.mirror import Origin, differences, pull
    from federator.model.answer import Answer, Request
    from federator.store.copy import DatabaseCopy

    store, client = service(folder)

    def ask(request: Request) -> Answer:
        answer = client.get(request.url)
        return Answer(request, answer.status_code, request.url, answer.data, datetime.now(UTC), {})

    origin, file = Origin(ask, "http://localhost/"), Path(folder) / "copy.db"
    copy = DatabaseCopy(file, origin.url)
    done = pull(origin, copy, lambda _done: None)
    if differences(origin, copy, lambda _done: None):
        raise AssertionError("the copy is not the service")
    store.close()
    return {"notices": done.stored, "MB": file.stat().st_size // 1_000_000}


def service(folder: str) -> "tuple[Store, FlaskClient]":
    """The store in ``folder``, and the application over it in this process."""
    from benchmarks.house import ROOT
    from federator.settings import load_settings
    from federator.spec.directory import load_directory
    from federator.spec.profile import load_profile
    from federator.store import Store
    from federator.web.app import create_app

    settings = load_settings(ROOT / "config", {}, Path(folder) / "federator.db")
    store = Store(settings.database)
    profile, directory = load_profile(settings.profile), load_directory(settings.divisions, settings.organisations)
    return store, create_app(store, settings, profile, directory).test_client()


if __name__ == "__main__":
    asked = arguments(__doc__, notices=200_000, body=BODY)
    compare(asked.notices, asked.body).print(asked.json)
