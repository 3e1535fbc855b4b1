"""Accounts from the command line, and the first administrator's link."""

import json
import re
from typing import Any
from urllib.request import urlopen

from tests.waiting import free_port

PASSWORD = "a sentence is safer than a word"


def test_an_account_is_made_with_a_password_asked_for_twice(desk: Any, tell: Any) -> None:
    tell("sites", "import", desk.write("config/sites/a", desk.site()))
    made = tell("users", "add", "zhang.san", "--name", "张三", "--role", "site", "--site", "a", "--password", PASSWORD)
    assert made.exit_code == 0, made.output
    (listed,) = [json.loads(line) for line in tell("users", "list", "--json").stdout.splitlines()]
    assert listed == {"login": "zhang.san", "name": "张三", "role": "site", "active": True, "charge": ["a"]}
    assert PASSWORD not in made.output
    assert tell("users", "list", FEDERATOR_LANG="zh").stdout == "zhang.san  张三  [站点管理员]  a\n"
    assert "[采集中]" in tell("sites", "list", FEDERATOR_LANG="zh").stdout


def test_what_cannot_be_an_account_is_refused_by_name(tell: Any) -> None:
    tell("users", "add", "zhang.san", "--name", "张三", "--role", "province", "--password", PASSWORD)
    for login, password, more, named in (
        ("Zhang", PASSWORD, (), "lower-case letters"),
        ("li.si", "short", (), "at least 12 characters"),
        ("li.si", PASSWORD, ("--site", "nowhere"), "nowhere"),
        ("li.si", PASSWORD, ("--organisation", "nobody"), "nobody"),
    ):
        refused = tell("users", "add", login, "--name", "某", "--role", "site", "--password", password, *more)
        assert (refused.exit_code, named in refused.output) == (2, True), refused.output
    taken = tell("users", "add", "zhang.san", "--name", "某", "--role", "province", "--password", PASSWORD)
    assert (taken.exit_code, "taken" in taken.output) == (2, True)


def test_serve_prints_the_first_link_while_there_is_nobody(desk: Any) -> None:
    server = desk.start("serve", "--no-harvest", FEDERATOR_PORT=str(free_port()), PYTHONUNBUFFERED="1")
    said = "".join(server.stdout.readline() for _ in range(3))
    link = re.search(r"http://127\.0\.0\.1:\d+/desk/join/\S+", said)
    assert link, said
    with urlopen(link[0]) as page:
        assert "建立账号" in page.read().decode()
