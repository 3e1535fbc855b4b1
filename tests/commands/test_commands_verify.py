"""``verify``: captures read again. What was stored by this very release does not differ; what differs is shown."""

import json
import shutil
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from federator.commands.verify import apart
from federator.compare.differing import Difference
from federator.demo import LOOPBACK, Demo
from federator.model.revision import Selection
from federator.sample.broken_sites import BUSY
from federator.settings import load_settings
from federator.store import Store

ROOT = Path(__file__).parent.parent.parent
OK, USAGE, PARTIAL = 0, 2, 3


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample province, lived through."""
    folder = tmp_path_factory.mktemp("verify") / "demo"
    demo = Demo(load_settings(ROOT / "config", {}), folder, lambda: datetime.now(UTC))
    with demo.province:
        demo.register()
        demo.live()
        demo.close()
    return folder


@pytest.fixture
def province(harvested: Path, desk: Any) -> Path:
    """A copy of it, as this desk's database."""
    shutil.copy(harvested / "federator.db", desk.database)
    shutil.copy(harvested / "organisations.csv", desk.config / "organisations.csv")
    path: Path = desk.database
    return path


def verified(tell: Any, *args: str) -> tuple[int, list[dict[str, Any]], dict[str, int]]:
    done = tell("verify", "--json", *args)
    *found, last = map(json.loads, done.stdout.splitlines())
    return done.exit_code, found, last["summary"]


def change(database: Path, sql: str, *values: str | bytes) -> None:
    store = Store(database)
    with store._database.writing() as connection:
        connection.execute("DROP TRIGGER IF EXISTS revisions_no_update")
        connection.execute(sql, values)
    store.close()


def one_of(database: Path, site: str) -> tuple[str, str]:
    """(id, capture) of a notice whose capture is its own."""
    store = Store(database)
    found = store.page(Selection(site=site), None, 1)[0]
    capture = store.archive.witnesses(found.id)[-1].capture
    store.close()
    return found.id, capture


def test_what_every_connector_of_this_release_stored_is_what_it_reads(tell: Any, province: Path) -> None:
    code, found, counts = verified(tell)
    assert (code, found, counts["differ"], counts["unread"]) == (OK, [], 0, 0)
    assert counts["read"] == counts["same"] > 100


def test_the_demo_is_asked_by_its_own_configuration(tell: Any, harvested: Path) -> None:
    assert load_settings(harvested, {}).manners == LOOPBACK
    assert tell("--config", harvested, "verify", "sample-lishui").exit_code == OK


def test_a_record_that_is_not_what_its_capture_says_is_shown_field_by_field(tell: Any, province: Path) -> None:
    id, _ = one_of(province, "sample-lishui")
    change(province, "UPDATE revisions SET record = json_set(record, '$.title', '另一个标题') WHERE notice_id = ?", id)
    code, (one,), counts = verified(tell)
    assert (code, counts["differ"], one["id"]) == (PARTIAL, 1, id)
    assert [(each["field"], each["before"]) for each in one["differences"]] == [("title", "另一个标题")]
    assert "title: 另一个标题  →  " in tell("verify", id).stdout
    assert "1 differ" in tell("verify", id).stdout


def test_of_the_elements_of_a_notice_only_what_differs_in_them_is_shown(tell: Any, province: Path) -> None:
    sql = "json_remove(json_set(record, '$.fields.area_ha.value', 1), '$.fields.area_code')"
    change(province, f"UPDATE revisions SET record = {sql} WHERE json_extract(record, '$.fields.area_ha.value') > 1")
    code, (one, *_), _counts = verified(tell)
    area = one["differences"][0]["after"]["area_ha"]["value"]
    shown = [line.strip() for line in tell("verify", one["id"]).stdout.splitlines() if "→" in line]
    code_of = one["differences"][0]["after"]["area_code"]["as_written"]
    assert (code, shown) == (PARTIAL, [f"area.value: 1  →  {area}", f"code of the division:   →  {code_of}"])


def test_of_the_records_of_a_notice_only_what_differs_in_them_is_shown(tell: Any, province: Path) -> None:
    id, _ = one_of(province, "sample-lishui")
    area = {"as_written": "900 平方米", "value": 900, "unit": "m2", "where": "table"}
    records = json.dumps(
        [
            {"area_m2": area},
            {"area_m2": area, "parcel_no": {"as_written": "1号", "value": "1号", "unit": "", "where": "table"}},
        ]
    )
    change(province, "UPDATE revisions SET record = json_set(record, '$.records', json(?)) WHERE notice_id = ?",
           records, id)  # fmt: skip
    shown = [line.strip() for line in tell("verify", id).stdout.splitlines() if "→" in line]
    assert shown == [
        "records.1.area: 900 平方米  →",
        "records.2.area: 900 平方米  →",
        "records.2.parcel number: 1号  →",
    ]
    assert "    多项.2.宗地编号: 1号  →" in tell("verify", id, FEDERATOR_LANG="zh").stdout


