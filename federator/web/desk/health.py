"""The health of sites and sources: what works, since when, what is wrong, what to do, and what waits for a person."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Blueprint, abort, render_template, url_for

from federator.connectors.catalogue import read_by_rule
from federator.model.answer import Answer
from federator.model.errors import VisitError
from federator.model.health import RuleState, WorkedOutRule
from federator.model.local_time import CHINA
from federator.model.metas import REQUIRED_METAS
from federator.model.people import Right
from federator.model.row import Row
from federator.model.site import Rule
from federator.rhythm import because
from federator.store.desk_views import Attention, Week
from federator.store.source_views import SourceView
from federator.web.address import address
from federator.web.desk.charts import chart
from federator.web.desk.conditions import NEED_A_PERSON, Condition, Standing, monday_before, standing, worst
from federator.web.desk.rights import need, sees, source_for
from federator.web.desk.tiles import tiles, within
from federator.web.parts import parts
from federator.web.query import given, one_of

WEEKS = 26
_MONTHS_OF_METAS = timedelta(days=61)
DAYS_OF_PROBES = timedelta(days=6)  # and today: the week that the inspection looks at
_NOTHING = Attention()
SHOWN = 8
"""Rows of each preview."""

health = Blueprint("health", __name__, url_prefix="/desk/health")


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows that a rule reads of the page that the last visit failed by, how many there are, or why none."""

    rule: Rule
    rows: tuple[Row, ...] = ()
    count: int = 0
    error: VisitError | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule that waits, beside what reads the list now (None: nothing that can be shown)."""

    waiting: WorkedOutRule
    proposed: Preview | None
    present: Preview | None


@health.get("")
@need(Right.SEE_SITE)
def province() -> str:
    """The province: a map of tiles, and what needs a person, the most urgent first."""
    values = given(("division", "condition", "category", "lang"), strangers=True)
    mine = list(standings([view for view in parts().store.source_views() if sees(view)]).values())
    filters = {name: value for name, value in values.items() if name != "lang"}
    chosen = within(mine, values.get("division", ""))
    if category := values.get("category"):
        chosen = [one for one in chosen if one.view.source.category == category]
    if condition := one_of("condition", values, [str(one) for one in Condition]):
        shown = [one for one in chosen if one.condition == condition]
    else:
        shown = [one for one in chosen if one.condition in NEED_A_PERSON]
    return render_template(
        "desk/province.html",
        rows=tiles([one for one in mine if not category or one.view.source.category == category], parts().directory),
        counts=Counter(one.condition for one in chosen),
        shown=sorted(shown, key=lambda one: one.urgency),
        conditions_there=list(Condition),
        chosen=values,
        address=lambda **more: address(url_for("health.province"), filters, **more),
    )


@health.get("/<site>")
@need(Right.SEE_SITE)
def site(site: str) -> str:
    """A site: its columns, the worst first, with charts of what it published and how visits fared."""
    given(("lang",), strangers=True)
    found = standings([one for one in parts().store.source_views() if one.source.site == site])
    mine = {key: one for key, one in found.items() if sees(one.view)}
    if not mine:
        abort(403 if found else 404)
    now = datetime.now(UTC)
    weeks = _weeks(mine, now)
    return render_template(
        "desk/site.html",
        site=site,
        standings=sorted(mine.values(), key=lambda one: one.urgency),
        condition=worst(mine.values()),
        weeks=weeks,
        published=chart([(f"{week.begins:%m-%d}", week.published, 0) for week in weeks]),
        visits=chart([(f"{week.begins:%m-%d}", week.visits, week.failed) for week in weeks]),
        days=parts().store.probes.days(site, now.astimezone(CHINA).date() - DAYS_OF_PROBES),
        metas=REQUIRED_METAS,
        coverage=parts().store.coverage(site, now - _MONTHS_OF_METAS),
    )


@health.get("/<site>/<source>")
@need(Right.SEE_SITE)
def source(site: str, source: str) -> str:
    """A source: all that is known of it, and what a person may decide."""
    given(("lang",), strangers=True)
    key = f"{site}/{source}"
    detail, store = source_for(Right.SEE_SITE, key), parts().store
    evidence, rules = store.evidence(key), store.rules(key)
    page = evidence.answer if evidence else None
    return render_template(
        "desk/source.html",
        detail=detail,
        standing=standings([detail.view])[key],
        evidence=evidence,
        rules=rules,
        choices=[_choice(one, rules, detail.view, page) for one in rules if one.state is RuleState.WAITING],
        waiting=store.waiting_notices(key),
        leaving=store.leaving(key),
        rewrites=store.rewrites.waiting(key),
        refused=store.rewrites.refused(key),
        disputes=store.disputes.of(key),
        adopted=store.receipts.of_source(key),
        because=because(detail.view.source, detail.view.state, parts().settings.rhythm),
        people=store.people.names(),
    )


def standings(views: Collection[SourceView]) -> dict[str, Standing]:
    """How these sources fare, by key."""
    store, now = parts().store, datetime.now(UTC)
    attention, findings = store.attention(), store.findings()
    return {
        key: standing(view, attention.get(key, _NOTHING), findings.get(key), parts().profile, now)
        for view in views
        if (key := view.source.key)
    }


def _weeks(sources: Collection[str], now: datetime) -> list[Week]:
    first = monday_before(now, WEEKS)
    found = parts().store.weeks(sources, first)
    mondays = [first + timedelta(weeks=number) for number in range(WEEKS)]
    return [found.get(monday, Week(monday)) for monday in mondays]


def _choice(waiting: WorkedOutRule, rules: Collection[WorkedOutRule], view: SourceView, page: Answer | None) -> Choice:
    """The rule in force is the last worked out one, else the one of the registry."""
    in_force = next((one.rule for one in rules if one.state is RuleState.IN_FORCE), view.source.rule)
    if page is None:
        return Choice(waiting, None, None)
    present = preview(in_force, page) if isinstance(in_force, Rule) else None
    return Choice(waiting, preview(waiting.rule, page), present)


def preview(rule: Rule, page: Answer) -> Preview:
    """What ``rule`` reads of the page that is kept."""
    try:
        rows = read_by_rule(page, rule).rows
    except VisitError as error:
        return Preview(rule, error=error)
    return Preview(rule, rows[:SHOWN], len(rows))
