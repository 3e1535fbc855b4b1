"""What is news: sources that began to fail, and that work again. And when it is told."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from federator.model.contact import Ailment, Incident, Rhythm
from federator.model.local_time import CHINA

MORNING = 8
"""The hour, in China, at which a day's messages go."""

TRIES = (1, 5, 30, 120, 360, 720)
"""Minutes between two tries to deliver; after the last one it is given up, and the desk says so."""


@dataclass(frozen=True, slots=True)
class News:
    """``begun`` ailments nobody was told of, ``mended`` incidents that are over, and those ``dropped`` in silence,
    because their source is not harvested any more."""

    begun: tuple[Ailment, ...]
    mended: tuple[Incident, ...]
    dropped: tuple[Incident, ...]


def news(
    ailing: Sequence[Ailment], open: Sequence[Incident], working: Collection[str], active: Collection[str]
) -> News:
    """What changed between the ``open`` incidents and now. A source that is neither ``working`` nor ailing (its last
    visit failed, the one before did not) is left as it is."""
    known = {one.source for one in open}
    return News(
        tuple(one for one in ailing if one.source not in known),
        tuple(one for one in open if one.source in working),
        tuple(one for one in open if one.source not in active),
    )


def due_at(rhythm: Rhythm, now: datetime) -> datetime:
    """When news of ``now`` goes to a contact of that rhythm."""
    if rhythm is Rhythm.AT_ONCE:
        return now
    here = now.astimezone(CHINA)
    morning = here.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if morning > here else morning + timedelta(days=1)


def next_try(tries: int, now: datetime) -> datetime | None:
    """When to try again after so many failed tries; None: no more."""
    return now + timedelta(minutes=TRIES[tries - 1]) if tries <= len(TRIES) else None
