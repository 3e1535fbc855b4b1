"""The registry in the database: what was saved comes back, in its order."""

from dataclasses import replace
from datetime import timedelta

from federator.model.site import JsonRule, Life, Rule
from federator.store import Store


def test_a_site_comes_back_as_it_was_saved(world):
    site = world.site()
    rule = Rule(rows="ul li", title="a", date="span")
    special = replace(
        site.sources[1], every=timedelta(minutes=30), connector="html-list", category="C05", rule=rule, pages=False
    )
    interface = JsonRule(items="data.list", title="t", first=0, fields=(("索引号", "f_2"), ("文号", "f_3")))
    site = replace(site, sources=(special, replace(site.sources[0], rule=interface)))
    world.store.save_site(site)
    assert world.store.sites() == (site,)


def test_saving_again_replaces_sources_and_keeps_what_was_harvested(world):
    world.store.save_site(world.site())
    world.record(world.draft())
    site = world.site()
    world.store.save_site(replace(site, sources=site.sources[1:]))
    assert [source.key for source in world.store.sources()] == ["tonglu/td"]
    assert world.only().notice.source == "tonglu/gg"


def test_sources_are_selected_by_the_life_of_their_site(world):
    world.store.save_site(world.site(Life.DRAFT))
    assert world.store.sources() == ()
    assert len(world.store.sources(Life.DRAFT)) == 2
    assert len(world.store.sources(None)) == 2


def test_reopening_finds_everything(world):
    world.store.save_site(world.site())
    world.record(world.draft())
    world.store.close()
    again = Store(world.path, world.clock)
    assert again.sites() == (world.site(),)
    assert again.stamp()[0] == 1
    again.close()
