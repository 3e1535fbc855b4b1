"""Every route with every role and none. A route that this table does not name fails here."""

import re
from typing import Any

import pytest
from flask import Flask

from federator.model.client import ApiClient, Scope
from federator.model.people import RIGHTS, Actor, Person, Right, Role
from federator.web.api.keys import new_key
from federator.web.desk.rights import check

EVERYBODY, NOBODY_YET, ANY_KEY = "everybody", "nobody yet", "any key"
"""A scope instead: API clients whose key has it, and nobody who is signed in."""
ANY = set(Role)
PROVINCE = {Role.PROVINCE}
WATCHERS = {Role.PROVINCE, Role.AUDITOR}
SEERS = {Role.PROVINCE, Role.REVIEWER, Role.AUDITOR}
"""A site administrator sees his own sites only, and the one of this table has none, or another."""
DECIDERS = {Role.PROVINCE, Role.REVIEWER}
REGISTRARS = {Role.PROVINCE, Role.SITE}

MAY: dict[str, Any] = {
    "static": EVERYBODY,
    "openapi.spec": EVERYBODY,
    "watching.healthy": EVERYBODY,
    "watching.ready": EVERYBODY,
    "watching.metrics": EVERYBODY,
    "feeds.notices": EVERYBODY,
    "feed_list.index": EVERYBODY,
    "oai.answer": EVERYBODY,
    "feed_list.as_opml": EVERYBODY,
    "pages.index": EVERYBODY,
    "pages.notice": EVERYBODY,
    "pages.records": EVERYBODY,
    "copies.copy": EVERYBODY,
    "sources.index": EVERYBODY,
    "sources.source": EVERYBODY,
    "sources.evidence": EVERYBODY,
    "api.changes": EVERYBODY,
    "api.digests": EVERYBODY,
    "api.search": EVERYBODY,
    "api.export": EVERYBODY,
    "api.records": EVERYBODY,
    "api.record_table": EVERYBODY,
    "api.entrance": EVERYBODY,
    "api.sites": EVERYBODY,
    "api.sources": EVERYBODY,
    "api.organisations": EVERYBODY,
    "api.divisions": EVERYBODY,
    "api.categories": EVERYBODY,
    "api.profile": EVERYBODY,
    "api.statistics": EVERYBODY,
    "api.dictionary_": EVERYBODY,
    "api.client": ANY_KEY,
    "api.waiting": Scope.READ_RESTRICTED,
    "api.inside": Scope.READ_RESTRICTED,
    "api.report": Scope.READ_RESTRICTED,
    "api.report_table": Scope.READ_RESTRICTED,
    "api.notices": EVERYBODY,
    "api.notice": EVERYBODY,
    "api.versions": EVERYBODY,
    "api.version": EVERYBODY,
    "accounts.sign_in": NOBODY_YET,
    "accounts.join": EVERYBODY,
    "accounts.sign_out": ANY,
    "accounts.mine": ANY,
    "accounts.successor": ANY,
    "accounts.people": WATCHERS,
    "accounts.person": PROVINCE,
    "accounts.invite": PROVINCE,
    "accounts.reset": PROVINCE,
    "clients.index": WATCHERS,
    "clients.add": PROVINCE,
    "clients.client": PROVINCE,
    "clients.rotate": PROVINCE,
    "clients.revoke": PROVINCE,
    "adoption.index": ANY,
    "adoption.export": ANY,
    "api.receipts": Scope.RECEIPTS,
    "receivers.index": WATCHERS,
    "receivers.add": PROVINCE,
    "receivers.receiver": WATCHERS,
    "receivers.pause": PROVINCE,
    "receivers.resume": PROVINCE,
    "receivers.test": PROVINCE,
    "receivers.secret": PROVINCE,
    "receivers.drop": PROVINCE,
    "organisations.index": ANY,
    "organisations.add": PROVINCE,
    "organisations.organisation": PROVINCE,
    "organisations.drop": PROVINCE,
    "desk.home": ANY,
    "desk.audit": WATCHERS,
    "health.site": SEERS,
    "health.source": SEERS,
    "pacing.decide": PROVINCE,
    "deciding.notice": SEERS,
    "deciding.release": DECIDERS,
    "deciding.reject": DECIDERS,
    "deciding.take_down": DECIDERS,
    "deciding.correct": DECIDERS,
    "deciding.part": DECIDERS,
    "deciding.purge": PROVINCE,
    "deciding.allow_again": PROVINCE,
    "attending.leaving": DECIDERS,
    "attending.rewrites": DECIDERS,
    "attending.rule": PROVINCE,
    "health.province": ANY,
    "attending.dispute": PROVINCE,
    "attending.judge": PROVINCE,
    "contacts.index": SEERS,
    "contacts.add": PROVINCE,
    "contacts.contact": PROVINCE,
    "contacts.drop": PROVINCE,
    "contacts.test": PROVINCE,
    "pairs.index": ANY,
    "pairs.decide": DECIDERS | {Role.SITE},
    "why.ask": ANY,
    "reports.index": ANY,
    "reports.table": ANY,
    "anew.begin": PROVINCE,
    "anew.preview": PROVINCE,
    "anew.shown": PROVINCE,
    "anew.stop": PROVINCE,
    "anew.carry": PROVINCE,
    "why.read": REGISTRARS,
    "why.reading": REGISTRARS,
    "why.visit": REGISTRARS,
    "registration.begin": REGISTRARS,
    "registration.errand": ANY,
    "registration.stop": ANY,
    "registration.again": ANY,
    "registration.take_columns": REGISTRARS,
    "registration.take_column": REGISTRARS,
    "registration.take_rule": REGISTRARS,
    "member_sites.index": ANY,
    "member_sites.site": ANY,
    "member_sites.move": REGISTRARS,
    "member_sites.comment": REGISTRARS,
    "member_sites.rehearsal": REGISTRARS,
    "member_sites.visit": REGISTRARS,
    "member_sites.add": REGISTRARS,
    "site_columns.look_again": REGISTRARS,
    "site_columns.column": ANY,
    "site_columns.remove": REGISTRARS,
    "site_columns.take_rule": REGISTRARS,
    "bulk.import_list": REGISTRARS,
    "bulk.export_list": ANY,
}
VALUES = {"client": "none", "code": "none", "notice_id": "none", "seq": 1, "format_": "atom", "key": "qt/gg",
          "filename": "mark.svg", "site": "qt", "source": "gg", "number": 1, "ending": "csv",
          "sha256": "0" * 64}  # fmt: skip


