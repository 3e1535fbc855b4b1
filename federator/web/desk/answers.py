"""Why is my notice not in the feed? What is known of an address, as one answer. Decides only."""

from collections.abc import Sequence
from dataclasses import dataclass

from federator.model.fate import Fate
from federator.model.site import Life
from federator.notation.address_parts import host_of
from federator.store.source_views import SourceView
from federator.store.tracing import AsideTrace, Trace


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer, with what it rests on: the notice as a source has it, the row set aside, or the columns of the
    site that could list it."""

    fate: Fate
    trace: Trace | None = None
    aside: AsideTrace | None = None
    columns: tuple[SourceView, ...] = ()


def answer(
    url: str, homes: Sequence[str], views: Sequence[SourceView], traces: Sequence[Trace], aside: Sequence[AsideTrace]
) -> Answer:
    """Of what is known of ``url``, that which got furthest. ``homes`` are the addresses of all member sites, ``views``
    all their sources."""
    if traces:
        best = min(traces, key=lambda one: list(Fate).index(one.fate))
        return Answer(best.fate, trace=best)
    if aside:
        return Answer(Fate.ASIDE, aside=aside[0])
    host = host_of(url)
    columns = tuple(view for view in views if host in (host_of(view.source.url), host_of(view.source.home)))
    if not columns:
        return Answer(Fate.NO_COLUMN if host in map(host_of, homes) else Fate.NOT_MEMBER)
    active = tuple(view for view in columns if view.life is Life.ACTIVE)
    if not active:
        return Answer(Fate.NOT_ACTIVE, columns=columns)
    if unvisited := tuple(view for view in active if view.last is None):
        return Answer(Fate.NOT_VISITED, columns=unvisited)
    if failing := tuple(view for view in active if view.state.failures):
        return Answer(Fate.FAILING, columns=failing)
    return Answer(Fate.NOT_LISTED, columns=active)
