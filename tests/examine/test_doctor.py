"""``federator doctor``: what is wrong with the service, and how bad it is."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from federator.examine import doctor
from federator.examine.doctor import examine
from federator.model.finding import Grade
from federator.model.manners import Manners
from federator.model.rhythm import Due, Rhythm
from federator.model.site import Life, Site, Source
from federator.model.visit import Outcome, Visit
from federator.settings import Settings
from federator.store import Store

OK, WARNINGS, FAULTS = 0, 3, 4
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Any:
    made = Store(tmp_path / "federator.db", lambda: NOW)
    source = Source("a", "gg", "公告", "http://a.example/", "331121-zrzy", "331121")
    made.save_site(Site("a", "青田", "331121-zrzy", "331121", "http://a.example/", Life.ACTIVE, (source,)))
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    manners = Manners(user_agent="federator/1 (+mailto:feed@zrzyt.zj.gov.cn)")
    nothing = tmp_path / "nothing"
    return Settings(tmp_path, tmp_path / "federator.db", nothing, nothing, nothing,
                    tag_authority="zrzyt.zj.gov.cn,2026", manners=manners)  # fmt: skip


def found(store: Store, settings: Settings, now: datetime = NOW) -> dict[str, Grade]:
    return {one.id: one.grade for one in examine(store, settings, now)}


def test_a_service_that_is_well_has_no_findings(store: Store, settings: Settings) -> None:
    assert found(store, settings) == {}


def test_nobody_harvests_though_sources_are_due(store: Store, settings: Settings) -> None:
    visit = Visit("a/gg", NOW, 1.0, Outcome.UNCHANGED)
    store.record_quiet([visit], {"a/gg": Due(NOW + timedelta(hours=1))}, {})
    assert found(store, settings, NOW + timedelta(hours=1, minutes=59)) == {}
    later = NOW + timedelta(hours=3)
    assert found(store, settings, later) == {"nobody-harvests": Grade.FAULT}
    store.take_lease("harvest", "here", later, 60)
    assert found(store, settings, later) == {"lease-held": Grade.NOTE, "harvest-late": Grade.WARNING}
    silent = later + timedelta(seconds=61)
    assert found(store, settings, silent) == {"nobody-harvests": Grade.FAULT, "lease-left": Grade.NOTE}


def test_who_sends_pushes_does_not_harvest(store: Store, settings: Settings) -> None:
    store.record_quiet([Visit("a/gg", NOW, 1.0, Outcome.UNCHANGED)], {"a/gg": Due(NOW)}, {})
    later = NOW + timedelta(hours=3)
    store.take_lease("push", "here", later, 60)
    assert found(store, settings, later) == {"nobody-harvests": Grade.FAULT}


def test_rows_that_lost_what_they_belong_to(store: Store, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as raw:
        raw.execute(
            """INSERT INTO notices (id, state, latest_seq, latest_digest, shown_seq, shown_digest, first_seen, updated,
               index_no, assigned_index_no, doc_no, publisher, source, category, division, city, organisation, site,
               published_day)
               VALUES ('n', 'published', 7, '', 7, '', ?, ?, '', '', '', '', 'gone/gg', '', '', '', '', '', '')""",
            (str(NOW), str(NOW)),
        )
    assert found(store, settings) == {
        "versions-missing": Grade.FAULT, "notices-without-item": Grade.FAULT, "notices-unwatched": Grade.WARNING,
    }  # fmt: skip


def test_versions_of_a_clock_that_ran_ahead(store: Store, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as raw:
        raw.execute("PRAGMA foreign_keys = OFF")
        raw.execute(
            """INSERT INTO revisions (notice_id, at, kind, state, shown, record, breaches, profile, capture, reason,
               merged_into) VALUES ('n', ?, 'created', 'published', 1, '{}', '[]', '', '', '', '')""",
            ((NOW + timedelta(days=365)).isoformat(),),
        )
    assert found(store, settings)["clock-ran-ahead"] is Grade.WARNING
    assert "clock-ran-ahead" not in found(store, settings, NOW + timedelta(days=365))


def test_a_database_that_came_without_its_attachments(store: Store, settings: Settings) -> None:
    with closing(sqlite3.connect(settings.database, isolation_level=None)) as raw:
        raw.execute("INSERT INTO documents VALUES (?, 'application/pdf', 8, '', 'whole', 1, x'00')", ("ab" * 32,))
    assert found(store, settings) == {"attachments-missing": Grade.WARNING}
    store.attachments.files.put("ab" * 32, b"%PDF-1.7")
    assert found(store, settings) == {}


def test_a_disk_that_fills(store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    free = 5_000_000_000
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=free))
    monkeypatch.setattr(doctor, "LEAST_FREE", free)
    assert found(store, settings) == {"disk-full": Grade.WARNING}, "a backup would not find room"
    monkeypatch.setattr(doctor, "LEAST_FREE", free + 1)
    monkeypatch.setattr(doctor, "LARGEST_WAL", -1)
    assert found(store, settings) == {"disk-full": Grade.FAULT, "log-large": Grade.WARNING}


def test_settings_that_nobody_should_run_with(store: Store, settings: Settings) -> None:
    careless = replace(settings, tag_authority="federator.example,2026", manners=Manners(obey_robots=False))
    assert found(store, careless) == {
        "contact-missing": Grade.WARNING, "tag-authority": Grade.WARNING, "robots-ignored": Grade.NOTE,
    }  # fmt: skip


def test_a_proxy_that_hides_who_asks(store: Store, settings: Settings) -> None:
    behind = replace(settings, public_url="https://feed.example.org/")
    assert found(store, behind) == {"proxy-unknown": Grade.WARNING}
    assert found(store, replace(behind, proxy="127.0.0.1")) == {}


def test_a_calendar_that_ends(store: Store, settings: Settings) -> None:
    end = datetime(2035, 12, 20, tzinfo=UTC)
    assert found(store, settings, end)["holidays-unknown"] is Grade.NOTE
    told = replace(settings, rhythm=Rhythm(days_off=(end.date(),)))
    assert "holidays-unknown" not in found(store, told, end)


def test_the_command_says_it_in_words_for_programs_and_by_its_code(desk: Any, tell: Any) -> None:
    Store(desk.database).close()
    done = tell("doctor")
    assert done.exit_code == WARNINGS
    assert done.stdout.startswith("warning  the User-Agent has no real contact")
    assert tell("doctor", FEDERATOR_LANG="zh").stdout.startswith("警告  User-Agent")
    told = [json.loads(line) for line in tell("doctor", "--json").stdout.splitlines()]
    assert {"id", "grade", "what", "remedy"} == told[0].keys()
    agent = 'user_agent = "federator/1 (+mailto:feed@zrzyt.zj.gov.cn)"'
    desk.settle('tag_authority = "zrzyt.zj.gov.cn,2026"', fetch=(agent,))
    assert tell("doctor").exit_code == OK
    with closing(sqlite3.connect(desk.database)) as raw:
        raw.execute("INSERT INTO item_addresses VALUES ('a/gg', 'x', 'nowhere', '')")
        raw.commit()
    done = tell("doctor")
    assert (done.exit_code, done.stdout.startswith("fault  the database is damaged")) == (FAULTS, True)


def test_a_damaged_file_is_told_and_no_question_of_room_or_rights(desk: Any, tell: Any) -> None:
    Store(desk.database).close()
    with closing(sqlite3.connect(desk.database)) as raw:
        pages = raw.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'sites'").fetchall()
    with desk.database.open("r+b") as file:
        for (page,) in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 600)
    done = tell("doctor", "--json")
    grave = [one for one in map(json.loads, done.stdout.splitlines()) if one["grade"] == "fault"]
    assert done.exit_code == FAULTS
    assert {one["id"] for one in grave} == {"database-damaged"}
    assert all("\n" not in one["what"] and "restore" in one["remedy"] for one in grave)
    assert "damaged" in tell("check").stderr
    remedy = tell("sites", "list").stderr
    assert "restore a backup" in remedy, remedy
    refused = tell("backup", desk.folder / "backups")
    assert (refused.exit_code, refused.stderr.startswith(f"{desk.database}: the database is damaged")) == (2, True)
    assert [one.name for one in (desk.folder / "backups").iterdir()] == [".lock"], "nothing half-made is left"


@pytest.mark.parametrize("missing", [True, False], ids=["there is none", "it is none"])
def test_where_no_database_can_be_opened_that_is_the_fault_and_none_is_made(
    desk: Any, tell: Any, missing: bool
) -> None:
    """A disk that was not mounted must not yield a good report, nor an empty backup that others make room for."""
    if not missing:
        desk.database.write_text("这不是数据库 " * 100)
    done = tell("doctor", "--json")
    (told,) = map(json.loads, done.stdout.splitlines())
    assert (done.exit_code, told["id"], told["grade"]) == (FAULTS, "database-unusable", "fault")
    assert str(desk.database) in told["what"]
    assert tell("backup", desk.folder / "backups").exit_code == 2
    assert (desk.database.exists(), (desk.folder / "backups").exists()) == (not missing, False)
