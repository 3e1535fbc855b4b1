"""Accounts, one-time codes, sessions: what is kept, what ends what, and what the audit log tells."""

import sqlite3
from dataclasses import replace
from datetime import timedelta

import pytest

from federator.model.people import Actor, Invitation, Person, Purpose, Role
from federator.store.people import PeopleError

TERMINAL = Actor("terminal")
BROWSER = Actor("", "127.0.0.1")
WEEK = timedelta(days=7)


@pytest.fixture
def people(world):
    return world.store.people


@pytest.fixture
def sessions(world):
    return world.store.sessions


@pytest.fixture
def add(world, people):
    def make(login, role=Role.PROVINCE, **more):
        return people.add(Person("", login, f"{login} 某", role, world.clock.now, **more), f"hash of {login}", TERMINAL)

    return make


def test_an_account_comes_back_as_it_was_written(people, add):
    made = add("li.si", Role.SITE, sites=frozenset({"tonglu"}), organisations=frozenset({"330122-zrzy"}))
    assert people.one(made.id) == made
    assert people.all() == (made,)
    assert people.password_of("li.si") == (made, "hash of li.si")
    assert people.password_of("nobody") is None


def test_a_login_is_taken_once(people, add):
    add("li.si")
    with pytest.raises(PeopleError, match="login"):
        add("li.si")
    assert len(people.all()) == 1


def test_the_last_administrator_stays(people, add):
    only = add("first")
    add("auditor", Role.AUDITOR)
    for changed in ({"active": False}, {"role": Role.REVIEWER}):
        with pytest.raises(PeopleError, match="administrator"):
            people.change(replace(only, **changed), TERMINAL)
    assert people.one(only.id) == only
    add("second")
    people.change(replace(only, active=False), TERMINAL)
    assert people.password_of("first") is None


def test_a_code_makes_one_account_once(world, people):
    people.invite("h", Invitation(Purpose.INVITATION, Role.SITE, frozenset({"tonglu"})), WEEK, TERMINAL)
    made = people.accept("h", "wang.wu", "王五", "hash", BROWSER)
    assert (made.role, made.sites) == (Role.SITE, {"tonglu"})
    assert people.accept("h", "zhao.liu", "赵六", "hash", BROWSER) is None
    assert people.invitation("h") is None


def test_a_code_ends_with_its_time(world, people):
    people.invite("h", Invitation(Purpose.INVITATION, Role.SITE), WEEK, TERMINAL)
    world.clock.ahead(days=7)
    assert people.invitation("h") is None
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER) is None


def test_a_taken_login_does_not_use_up_the_code(people, add):
    add("li.si")
    people.invite("h", Invitation(Purpose.INVITATION, Role.SITE), WEEK, TERMINAL)
    with pytest.raises(PeopleError):
        people.accept("h", "li.si", "王五", "hash", BROWSER)
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER)


def test_the_first_code_is_good_only_while_there_is_nobody(people, add):
    people.invite("old", Invitation(Purpose.FIRST, Role.PROVINCE), WEEK, TERMINAL)
    people.invite("new", Invitation(Purpose.FIRST, Role.PROVINCE), WEEK, TERMINAL)
    assert people.invitation("old") is None
    add("somebody")
    assert people.accept("new", "intruder", "某", "hash", BROWSER) is None


def test_a_new_password_ends_every_session(people, sessions, add):
    one = add("li.si")
    sessions.begin(one.id, "t", BROWSER)
    people.invite("h", Invitation(Purpose.RESET, one.role, person=one.id), WEEK, TERMINAL)
    assert people.accept("h", "", "", "another hash", BROWSER) == one
    assert people.password_of("li.si")[1] == "another hash"
    assert sessions.person("t") is None


def test_a_code_hands_over_what_its_maker_has_when_it_is_used(people, add):
    """Whoever is about to lose rights makes no code that keeps them."""
    add("stays")
    one = add("li.si")
    people.invite("h", Invitation(Purpose.SUCCESSION, one.role, person=one.id), WEEK, Actor(one.id))
    people.change(replace(one, role=Role.SITE, sites=frozenset({"tonglu"})), TERMINAL)
    assert (people.invitation("h").role, people.invitation("h").sites) == (Role.SITE, frozenset({"tonglu"}))
    people.change(replace(one, active=False), TERMINAL)
    assert people.invitation("h") is None
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER) is None
    people.change(replace(one, role=Role.REVIEWER), TERMINAL)
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER).role is Role.REVIEWER


