"""Contacts of a site: who is told, a test, and what the page says of what went."""

from typing import Any

import pytest

from federator.model.people import Role
from tests.web.desk.conftest import press

USUAL = {"name": "值班群", "way": "dingtalk", "address": "https://robot.example/send?access_token=hidden",
         "secret": "SEC", "language": "zh", "rhythm": "at-once"}  # fmt: skip


def test_a_contact_is_added_tested_and_removed(desk: Any, world: Any) -> None:
    client = desk.as_(desk.add("mine", Role.SITE, sites=frozenset({"qt"})))
    page = press(client, "/desk/contacts/qt", **USUAL).text
    assert "已添加" in page
    (contact,) = world.store.notifying.contacts("qt")
    assert (contact.address, contact.secret) == (USUAL["address"], "SEC")
    assert "等待送出" in press(client, f"/desk/contacts/qt/{contact.number}/test").text
    assert [str(one.subject) for one in world.store.notifying.due()] == ["test"]
    assert "已删除" in press(client, f"/desk/contacts/qt/{contact.number}/drop").text
    assert world.store.notifying.due() == ()
    assert "access_token" not in page
    assert not [act for act in world.store.people.acts(None, 9) if "hidden" in f"{act.before}{act.after}"]


def test_a_contact_is_written_anew_and_its_secret_stays_unless_given(desk: Any, world: Any) -> None:
    client = desk.as_(desk.add("mine", Role.SITE, sites=frozenset({"qt"})))
    press(client, "/desk/contacts/qt", **USUAL)
    page = "/desk/contacts/qt/1"
    assert "SEC" not in client.get(page).text
    changed = {**USUAL, "name": "李四", "rhythm": "daily", "secret": ""}
    assert "已保存" in press(client, page, **changed).text
    (contact,) = world.store.notifying.contacts("qt")
    assert (contact.number, contact.name, contact.rhythm, contact.secret) == (1, "李四", "daily", "SEC")
    assert press(client, page, **{**changed, "address": "nowhere"}).status_code == 400
    press(client, page, **{**changed, "way": "mail", "address": "a@b.example"})
    (contact,) = world.store.notifying.contacts("qt")
    assert (contact.way, contact.address, contact.secret) == ("mail", "a@b.example", "")
    act = world.store.people.acts(None, 1)[0]
    assert (act.act, act.after["address"]) == ("contact-saved", "a@b.example")
    assert client.get("/desk/contacts/qt/9").status_code == 404


@pytest.mark.parametrize(
    ("way", "address"),
    [("mail", "a@b.example\nBcc: c@d.example"), ("mail", "https://a.example/"), ("wecom", "javascript:alert(1)"),
     ("webhook", "a@b.example")],
)  # fmt: skip
def test_what_leads_nowhere_is_no_contact(way: str, address: str, desk: Any, world: Any) -> None:
    client = desk.anybody(Role.PROVINCE)
    answer = press(client, "/desk/contacts/qt", **{**USUAL, "way": way, "address": address})
    assert answer.status_code == 400
    assert world.store.notifying.contacts("qt") == ()


def test_a_contact_of_another_site_is_out_of_reach(desk: Any, world: Any) -> None:
    press(desk.anybody(Role.PROVINCE), "/desk/contacts/qt", **USUAL)
    other = desk.as_(desk.add("other", Role.SITE, sites=frozenset({"hz"})))
    assert press(other, "/desk/contacts/hz/1/drop").status_code == 404
    assert other.get("/desk/contacts/qt").status_code == 403
    assert len(world.store.notifying.contacts("qt")) == 1
