"""Numbers in addresses that no database holds name nothing: not found, and no failure of ours."""

from typing import Any

import pytest

from federator.model.people import Role
from tests.web.desk.conftest import Desk


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000], ids=len)
def test_a_number_too_large_names_nothing(app: Any, world: Any, number: str) -> None:
    id_ = world.publish()
    boss = Desk(app, world).anybody(Role.PROVINCE)
    for place in (f"/api/v1/notices/{id_}/versions/{number}", f"/desk/clients/x/receivers/{number}"):
        assert boss.get(place).status_code == 404
