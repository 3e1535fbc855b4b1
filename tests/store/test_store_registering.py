"""What people do to the registry: whole acts, each with its line in the audit log."""

from dataclasses import replace
from sqlite3 import IntegrityError
from typing import Any

import pytest

from federator.model.lives import PASSAGES, Move
from federator.model.people import Actor
from federator.model.site import Life, Rule, Site
from federator.store.registering import Refusal, RegistryError

BY = Actor("somebody", "10.0.0.1")


def test_an_act_and_its_line_are_one_transaction(world: Any) -> None:
    world.store.save_site(world.site())
    id_ = world.site().id
    before = world.store.registry.site(id_)

    def broken(site: Site) -> Site:
        raise RegistryError(Refusal.NOT_FROM_HERE)

    with pytest.raises(RegistryError):
        world.store.registry.change(id_, broken, BY)
    assert world.store.registry.site(id_) == before
    world.store.registry.change(id_, lambda site: replace(site, name="新名"), BY)
    (act,) = world.store.people.acts(None, 9)
    assert (act.act, act.by, act.after) == ("site-changed", BY, {"name": "新名"})


def test_a_change_that_changes_nothing_leaves_no_line(world: Any) -> None:
    world.store.save_site(world.site())
    world.store.registry.change(world.site().id, lambda site: site, BY)
    assert world.store.people.acts(None, 9) == ()


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("life", Life)
def test_a_life_goes_on_as_the_table_says_and_not_otherwise(move: Move, life: Life, world: Any) -> None:
    site = world.site(life)
    world.store.save_site(site)
    if life in PASSAGES[move].before:
        assert world.store.registry.move(site.id, move, "理由", BY).life is PASSAGES[move].after
        assert [one.text for one in world.store.registry.comments(site.id)] == ["理由"]
    else:
        with pytest.raises(RegistryError, match="not-from-here"):
            world.store.registry.move(site.id, move, "理由", BY)
        assert world.store.registry.site(site.id).life is life
        assert world.store.registry.comments(site.id) == ()


def test_what_was_said_stays_as_it_was_said(world: Any) -> None:
    world.store.save_site(world.site())
    world.store.registry.comment(world.site().id, "你好", BY)
    connection = world.store._database.current()
    for statement in ("UPDATE comments SET text = 'x'", "DELETE FROM comments"):
        with pytest.raises(IntegrityError, match="append-only"):
            connection.execute(statement)


def test_a_rule_that_a_person_gives_is_the_next_of_the_history(world: Any) -> None:
    site = world.site()
    world.store.save_site(site)
    key = site.sources[0].key

    def ruled(rows: str) -> None:
        def edit(one: Site) -> Site:
            return replace(one, sources=(replace(one.sources[0], rule=Rule(rows)), *one.sources[1:]))

        world.store.registry.change(site.id, edit, BY)

    ruled("ul.a li")
    ruled("ul.b li")
    found = [(rule.number, rule.rule.rows, str(rule.state), rule.person) for rule in world.store.rules(key)]
    assert found[:2] == [
        (found[0][0], "ul.b li", "in-force", "somebody"),
        (found[1][0], "ul.a li", "replaced", "somebody"),
    ]
