"""The page beside what was read of it: what a person would see in a browser, whatever a script was answered."""

import json

import pytest

from federator.web.desk.registration_pages import page_of
from tests.answers import answer_at

URL = "http://a.test/gg/"
ROW = '<li><a href="1.html" onclick="steal()">关于征地的公告</a><span>2026-07-28</span></li>'
UNIT = json.dumps({"success": True, "data": {"html": f"<ul>{ROW}</ul>", "size": 1}})
STORE = f"<datastore><nextgroup>2</nextgroup><recordset><record><![CDATA[{ROW}]]></record></recordset></datastore>"


def shown(text: str) -> tuple[str, str]:
    found = page_of(answer_at(URL, text))
    return str(found.markup), found.text


@pytest.mark.parametrize("text", [f"<html><ul>{ROW}</ul>", UNIT, STORE], ids=["page", "unit", "datastore"])
def test_the_list_is_seen_and_nothing_of_it_can_act(text: str) -> None:
    markup, bare = shown(text)
    assert "关于征地的公告" in markup
    assert "2026-07-28" in markup
    assert bare == ""
    assert all(mark not in markup for mark in ("<a", "onclick", "success", "CDATA"))


@pytest.mark.parametrize("text", ['{"rows": [{"title": "关于征地的公告"}]}', "没有权限", '{"html": ', "[" * 100_000])
def test_what_holds_no_page_is_shown_as_it_came(text: str) -> None:
    markup, bare = shown(text)
    assert (markup, bare) == ("", text[:60_000])
