"""The validation report at the desk and for programs: what one may see, as page, objects and table."""

from typing import Any

from flask.testing import FlaskClient

from federator.model.client import ApiClient, Scope
from federator.model.people import Actor, Role
from federator.web.api.keys import new_key


def test_the_report_names_faults_of_the_sites_that_one_may_see(desk: Any, held: str) -> None:
    auditor = desk.anybody(Role.AUDITOR)
    page = auditor.get("/desk/report").text
    assert "/desk/report?site=qt" in page
    assert "缺少" in page
    assert "qt/gg" in auditor.get("/desk/report?site=qt").text
    assert held in auditor.get("/desk/report?source=qt/gg").text
    assert "qt" not in desk.anybody(Role.SITE, sites=frozenset({"hz"})).get("/desk/report.csv").text


def test_the_table_has_a_line_a_fault(desk: Any, held: str) -> None:
    answer = desk.anybody(Role.AUDITOR).get("/desk/report.csv?source=qt/gg")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="report.csv"'
    head, *lines = answer.text.splitlines()
    assert head.startswith("\ufeffby,name,notices,complete,faultless,held,clause,")
    assert any(line.startswith(f"notice,{held},1,0,0,1,title-missing,title,severe,yes,1,") for line in lines)


def test_programs_get_the_same_as_far_as_their_key_reaches(client: FlaskClient, world: Any, held: str) -> None:
    def asked(address: str, **more: Any) -> Any:
        key = new_key()
        one = ApiClient("", "门户", "张三", frozenset({Scope.READ_RESTRICTED}), world.now, key.prefix, **more)
        world.store.clients.add(one, key.hash, Actor("terminal"))
        return client.get(address, headers={"Authorization": f"Bearer {key.text}"})

    found = asked("/api/v1/report?site=qt").get_json()
    assert [(one["by"], one["name"]) for one in found["sections"]] == [("source", "qt/gg")]
    assert found["total"]["held"] == 1
    assert asked("/api/v1/report", sites=frozenset({"hz"})).get_json()["total"]["notices"] == 0
    assert "title-missing" in asked("/api/v1/report.csv?by=notice").text
    assert asked("/api/v1/report?by=weather").status_code == 400
    assert asked("/api/v1/report?site=nowhere").status_code == 400
