"""The second road: a notice's own page asked again by age.

    due items ─▶ ask, conditionally ─▶ as it was  ─▶ when to come again
                                    ├▶ different  ─▶ understand ─▶ ask once more ─▶ revise ─▶ record
                                    └▶ 404, 410   ─▶ counted; repeated: withdraw, unless too much goes at once

A list does not show that a body was corrected, an attachment swapped or a page removed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from federator.compare.aging import look_again
from federator.compare.settling import settled
from federator.compare.turning import expect_same, turned_alike
from federator.fetch import expect_good
from federator.model.answer import MISSING, Answer, Request, Validators
from federator.model.errors import VisitError
from federator.model.health import Finding, HealthNote
from federator.model.item import Draft, Item, RecheckTarget
from federator.model.notice import Notice
from federator.model.revision import Withdrawal
from federator.model.row import RawNotice
from federator.model.site import Source
from federator.model.steps import at_once
from federator.service.hosts import by_host, each_host
from federator.visit.boundary import contained
from federator.visit.deciding import decision
from federator.visit.leafing import asked_whole, read_page, whole
from federator.visit.means import Means, Meter
from federator.visit.rows_read import all_the_same
from federator.visit.upkeep import in_force

GONE_AFTER = 2
"""Rechecks, at least a day apart, that must meet 404 or 410 before a notice is withdrawn."""

A_DAY = timedelta(days=1)
_MANY = 20
"""How many hosts' budgets are read from the database at once."""


@dataclass(slots=True)
class Rechecked:
    """What a pass came to."""

    asked: int = 0
    amended: int = 0
    withdrawn: int = 0
    waiting: int = 0
    """Notices found gone that wait for a person, because too many of their source went at once."""


@dataclass(slots=True)
class _Found:
    """What the pages of one source's items said when they were asked again: ``quiet`` are items with nothing new,
    ``gone`` those whose page is not there."""

    source: Source
    asked: list[Item] = field(default_factory=list)
    quiet: list[Item] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    changed: list[tuple[Item, Notice, Draft]] = field(default_factory=list)
    """The item, its notice as it was known, and the draft of what its page says now."""
    captures: dict[str, Answer] = field(default_factory=dict)


def recheck(means: Means, now: datetime, stopped: Callable[[], bool] = lambda: False) -> Rechecked:
    """Ask again what is due, at most ``recheck_budget`` pages of a host, and record what was found.

    ``stopped`` ends the pass between two pages; what is left stays due.
    """
    sources = {source.key: source for source in means.store.sources()}
    budget = means.settings.recheck_budget
    due = means.store.recheck_due(now, budget * _MANY)
    still = (one for one in due if one.item.source in sources)  # another process may have taken it out a moment ago
    hosts = by_host(still, lambda target: target.item.url)

    def host(targets: Iterable[RecheckTarget]) -> list[_Found]:
        return _host(targets, sources, means, now, stopped)

    total = Rechecked()
    for found in list(each_host(hosts, host, means.settings.workers, "recheck")):
        total.asked += len(found.asked)
        try:
            with contained(found.source.key):
                _record(found, means, now, total)
        except VisitError:
            means.store.record_rechecks([replace(item, recheck_at=now + A_DAY) for item in found.asked])
    return total


def _host(
    targets: Iterable[RecheckTarget],
    sources: dict[str, Source],
    means: Means,
    now: datetime,
    stopped: Callable[[], bool],
) -> list[_Found]:
    """Look at the targets of one host, one after another, within its budget."""
    by_source: dict[str, _Found] = {}
    ask = Meter(means.ask)
    for target in targets:
        if stopped() or ask.asked >= means.settings.recheck_budget:
            break
        key = target.item.source
        found = by_source.get(key) or _Found(in_force(sources[key], means.store))
        by_source[key] = found
        found.asked.append(target.item)
        try:
            with contained(target.item.url):
                _look(target, found, ask, means, now)
        except VisitError:  # a site in trouble proves nothing
            found.quiet.append(replace(target.item, recheck_at=now + A_DAY))
    return list(by_source.values())


