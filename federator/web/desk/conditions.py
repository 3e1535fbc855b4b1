"""How a source fares, in one word, and how urgently it needs a person. Computed from what is stored; decides only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from federator.model.dispute import Dispute
from federator.model.health import Finding, Health
from federator.model.local_time import CHINA
from federator.model.profile import Profile
from federator.model.site import Life
from federator.store.desk_views import Attention
from federator.store.source_views import SourceView


class Condition(StrEnum):
    """From the most urgent to the least."""

    FAILING = "failing"
    WAITING = "waiting"
    """Something waits for a person."""
    STALE = "stale"
    """It works, and has published nothing for longer than the spec allows."""
    DISPUTED = "disputed"
    """It fails, and the unit says that the machine misreads: nobody's fault until the province decides."""
    UNSTEADY = "unsteady"
    """The last visit failed, the one before did not."""
    NEW = "new"
    GOOD = "good"
    OFF = "off"


NEED_A_PERSON = (Condition.FAILING, Condition.WAITING, Condition.STALE, Condition.DISPUTED)
URGENCY = {condition: number for number, condition in enumerate(Condition)}


@dataclass(frozen=True, slots=True)
class Standing:
    """A source as the desk shows it. ``fresh_days`` is what the spec allows between two publications, None where it
    says nothing; ``silent`` the days since the last one, None where none is known."""

    view: SourceView
    condition: Condition
    attention: Attention
    health: Health | None
    fresh_days: int | None
    silent: int | None

    @property
    def dispute(self) -> Dispute | None:
        """What the unit says is none of its fault."""
        return self.view.dispute

    @property
    def key(self) -> str:
        """``site/source``."""
        return self.view.source.key

    @property
    def urgency(self) -> tuple[int, float, str]:
        """Orders sources: by condition, then the longest so first."""
        since = self.view.state.turned
        return URGENCY[self.condition], since.timestamp() if since else 0.0, self.key


def standing(
    view: SourceView,
    attention: Attention,
    health: Health | None,
    profile: Profile,
    now: datetime,
) -> Standing:
    """What becomes of a source's figures."""
    category = profile.categories.get(view.source.category or "")
    fresh = category.freshness_days if category else None
    silent = (now.astimezone(CHINA).date() - attention.newest).days if attention.newest else None
    stale = fresh is not None and silent is not None and silent > fresh
    condition = _condition(view, attention, health, stale)
    if view.dispute and condition in (Condition.FAILING, Condition.UNSTEADY):
        condition = Condition.DISPUTED
    return Standing(view, condition, attention, health, fresh, silent)


def _condition(view: SourceView, attention: Attention, health: Health | None, stale: bool) -> Condition:
    if view.life is not Life.ACTIVE or view.paused:
        return Condition.OFF
    redesigned = health is not None and health.finding is Finding.LAYOUT
    if redesigned and attention.rules:  # reading goes on as soon as a person has chosen
        return Condition.WAITING
    if (health and health.finding and health.finding.is_fault) or view.fails:
        return Condition.FAILING
    if attention.waiting:
        return Condition.WAITING
    if stale:
        return Condition.STALE
    if view.state.failures:
        return Condition.UNSTEADY
    return Condition.GOOD if view.last else Condition.NEW


def worst(several: Iterable[Standing]) -> Condition:
    """The most urgent condition among sources; OFF where there are none."""
    return min((one.condition for one in several), key=URGENCY.__getitem__, default=Condition.OFF)


def monday_before(now: datetime, weeks: int) -> date:
    """The Monday with which a stretch of so many weeks, this one the last, begins in China."""
    today = now.astimezone(CHINA).date()
    return today - timedelta(days=today.weekday(), weeks=weeks - 1)
