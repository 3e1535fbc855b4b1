"""The directory at the desk: organisations added and changed, at once known to harvest and pages."""

from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient

from federator.model.people import Actor, Role
from federator.model.place import Directory, Organisation
from federator.spec.directory import organisation_faults
from federator.spec.publisher import resolve
from federator.store import Store
from federator.store.organisations import LOOK_AGAIN
from federator.visit.means import Means
from tests.web.desk.conftest import press

NEW = {"id": "331121-fgj", "name": "青田县房产管理局", "others": "青田房管局\n\n青田县房管局", "division": "331121",
       "parent": "331121-zrzy", "department_no": "", "credit_code": ""}  # fmt: skip


def test_an_added_organisation_is_known_at_once(
    desk: Any, fill: Any, world: Any, client: FlaskClient, directory: Directory, settings: Any, profile: Any
) -> None:
    means = Means(lambda *_: None, world.store, profile, directory, settings)  # type: ignore[arg-type,return-value]
    assert resolve("青田房管局", "331121", means.directory) is None
    before = client.get("/feeds/notices.atom").headers["ETag"]
    page = fill(desk.anybody(Role.PROVINCE), "/desk/organisations/add", **NEW)
    assert page.headers["Location"].endswith("/desk/organisations")
    assert means.directory.named("青田房管局") is not None
    assert client.get("/feeds/notices.atom").headers["ETag"] != before
    (told,) = [one for one in client.get("/api/v1/organisations").get_json()["organisations"] if one["id"] == NEW["id"]]
    assert told["names"] == ["青田县房产管理局", "青田房管局", "青田县房管局"]
    act = world.store.people.acts(None, 1)[0]
    assert (act.act, act.about, act.before) == ("organisation-added", "organisation/331121-fgj", {})


def test_a_renamed_organisation_keeps_its_name_and_can_be_restored(
    desk: Any, fill: Any, world: Any, directory: Directory
) -> None:
    boss = desk.anybody(Role.PROVINCE)
    fill(boss, "/desk/organisations/331121-zrzy", name="青田县资源局", others="", division="331121", parent="")
    (written,) = world.store.organisations.all()
    assert written.names == ("青田县资源局", "青田县自然资源和规划局")
    page = boss.get("/desk/organisations/331121-zrzy").text
    assert "恢复为配置文件的内容" in page
    assert world.store.organisations.over(directory).organisations["331121-zrzy"] == written
    fill(boss, "/desk/organisations/331121-zrzy/drop")
    assert world.store.organisations.all() == (written,)  # the token of no page
    press(boss, "/desk/organisations/331121-zrzy/drop")
    assert world.store.organisations.over(directory).organisations["331121-zrzy"].name == "青田县自然资源和规划局"
    acts = [one.act for one in world.store.people.acts(None, 2)]
    assert acts == ["organisation-dropped", "organisation-changed"]


def test_what_cannot_be_is_said_and_not_written(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    for field, value, sentence in (
        ("id", "331121-zrzy", "已有人使用"),
        ("id", "Zhang", "小写字母"),
        ("others", "杭州市规划和自然资源局", "也属于杭州市规划和自然资源局"),
        ("credit_code", "123", "18 位"),
        ("parent", "nobody", ""),
        ("division", "999999", ""),
        ("name", "", ""),
    ):
        page = fill(boss, "/desk/organisations/add", **{**NEW, field: value})
        assert (page.status_code != 302, sentence in page.text) == (True, True), field
    assert world.store.organisations.all() == ()


def test_one_that_something_is_of_stays(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    fill(boss, "/desk/organisations/add", **NEW)
    world.site("fgj", NEW["id"], "331121", "gg")
    assert "不能删除" in press(boss, "/desk/organisations/331121-fgj/drop").text
    assert len(world.store.organisations.all()) == 1


def test_what_another_process_wrote_is_seen_soon(
    world: Any, directory: Directory, settings: Any, monkeypatch: Any
) -> None:
    seen = world.store.organisations.over(directory)
    assert world.store.organisations.over(directory) is seen
    other = Store(settings.database, lambda: datetime.now(UTC))
    other.organisations.save(Organisation("a-b", ("某局",), "331121"), None, Actor("terminal"))
    other.close()
    moment = world.store.organisations._over[0]
    monkeypatch.setattr("time.monotonic", lambda: moment + LOOK_AGAIN)
    assert world.store.organisations.over(directory).named("某局") is not None


def test_faults_of_what_was_written_are_named(directory: Directory) -> None:
    wrong = Organisation("x", ("青田县自然资源和规划局",), "999999", "nobody")
    places = [one.place for one in organisation_faults([wrong], directory.with_organisations([wrong]))]
    assert places == ["organisation x: division", "organisation x: parent", "organisation x"]
    assert organisation_faults(directory.organisations.values(), directory) == []
