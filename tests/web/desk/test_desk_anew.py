"""Many notices at once at the desk: shown first, recorded with a reason, and by the province alone."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from federator.model.people import Role
from tests.web.desk.conftest import press


@pytest.fixture
def province(desk: Any) -> FlaskClient:
    client: FlaskClient = desk.anybody(Role.PROVINCE)
    return client


def ended(client: FlaskClient, address: str) -> str:
    """The page of an errand once it is over."""
    page = client.get(address).text
    while "http-equiv" in page:
        page = client.get(address).text
    return page


def test_a_preview_says_what_cannot_be_judged_and_offers_nothing(province: FlaskClient, fill: Any, full: str) -> None:
    answer = fill(province, "/desk/anew", act="reread", site="qt")
    page = ended(province, answer.headers["Location"])
    assert "无法判断" in page
    assert "没有快照" in page
    assert "记录这些变化" not in page


def test_recording_asks_for_a_reason_and_is_done_with_it(province: FlaskClient, fill: Any, full: str) -> None:
    address = fill(province, "/desk/anew", act="reclassify").headers["Location"]
    ended(province, address)
    refused = press(province, f"{address}/apply", follow=False, why=" ")
    assert refused.headers["Location"] == address
    done = press(province, f"{address}/apply", follow=False, why="新版规范")
    assert "已记录 0 个新版本" in ended(province, done.headers["Location"])


def test_nobody_sees_anothers_work(province: FlaskClient, desk: Any, fill: Any) -> None:
    address = fill(province, "/desk/anew", act="reread").headers["Location"]
    ended(province, address)
    assert desk.anybody(Role.PROVINCE).get(address).status_code == 404
    assert fill(province, "/desk/anew", act="erase").status_code == 400
