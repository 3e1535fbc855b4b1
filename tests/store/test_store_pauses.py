"""Sources paused, resumed and wanted at once, each act with its line in the audit log."""

from datetime import timedelta
from typing import Any

from federator.model.people import Actor
from federator.model.rhythm import Due, Reason
from federator.model.visit import Outcome

BY = Actor("terminal")


def test_a_pause_stands_until_it_is_ended_and_is_told_once(world: Any) -> None:
    pauses = world.store.pauses
    assert pauses.pause("tonglu/gg", "网站改版中", BY)
    assert not pauses.pause("tonglu/gg", "又一次", BY)
    (paused,) = pauses.standing().items()
    assert (paused[0], paused[1].why, paused[1].person) == ("tonglu/gg", "网站改版中", "terminal")
    assert pauses.resume("tonglu/gg", BY)
    assert not pauses.resume("tonglu/gg", BY)
    assert pauses.standing() == {}
    acts = world.store.people.acts(None, 9, "source/tonglu/gg")
    assert [one.act for one in acts] == ["source-resumed", "source-paused"]


def test_what_is_wanted_at_once_is_due_and_says_why(world: Any) -> None:
    visit = world.visit("tonglu/gg", Outcome.UNCHANGED)
    world.store.record_quiet([visit], {"tonglu/gg": Due(world.clock.now + timedelta(hours=1), Reason.PACE, 0.5)}, {})
    world.store.registry.visit_now("tonglu", ["tonglu/gg"], BY)
    state = world.store.states()["tonglu/gg"]
    assert (state.reason, state.pace) == (Reason.ASKED, 0.5)
    assert state.next_due <= world.clock.now
