"""API clients at the desk: made, their key seen once, changed, given another key, revoked."""

import re
from typing import Any

from federator.model.client import Scope
from federator.model.people import Role
from tests.web.desk.conftest import press

FIELDS = {"name": "省政府门户", "contact": "张三 0571-1", "scopes": "read:restricted", "per_minute": "60"}


def test_a_client_is_made_and_its_key_shown_once(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    answer = fill(boss, "/desk/clients/add", **FIELDS, sites="qt", expires="2099-12-31")
    assert answer.headers["Cache-Control"] == "no-store"
    page = answer.get_data(as_text=True)
    key = re.search(r"fed_[0-9a-f]{12}_[\w-]{43}", page)
    assert key is not None
    (made,) = world.store.clients.all()
    assert (made.name, made.scopes, made.sites) == ("省政府门户", {Scope.READ_RESTRICTED}, {"qt"})
    assert f"{made.expires:%Y-%m-%d %H:%M %z}" == "2099-12-31 16:00 +0000"
    listed = boss.get("/desk/clients").get_data(as_text=True)
    assert made.prefix in listed
    assert key[0] not in listed
    assert "从未使用" in listed
    answer = desk.nobody().get("/api/v1/client", headers={"Authorization": f"Bearer {key[0]}"})
    assert answer.get_json()["name"] == "省政府门户"
    assert "从未使用" not in boss.get("/desk/clients").get_data(as_text=True)
    act = world.store.people.acts(None, 1)[0]
    assert (act.act, act.about, act.after["sites"]) == ("client-added", f"client/{made.id}", ["qt"])
    assert key[0] not in str(act)


def test_a_key_that_is_past_is_not_given(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    answer = fill(boss, "/desk/clients/add", **FIELDS, expires="2020-12-31")
    assert "这一天已经过去" in answer.get_data(as_text=True)
    assert not world.store.clients.all()


def test_without_a_scope_or_with_a_wild_pace_none_is_made(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    page = fill(boss, "/desk/clients/add", **{**FIELDS, "scopes": []}).get_data(as_text=True)
    assert "请至少选择一项权限。" in page
    fill(boss, "/desk/clients/add", **{**FIELDS, "per_minute": "0"})
    fill(boss, "/desk/clients/add", **{**FIELDS, "scopes": "all"})
    assert world.store.clients.all() == ()


def test_a_table_of_names_is_checked_before_it_is_kept(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    for wrong, said in (
        ('[fields]\ntitel = "bt"', "fields.titel"),
        ('[fields]\ntitle = "publisher"', "各字段的名称不得相同"),
        ("[fields", "无法读取"),
        ('clients = ["x"]', "clients"),
    ):
        assert said in fill(boss, "/desk/clients/add", **FIELDS, names=wrong).get_data(as_text=True)
    assert world.store.clients.all() == ()
    fill(boss, "/desk/clients/add", **FIELDS, names='[fields]\r\ntitle = "bt"\r\n')
    (made,) = world.store.clients.all()
    assert made.names == '[fields]\ntitle = "bt"'
    assert "title = &#34;bt&#34;" in boss.get(f"/desk/clients/{made.id}").text
    fill(boss, f"/desk/clients/{made.id}", **FIELDS, names="")
    assert world.store.clients.one(made.id).names == ""


def test_a_client_is_changed_given_another_key_and_revoked(desk: Any, fill: Any, world: Any) -> None:
    boss = desk.anybody(Role.PROVINCE)
    fill(boss, "/desk/clients/add", **FIELDS)
    (made,) = world.store.clients.all()
    fill(boss, f"/desk/clients/{made.id}", **{**FIELDS, "scopes": "receipts", "per_minute": "5"})
    (changed,) = world.store.clients.all()
    assert (changed.scopes, changed.per_minute, changed.prefix) == ({Scope.RECEIPTS}, 5, made.prefix)
    page = press(boss, f"/desk/clients/{made.id}/rotate").get_data(as_text=True)
    assert world.store.clients.one(made.id).prefix in page
    assert made.prefix not in page
    press(boss, f"/desk/clients/{made.id}/revoke")
    assert world.store.clients.one(made.id).revoked == world.now
    assert press(boss, f"/desk/clients/{made.id}/rotate").status_code == 409
    acts = [one.act for one in world.store.people.acts(None, 4)]
    assert acts == ["client-revoked", "client-rotated", "client-changed", "client-added"]


def test_an_auditor_sees_clients_and_changes_none(desk: Any, fill: Any) -> None:
    fill(desk.anybody(Role.PROVINCE), "/desk/clients/add", **FIELDS)
    page = desk.anybody(Role.AUDITOR).get("/desk/clients").get_data(as_text=True)
    assert "省政府门户" in page
    assert "/desk/clients/add" not in page
