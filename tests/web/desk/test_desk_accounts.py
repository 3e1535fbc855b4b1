"""Signing in and out, codes, people: as a browser does it, forms and tokens and all."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from federator.model.people import Actor, Invitation, Purpose, Role
from federator.store.key import key_beside
from federator.web.desk.secrets import hash_of
from tests.web.desk.conftest import press, token_of

HOME = "/desk/"


def code_on(answer: Any) -> str:
    found = re.search(r"/desk/join/([\w-]+)", answer.get_data(as_text=True))
    assert found
    return found[0]


def test_the_right_password_opens_the_desk_and_only_it(desk: Any, fill: Any, password: str) -> None:
    desk.add("li.si", Role.PROVINCE)
    client = desk.nobody()
    assert client.get(HOME).headers["Location"].startswith("/desk/sign-in?next=")
    wrong = fill(client, "/desk/sign-in", login="li.si", password="wrong")
    assert (wrong.status_code, "登录名或密码不正确" in wrong.text) == (403, True)
    right = fill(client, "/desk/sign-in?next=/desk/people", login=" LI.SI ", password=password)
    assert (right.status_code, right.headers["Location"]) == (302, "/desk/people")
    assert client.get(HOME).status_code == 200


@pytest.mark.parametrize(
    "where", ["//evil.example/", "https://evil.example/", "/\\evil.example", "/desk//evil.example"]
)
def test_signing_in_leads_to_no_other_place(where: str, desk: Any, fill: Any, password: str) -> None:
    desk.add("li.si", Role.PROVINCE)
    answer = fill(desk.nobody(), f"/desk/sign-in?next={where}", login="li.si", password=password)
    assert answer.headers["Location"] == HOME


def test_after_five_failures_even_the_right_password_waits(desk: Any, fill: Any, world: Any, password: str) -> None:
    desk.add("li.si", Role.PROVINCE)
    desk.add("other", Role.PROVINCE)
    client = desk.nobody()
    for _ in range(5):
        assert fill(client, "/desk/sign-in", login="li.si", password="wrong").status_code == 403
    assert fill(client, "/desk/sign-in", login="li.si", password=password).status_code == 429
    assert fill(desk.nobody(), "/desk/sign-in", login="other", password=password).status_code == 302
    world.now += timedelta(minutes=16)
    assert fill(client, "/desk/sign-in", login="li.si", password=password).status_code == 302


def test_an_address_that_tries_many_names_waits_too(desk: Any, fill: Any, password: str) -> None:
    desk.add("li.si", Role.PROVINCE)
    client = desk.nobody()
    for number in range(30):
        desk.world.store.sessions.failed((f"login n{number}", "address 127.0.0.1"))
    assert fill(client, "/desk/sign-in", login="li.si", password=password).status_code == 429


def test_signing_out_ends_the_session_everywhere_the_cookie_is(desk: Any) -> None:
    client = desk.anybody(Role.PROVINCE)
    thief = desk.nobody()
    with client.session_transaction() as mine, thief.session_transaction() as his:
        his.update(mine)
    assert thief.get(HOME).status_code == 200
    page = client.get(HOME).text
    token = token_of(page)
    assert client.post("/desk/sign-out", data={"csrf_token": token}).status_code == 302
    assert thief.get(HOME).status_code == 302


def test_a_form_without_its_token_does_nothing(desk: Any) -> None:
    client = desk.anybody(Role.PROVINCE)
    answer = client.post("/desk/people/invite", data={"role": "province"})
    assert (answer.status_code, "表单已过期" in answer.text) == (400, True)
    assert [act.act for act in desk.world.store.people.acts(None, 9)] == ["signed-in", "person-added"]


def test_the_first_administrator_is_made_by_the_code_of_the_terminal(
    desk: Any, fill: Any, world: Any, password: str
) -> None:
    world.store.people.invite(
        hash_of("c0de"), Invitation(Purpose.FIRST, Role.PROVINCE), timedelta(days=1), Actor("terminal")
    )
    client = desk.nobody()
    short = fill(client, "/desk/join/c0de", name="张三", login="zhang.san", password="short", again="short")
    assert "密码至少 12 个字符" in short.text
    differ = fill(client, "/desk/join/c0de", name="张三", login="zhang.san", password=password, again="another")
    assert "两次输入的密码不一致" in differ.text
    made = fill(client, "/desk/join/c0de", name="张三", login="zhang.san", password=password, again=password)
    assert made.status_code == 302
    assert client.get("/desk/people").status_code == 200
    assert client.get("/desk/join/c0de").status_code == 410


def test_an_invited_site_administrator_has_the_sites_chosen_for_him(desk: Any, fill: Any, password: str) -> None:
    shown = fill(desk.anybody(Role.PROVINCE), "/desk/people/invite", role="site", sites=["qt"], organisations=[])
    client = desk.nobody()
    fill(client, code_on(shown), name="王五", login="wang.wu", password=password, again=password)
    (made,) = [one for one in desk.world.store.people.all() if one.login == "wang.wu"]
    assert (made.role, made.sites) == (Role.SITE, {"qt"})
    page = client.get(HOME).text
    assert "/desk/health/qt/gg" in page
    assert "/desk/health/hz/gg" not in page


def test_what_an_account_answers_for_is_changed_and_ends_with_its_role(desk: Any, fill: Any, world: Any) -> None:
    person, boss = desk.add("li.si", Role.SITE, sites=frozenset({"qt"})), desk.anybody(Role.PROVINCE)
    said = {"name": "李四", "email": "", "active": "y", "sites": ["hz"], "organisations": ["331121-zrzy"]}
    fill(boss, f"/desk/people/{person.id}", role="site", **said)
    changed = world.store.people.one(person.id)
    assert (changed.role, changed.sites, changed.organisations) == (Role.SITE, {"hz"}, {"331121-zrzy"})
    fill(boss, f"/desk/people/{person.id}", role="reviewer", **said)
    changed = world.store.people.one(person.id)
    assert (changed.role, changed.sites, changed.organisations) == (Role.REVIEWER, frozenset(), frozenset())


def test_a_site_that_there_is_not_cannot_be_given(desk: Any, fill: Any) -> None:
    answer = fill(desk.anybody(Role.PROVINCE), "/desk/people/invite", role="site", sites=["nowhere"])
    assert "/desk/join/" not in answer.text


def test_a_reset_lets_the_person_in_with_a_new_password(desk: Any, fill: Any, password: str) -> None:
    person = desk.add("li.si", Role.AUDITOR)
    old = desk.as_(person)
    administrator = desk.anybody(Role.PROVINCE)
    shown = press(administrator, f"/desk/people/{person.id}/reset")
    new = "another long password"
    assert fill(desk.nobody(), code_on(shown), password=new, again=new).status_code == 302
    assert old.get(HOME).status_code == 302
    assert fill(desk.nobody(), "/desk/sign-in", login="li.si", password=password).status_code == 403
    assert fill(desk.nobody(), "/desk/sign-in", login="li.si", password=new).status_code == 302


def test_a_new_password_of_ones_own_ends_the_other_sessions(desk: Any, fill: Any, password: str) -> None:
    person = desk.add("li.si", Role.AUDITOR)
    client, elsewhere, new = desk.as_(person), desk.as_(person), "another long password"
    assert "两次输入的密码不一致" in fill(client, "/desk/me", password=new, again="other").text
    assert elsewhere.get(HOME).status_code == 200
    assert fill(client, "/desk/me", password=new, again=new).headers["Location"] == HOME
    assert (client.get(HOME).status_code, elsewhere.get(HOME).status_code) == (200, 302)
    assert fill(desk.nobody(), "/desk/sign-in", login="li.si", password=password).status_code == 403
    assert fill(desk.nobody(), "/desk/sign-in", login="li.si", password=new).status_code == 302


def test_a_login_that_is_taken_spends_no_code(desk: Any, fill: Any, password: str) -> None:
    desk.add("wang.wu", Role.AUDITOR)
    shown, client = fill(desk.anybody(Role.PROVINCE), "/desk/people/invite", role="reviewer"), desk.nobody()
    said = {"name": "王五", "password": password, "again": password}
    taken = fill(client, code_on(shown), login="Wang.Wu", **said)
    assert (taken.status_code, "已有人使用" in taken.text) == (409, True)
    assert client.get(HOME).status_code == 302
    assert fill(client, code_on(shown), login="wang.wu.2", **said).status_code == 302
    assert client.get(HOME).status_code == 200


def test_hand_over_needs_no_command_line(desk: Any, fill: Any, password: str) -> None:
    desk.add("province", Role.PROVINCE)
    person = desk.add("li.si", Role.SITE, sites=frozenset({"qt"}))
    client = desk.as_(person)
    shown = press(client, "/desk/me/successor")
    heir = desk.nobody()
    fill(heir, code_on(shown), name="王五", login="wang.wu", password=password, again=password)
    assert "/desk/health/qt/gg" in heir.get(HOME).text
    assert client.get(HOME).status_code == 302


def test_the_last_administrator_cannot_lock_himself_out(desk: Any, fill: Any) -> None:
    person = desk.add("only", Role.PROVINCE)
    answer = fill(desk.as_(person), f"/desk/people/{person.id}", name="某", role="auditor", email="")
    assert (answer.status_code, "至少要保留一位" in answer.text) == (409, True)


def test_the_audit_log_is_shown_with_before_and_after(desk: Any, fill: Any) -> None:
    person = desk.add("li.si", Role.SITE)
    administrator = desk.anybody(Role.PROVINCE)
    fill(administrator, f"/desk/people/{person.id}", name="李四", role="reviewer", email="", active="y")
    page = administrator.get("/desk/audit").text
    assert "修改账号" in page
    assert "<div>角色 <del>站点管理员</del> <ins>审核员</ins></div>" in page


def test_the_cookie_is_not_for_scripts_and_secure_where_the_service_is(
    app: Flask, desk: Any, fill: Any, password: str
) -> None:
    desk.add("li.si", Role.PROVINCE)
    answer = fill(desk.nobody(), "/desk/sign-in", login="li.si", password=password)
    (cookie,) = [one for one in answer.headers.getlist("Set-Cookie") if one.startswith("desk=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_the_key_is_its_owners_alone_and_stays(app: Flask, settings: Any) -> None:
    path = settings.database.with_name("federator.db.key")
    assert path.stat().st_mode & 0o077 == 0
    assert key_beside(settings.database) == app.secret_key == path.read_bytes()
    assert len(app.secret_key) == 32