def _look(target: RecheckTarget, found: _Found, ask: Meter, means: Means, now: datetime) -> None:
    """Ask for one page and put what came where it belongs."""
    item = target.item
    validators = Validators() if target.early else item.validators
    answer = ask(Request(item.url, referer=found.source.url), validators)
    if answer.status in MISSING:
        found.gone.append(replace(item, gone=item.gone + 1, recheck_at=now + A_DAY))
        return
    expect_good(answer)
    if found.source.pages and not answer.not_modified and answer.digest != item.page_digest:
        answer = whole(answer, ask, found.source.ends)
    was_there = item.gone == 0
    same = (answer.not_modified or answer.digest == item.page_digest) and not target.early
    if (same and was_there) or not found.source.pages:  # where list or feed carries all, it alone writes the record
        validators = item.validators if answer.not_modified else answer.validators
        found.quiet.append(replace(item, validators=validators, recheck_at=look_again(item, now), gone=0))
        return
    if answer.not_modified:  # it was gone and is there again: its words are needed, not its validators
        answer = asked_whole(item.url, found.source, ask)
    draft = _draft(answer, target, found.source, means, now)
    expect_same(target.notice, draft.notice, item.row.title if item.row else "")
    again = _again(draft, target, found.source, replace(means, ask=ask), now)
    draft = replace(draft, row=None, row_digest="", again=again)  # no list was seen: its row stays as it was
    found.changed.append((item, target.notice, draft))
    found.captures[answer.capture] = answer


def _draft(answer: Answer, target: RecheckTarget, source: Source, means: Means, now: datetime) -> Draft:
    from federator.visit.understanding import understand  # most rechecks find nothing new

    raw = RawNotice(target.item.url, target.item.row, read_page(answer, target.item.row, source))
    return at_once(understand(raw, answer, source, means, now, target.notice.category))


def _again(draft: Draft, target: RecheckTarget, source: Source, means: Means, now: datetime) -> Notice | None:
    """What a page that differs says when it is asked once more: what it draws anew each time is no amendment. None
    where it does not differ, or cannot be had twice: then it is believed."""
    if settled(draft.notice, target.notice, ()).digest == target.notice.digest:
        return None
    try:
        return _draft(asked_whole(target.item.url, source, means.ask), target, source, means, now).notice
    except VisitError:
        return None


def _believed(found: _Found, means: Means, now: datetime) -> list[Draft]:
    """The drafts, without those that would make many notices read the same. Their pages are asked again in a day, while
    a person is asked and the source's page says so; once the person refused that text, at their usual time."""
    changed = [(known, draft) for _, known, draft in found.changed]
    if not changed:
        return []
    judged = means.store.rewrites.judged(found.source.key)
    rewrites = turned_alike(changed, len(found.asked), means.settings.withdrawal_share, judged)
    held = {address: one for one in rewrites for address in one.addresses}
    for item, _, draft in found.changed:
        if one := held.get(draft.address):
            found.quiet.append(replace(item, recheck_at=look_again(item, now) if one.refused else now + A_DAY))
    if asked := tuple(one for one in rewrites if not one.refused):
        detail = all_the_same(asked[0]).detail
        note = HealthNote(finding=Finding.OTHER_PAGE, detail=detail, rewrites=asked)
        means.store.take_note(found.source.key, note)
    return [draft for _, draft in changed if draft.address not in held]


def _record(found: _Found, means: Means, now: datetime, total: Rechecked) -> None:
    drafts = _believed(found, means, now)
    means.store.record_rechecks([*found.quiet, *found.gone])
    condemned = [item for item in found.gone if item.gone >= GONE_AFTER]
    if not drafts and not condemned:
        return
    applied = means.store.record_recheck(
        found.source.key,
        drafts,
        decision(found.source, drafts, (), condemned, Withdrawal.PAGE_GONE, means, now),
        concerning=condemned,
        captures=found.captures,
        profile=means.profile.stamp,
    )
    total.amended += applied.amended
    total.withdrawn += applied.withdrawn
    total.waiting += len(condemned) - applied.withdrawn