@pytest.mark.parametrize("purpose", [Purpose.INVITATION, Purpose.RESET])
@pytest.mark.parametrize("ends", [{"active": False}, {"role": Role.REVIEWER}])
def test_a_code_ends_with_what_its_maker_may(people, add, purpose, ends):
    """Nobody comes back by a code that he made before his account ended."""
    other, maker = add("stays"), add("li.si")
    people.invite("h", Invitation(purpose, Role.PROVINCE, person=other.id), WEEK, Actor(maker.id))
    people.change(replace(maker, **ends), TERMINAL)
    assert people.invitation("h") is None
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER) is None
    people.change(maker, TERMINAL)
    assert people.accept("h", "wang.wu", "王五", "hash", BROWSER)


def test_a_successor_has_what_the_predecessor_had_and_that_account_ends(people, sessions, add):
    add("province")
    one = add("li.si", Role.SITE, sites=frozenset({"tonglu"}))
    sessions.begin(one.id, "t", BROWSER)
    people.invite("h", Invitation(Purpose.SUCCESSION, one.role, one.sites, person=one.id), WEEK, Actor(one.id))
    heir = people.accept("h", "wang.wu", "王五", "hash", BROWSER)
    assert (heir.role, heir.sites) == (one.role, one.sites)
    assert not people.one(one.id).active
    assert sessions.person("t") is None


def test_a_session_ends_when_idle_when_old_and_when_its_person_may_not_sign_in(world, people, sessions, add):
    one, _other = add("li.si"), add("other")
    sessions.begin(one.id, "t", BROWSER)
    for _ in range(13):
        assert sessions.person("t") == one
        world.clock.ahead(minutes=55)
    assert sessions.person("t") == one
    world.clock.ahead(minutes=20)
    assert sessions.person("t") is None, "twelve hours are the longest"
    sessions.begin(one.id, "u", BROWSER)
    world.clock.ahead(minutes=61)
    assert sessions.person("u") is None, "nothing was asked for an hour"
    sessions.begin(one.id, "v", BROWSER)
    people.change(replace(one, active=False), TERMINAL)
    assert sessions.person("v") is None


def test_failures_count_by_key_and_time(world, sessions):
    sessions.failed(("login a", "address b"))
    world.clock.ahead(minutes=10)
    sessions.failed(("login a", "address c"))
    assert [sessions.failures(key, timedelta(minutes=15)) for key in ("login a", "address b", "login z")] == [2, 1, 0]
    world.clock.ahead(minutes=6)
    assert sessions.failures("login a", timedelta(minutes=15)) == 1
    sessions.forgive("login a")
    assert sessions.failures("login a", timedelta(minutes=15)) == 0


def test_failures_of_a_clock_that_ran_ahead_lock_nobody_out(world, sessions):
    world.clock.ahead(minutes=600)
    sessions.failed(("login a",))
    world.clock.ahead(minutes=-600)
    assert sessions.failures("login a", timedelta(minutes=15)) == 0


def test_the_audit_log_tells_before_and_after_and_no_secret(world, people, add):
    one = add("li.si")
    add("other")
    people.change(replace(one, role=Role.AUDITOR), Actor("x", "10.0.0.1"))
    people.invite("h", Invitation(Purpose.RESET, one.role, person=one.id), WEEK, TERMINAL)
    people.accept("h", "", "", "another hash", BROWSER)
    told = people.acts(None, 10, f"person/{one.id}")
    assert [act.act for act in told] == ["password-set", "reset-code", "person-changed", "person-added"]
    changed = told[2]
    assert (changed.by, changed.before, changed.after) == (
        Actor("x", "10.0.0.1"), {"role": "province"}, {"role": "auditor"},
    )  # fmt: skip
    assert "hash" not in str(people.acts(None, 10))


def test_the_audit_log_is_append_only(world, people, add):
    add("li.si")
    for statement in ("UPDATE audit SET person = ''", "DELETE FROM audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            world.rows(statement)