def test_records_are_compared_one_by_one() -> None:
    before, after = ({"area_m2": {"as_written": "9", "value": 9, "unit": unit}} for unit in ("mu", "m2"))
    both = Difference("records", [before, after], [before, before, after])
    assert [(one.field, one.before) for one in apart(both)] == [
        ("records.2.area_m2.unit", "m2"),
        ("records.3.area_m2", None),
    ]


def test_only_what_is_named_is_read(tell: Any, province: Path) -> None:
    id, _ = one_of(province, "sample-lishui")
    assert verified(tell, id)[2]["read"] == 1
    assert 1 < verified(tell, "sample-lishui")[2]["read"] < verified(tell)[2]["read"]
    assert tell("verify", "nowhere").exit_code == USAGE


@pytest.mark.parametrize(
    ("command", "option", "given", "says"),
    [
        ("verify", "--category", "C99", "--category C99: no category of that code; see federator profile docs"),
        ("report", "--organisation", "x", "--organisation x: no organisation of that id"),
        ("reread", "--division", "33", "--division 33: no division of that code"),
        ("reclassify", "--category", "c05", "--category c05: no category of that code"),
    ],
)
def test_a_misspelt_selection_is_told_and_means_no_notices(
    desk: Any, tell: Any, command: str, option: str, given: str, says: str
) -> None:
    assert tell("sites", "list").exit_code == OK
    done = tell(command, option, given)
    assert done.exit_code == USAGE
    assert says in done.stderr
    assert "没有这" in tell(command, option, given, FEDERATOR_LANG="zh").stderr


def test_a_category_that_only_notices_still_have_may_be_asked_for(tell: Any, province: Path) -> None:
    id, _ = one_of(province, "sample-lishui")
    change(province, "UPDATE notices SET category = 'OLD' WHERE id = ?", id)
    assert tell("report", "--category", "OLD").exit_code == OK


def test_what_cannot_be_compared_is_told_and_what_cannot_be_read_is_a_fault(tell: Any, province: Path) -> None:
    id, capture = one_of(province, "sample-lishui")
    change(province, "UPDATE revisions SET capture = '' WHERE notice_id = ?", id)
    code, (one,), _ = verified(tell, id)
    assert (code, one["unread"]) == (OK, "no-capture")
    change(province, "UPDATE revisions SET capture = ? WHERE notice_id = ?", capture, id)
    busy = zlib.compress(BUSY.content)
    change(province, "UPDATE captures SET content = ? WHERE hash = ?", busy, capture)
    code, (one,), _ = verified(tell, id)
    assert (code, one["unread"]) == (PARTIAL, "unreadable")


def test_a_capture_that_the_disk_let_rot_is_named_and_hinders_no_other(tell: Any, province: Path) -> None:
    id, capture = one_of(province, "sample-lishui")
    store = Store(province)
    with store._database.writing() as connection:
        rotten = zlib.compress(b"a page" * 99)[:-9]
        connection.execute("UPDATE captures SET content = ? WHERE hash = ?", (rotten, capture))
    code, (one,), counts = verified(tell)
    assert (code, one["id"], one["unread"], one["detail"]) == (PARTIAL, id, "damaged", capture)
    assert counts["same"] > 100
    other = store.page(Selection(site="sample-lishui"), None, 2)[1].id
    assert tell("purge", other, "--reason", "应当事人要求", "--yes").exit_code == OK
    assert store.capture(capture) is None, "what cannot be looked through may tell of it"
    store.close()


def test_before_a_notice_is_purged_it_is_shown_which_one(tell: Any, province: Path) -> None:
    id, _ = one_of(province, "sample-lishui")
    store = Store(province)
    (title,) = (one.notice.title for one in store.page(Selection(site="sample-lishui"), None, 50) if one.id == id)
    asked = tell("purge", id, "--reason", "应当事人要求")
    assert (asked.exit_code, title in asked.stderr) == (1, True)
    assert store.notice(id) is not None
    store.close()
    unknown = tell("purge", "nix", "--reason", "x")
    assert (unknown.exit_code, "no notice has this id" in unknown.stderr) == (USAGE, True)
    assert "Continue?" not in unknown.output


def test_no_database_is_made_to_be_verified(desk: Any, tell: Any) -> None:
    assert tell("verify").exit_code == USAGE
    assert not desk.database.exists()
