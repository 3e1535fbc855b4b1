"""Receivers at the desk: added, their secret seen once, tested, paused, resumed, given another secret, dropped."""

import re
from typing import Any

import pytest

from federator.model.client import ApiClient
from federator.model.people import Actor, Role
from tests.web.desk.conftest import press

SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]{44}")
ADDRESS = "https://portal.example/hook?token=t0p"


@pytest.fixture
def home(world: Any) -> str:
    made = world.store.clients.add(ApiClient("", "门户", "", frozenset(), world.now, "abc"), "hash", Actor("me"))
    return f"/desk/clients/{made.id}/receivers"


def only(world: Any, home: str) -> Any:
    (found,) = world.store.pushing.receivers(home.split("/")[3])
    return found


def test_a_receiver_is_added_and_its_secret_shown_once(desk: Any, fill: Any, world: Any, home: str) -> None:
    world.publish()
    boss = desk.anybody(Role.PROVINCE)
    page = fill(boss, home, name="门户", url=f" {ADDRESS} ").get_data(as_text=True)
    secret = SECRET.search(page)
    assert secret is not None
    made = only(world, home)
    assert (made.address, made.cursor) == (ADDRESS, 1)
    for address in (home, f"{home}/{made.number}"):
        shown = boss.get(address).get_data(as_text=True)
        assert "https://portal.example/hook" in shown
        assert "t0p" not in shown
        assert secret[0] not in shown
    act = world.store.people.acts(None, 1)[0]
    assert act.act == "receiver-added"
    assert secret[0] not in str(act)
    assert "t0p" not in str(act)
    fill(boss, home, name="全部", url=ADDRESS, everything="y")
    assert [one.cursor for one in world.store.pushing.receivers(made.client)] == [1, 0]


def test_what_is_no_address_is_refused(desk: Any, fill: Any, world: Any, home: str) -> None:
    boss = desk.anybody(Role.PROVINCE)
    for url in ("javascript:alert(1)", "https://me:secret@p.example/hook"):
        answer = fill(boss, home, name="门户", url=url)
        assert (answer.status_code, "这不是网址" in answer.get_data(as_text=True)) == (400, True)
    assert world.store.pushing.receivers(home.split("/")[3]) == ()


def test_deeds_and_what_the_audit_log_keeps_of_them(desk: Any, fill: Any, world: Any, home: str) -> None:
    boss = desk.anybody(Role.PROVINCE)
    first = re.search(r"whsec_[A-Za-z0-9+/=]{44}", fill(boss, home, name="门户", url=ADDRESS).get_data(as_text=True))
    page = f"{home}/{only(world, home).number}"
    press(boss, f"{page}/pause")
    assert only(world, home).paused
    press(boss, f"{page}/test")
    assert only(world, home).testing
    press(boss, f"{page}/resume")
    assert not only(world, home).paused
    second = SECRET.search(press(boss, f"{page}/secret").get_data(as_text=True))
    assert first is not None
    assert second is not None
    assert first[0] != second[0]
    assert press(boss, f"{home.replace(home.split('/')[3], 'other')}/1/pause").status_code == 404
    press(boss, f"{page}/drop")
    assert world.store.pushing.receivers(home.split("/")[3]) == ()
    acts = [one.act for one in world.store.people.acts(None, 5)]
    assert acts == ["receiver-dropped", "receiver-secret", "receiver-resumed", "receiver-tested", "receiver-paused"]