def test_the_table_names_every_route(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == MAY.keys()


@pytest.mark.parametrize("endpoint", MAY)
def test_nobody_does_what_he_may_not(endpoint: str, app: Flask, desk: Any, held: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    other = desk.add("some.body", Role.SITE)
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint]
    for rule in rules:
        with app.test_request_context():
            id = held if endpoint.startswith("deciding") else other.id
            address = rule.build({**VALUES, "id": id})[1]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            for role in (None, *Role):
                client = desk.anybody(role, sites=_charge(role)) if role else desk.nobody()
                answer = client.open(address, method=method)
                answer.close()
                assert _was_let_in(answer) == _may(endpoint, role), f"{method} {address} as {role}: {answer.status}"


@pytest.mark.parametrize("endpoint", MAY)
def test_no_key_opens_more_than_its_scope(endpoint: str, app: Flask, world: Any, held: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    shown = {scope: _key(world, scope) for scope in Scope}
    for rule in (rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint):
        with app.test_request_context():
            address = rule.build({**VALUES, "id": held})[1]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            for scope, key in shown.items():
                answer = app.test_client().open(address, method=method, headers={"Authorization": f"Bearer {key}"})
                answer.close()
                allowed = MAY[endpoint] in (EVERYBODY, NOBODY_YET, ANY_KEY, scope)
                assert _was_let_in(answer) == allowed, f"{method} {address} with {scope}: {answer.status}"


def test_a_view_of_the_desk_without_a_word_on_rights_is_refused_at_start_up() -> None:
    forgetful = Flask("forgetful")
    forgetful.add_url_rule("/desk/forgotten", "deciding.forgotten", lambda: "")
    with pytest.raises(RuntimeError, match=r"deciding\.forgotten"):
        check(forgetful)


def test_what_is_not_there_is_404_at_every_route(app: Flask, desk: Any) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = desk.anybody(Role.PROVINCE)
    for rule in app.url_map.iter_rules():
        if not rule.arguments & {"site", "source", "key", "id", "number"} or isinstance(MAY[rule.endpoint], Scope):
            continue
        with app.test_request_context():
            address = rule.build({**VALUES, "site": "none", "source": "none", "key": "none/none", "id": "none"})[1]
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            assert client.open(address, method=method).status_code == 404, f"{method} {address}"


def test_head_is_answered_as_get_and_never_taken_for_what_a_form_posts(app: Flask, desk: Any, held: str) -> None:
    client = desk.anybody(Role.PROVINCE)
    for rule in app.url_map.iter_rules():
        if not rule.rule.startswith("/desk") or "GET" not in rule.methods:
            continue
        with app.test_request_context():
            address = rule.build({**VALUES, "id": held})[1]
        shown, headed = (client.open(address, method=method) for method in ("GET", "HEAD"))
        assert headed.status_code == shown.status_code, address


def _key(world: Any, scope: Scope) -> str:
    key = new_key()
    client = ApiClient("", str(scope), "", frozenset({scope}), world.now, key.prefix)
    world.store.clients.add(client, key.hash, Actor("terminal"))
    return key.text


def _charge(role: Role) -> frozenset[str]:
    """A site administrator has some site: whether it is this one, the views ask."""
    return frozenset({"hz"}) if role is Role.SITE else frozenset()


def _may(endpoint: str, role: Role | None) -> bool:
    allowed = MAY[endpoint]
    if allowed in (EVERYBODY, NOBODY_YET):
        return True
    return role in allowed if isinstance(allowed, set) else False


def _was_let_in(answer: Any) -> bool:
    to_the_door = answer.status_code == 302 and "/sign-in?" in answer.headers["Location"]
    return not to_the_door and answer.status_code not in (401, 403)


def test_a_site_administrator_has_rights_where_he_answers_only() -> None:
    person = Person("1", "a", "甲", Role.SITE, None, sites=frozenset({"qt"}), organisations=frozenset({"o"}))  # type: ignore[arg-type]
    assert person.may(Right.EDIT_SITE, "qt")
    assert person.may(Right.EDIT_SITE, "elsewhere", "o")
    assert not person.may(Right.EDIT_SITE, "elsewhere", "p")
    assert not person.may(Right.EDIT_SITE)
    assert person.may(Right.REGISTER_SITE)
    assert not person.may(Right.APPROVE_SITE, "qt")


def test_an_auditor_changes_nothing_and_who_may_not_sign_in_may_nothing() -> None:
    assert all(right.startswith("see-") for right in RIGHTS[Role.AUDITOR])
    gone = Person("1", "a", "甲", Role.PROVINCE, None, active=False)  # type: ignore[arg-type]
    assert not any(gone.may(right) for right in Right)


@pytest.mark.parametrize("sites", [frozenset(), frozenset({"qt"})], ids=["none yet", "one"])
@pytest.mark.parametrize("role", list(Role))
def test_the_menu_leads_nowhere_that_is_refused(desk: Any, role: Role, sites: frozenset[str]) -> None:
    client = desk.anybody(role, sites=sites)
    page = client.get("/desk/").get_data(as_text=True)
    rail = page.partition('<nav class="rail"')[2].partition("</nav>")[0]
    links = re.findall(r'<a href="([^"]+)"', rail)
    assert len(links) > 3
    assert {client.get(link).status_code for link in links} == {200}


def test_who_has_no_site_yet_is_told_how_to_come_by_one(desk: Any) -> None:
    page = desk.anybody(Role.SITE).get("/desk/?lang=en").get_data(as_text=True)
    assert "You are not responsible for any site yet." in page
    assert 'class="button" href="/desk/register"' in page
    assert "assigns registered sites to you, under People" in page
    assert "assigns registered sites" not in desk.anybody(Role.SITE, sites=frozenset({"qt"})).get("/desk/?lang=en").text
