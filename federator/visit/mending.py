"""What to do about a list page that cannot be read, or not as it was: work out a rule, and take it where that is safe.

no past, nobody described it ─▶ a list? ─▶ its rule is taken
a past ─▶ what is the page now? ─▶ a list with known notices: first seen so ─▶ told
                                                              seen so before ─▶ half of them? ─▶ taken
                                                                                fewer ─▶ waits for a person
                                   anything else ─▶ told, by its name
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter

from federator.compare.likeness import HALF, found_again, is_barer, likeness_of, says_less, says_otherwise
from federator.connectors.catalogue import read_by_rule
from federator.connectors.page import text_of
from federator.induce import FEWEST, MOST, Induction, PageKind, Sample, induce_list, learn_paths
from federator.model.answer import Answer
from federator.model.errors import ErrorKind, VisitError
from federator.model.health import Finding, Health, HealthNote, Likeness, RuleState, Shown, WorkedOutRule
from federator.model.page_details import APART
from federator.model.row import ListPage, Row
from federator.model.site import Rule, Source
from federator.model.words import Words
from federator.navigation import names_of
from federator.notation.charset import decoded
from federator.notation.leaves import leaves_of
from federator.notation.refusals import is_stopped
from federator.notation.unsure import listed_day
from federator.visit.rows_read import Reading

_PREVIEWED = 10
_A_FRAME = 5
"""Links that a page of the site has around any list: what has fewer is no page of it."""


@dataclass(frozen=True, slots=True)
class Misread:
    """The page as the rule reads it, and what is wrong with that."""

    page: ListPage
    finding: Finding


@dataclass(frozen=True, slots=True)
class Mended:
    """The page as a new rule reads it, or the error that the visit ends with; and what is to be noted."""

    outcome: ListPage | VisitError
    note: HealthNote | None


def mend(
    source: Source,
    health: Health,
    answer: Answer,
    error: VisitError,
    read: Misread | None = None,
    declined: Collection[Rule] = (),
) -> Mended:
    """What becomes of ``answer``, which ``error`` says cannot be read as it was; ``read``: what its rule read of it all
    the same. ``declined``: rules that a person does not want; they wait for one."""
    text = text_of(answer)
    found = induce_list(text, answer.url)
    if health.past is None:
        return _begin(source, found, answer, error)
    share, number, page = _best(found, answer, health.past)
    finding = _finding(found, share, read, health.past) or _emptied(found, answer, health.past)
    if read is None and not share and found.kind in (PageKind.EMPTY, PageKind.LIST) and is_stopped(text):
        return Mended(VisitError(ErrorKind.MAINTENANCE, _told(found, error)), None)
    if finding is None:
        return Mended(error, None)
    proposed = None
    if finding is Finding.LAYOUT and health.finding is Finding.LAYOUT:
        if read and _goes_on(read.page, health.past) and not (page and _is_whole(page, health.past)):
            return Mended(read.page, None)
        again = Words(f"找回上次所列信息的 {share:.0%}", f"finds {share:.0%} of what was listed last")
        taken = page and _goes_on(page, health.past) and found.proposals[number].rule not in declined
        state = RuleState.IN_FORCE if taken else RuleState.WAITING
        proposed = _worked_out(source, found, number, state, page, again) if page else None
        if page and state is RuleState.IN_FORCE:
            return Mended(page, HealthNote(rule=proposed))
    told = VisitError(finding.kind, _told(found, error))
    return Mended(told, HealthNote(finding=finding, detail=told.detail, rule=proposed))


def with_notices(rule: WorkedOutRule, reading: Reading) -> WorkedOutRule | None:
    """The rule with the places of title and date on notice pages, where those just read agree on any."""
    read = [(draft, reading.captures.get(draft.capture)) for draft in reading.drafts if draft.row][:MOST]
    samples = [_sample(draft.row, answer) for draft, answer in read if answer and draft.row]
    paths = learn_paths(samples) if len(samples) >= FEWEST else None
    if paths is None or not (paths.title or paths.date):
        return None
    taught = replace(rule.rule, notice_title=paths.title, notice_date=paths.date)
    learnt = Words(
        f"标题和日期的位置取自 {len(samples)} 个正文页", f"title and date found on {len(samples)} notice pages"
    )
    return replace(rule, rule=taught, state=RuleState.IN_FORCE, reasons=(*rule.reasons, learnt))


def _sample(row: Row, answer: Answer) -> Sample:
    answer = leaves_of(answer)[0]
    return Sample(decoded(answer), answer.url, row.title, listed_day(row))


def _begin(source: Source, found: Induction, answer: Answer, error: VisitError) -> Mended:
    """The first visit: a source of which nobody said how to read it takes what was worked out."""
    if source.rule is not None or source.connector == "trs":
        return Mended(error, None)
    if found.rule is None:
        return Mended(VisitError(error.kind, _told(found, error)), None)
    page = read_by_rule(answer, found.rule)
    return Mended(page, HealthNote(rule=_worked_out(source, found, 0, RuleState.IN_FORCE, page)))


def _best(found: Induction, answer: Answer, past: Likeness) -> tuple[float, int, ListPage | None]:
    """The proposal that finds most of the known notices: their share, its number, the page as it reads it."""
    read = [(found_again(past, page.rows), number, page) for number, page in _tried(found, answer)]
    return max(read, key=itemgetter(0), default=(0.0, 0, None))


def _tried(found: Induction, answer: Answer) -> Iterator[tuple[int, ListPage]]:
    for number, proposal in enumerate(found.proposals):
        try:
            yield number, read_by_rule(answer, proposal.rule)
        except VisitError:  # a proposal that reads nothing is none
            continue


def _goes_on(page: ListPage, past: Likeness) -> bool:
    """It has at least half of the known notices, and says what they are."""
    less = says_less(past, likeness_of(page.rows, past.seen)) or says_otherwise(past, page.rows)
    return found_again(past, page.rows) >= HALF and not less


def _is_whole(page: ListPage, past: Likeness) -> bool:
    """It has at least half of the known notices, and all that their rows said."""
    return _goes_on(page, past) and not is_barer(past, likeness_of(page.rows, past.seen))


def _emptied(found: Induction, answer: Answer, past: Likeness) -> Finding | None:
    """Nothing is on the page, and it says of itself what the list said."""
    names = names_of(decoded(answer))
    named = any(name and name == before for name, before in zip(names, past.names, strict=False))
    return Finding.EMPTIED if named and found.kind is PageKind.EMPTY else None


def _finding(found: Induction, share: float, read: Misread | None, past: Likeness) -> Finding | None:
    """What became of a list, by what the page is now. ``share`` of the known notices that it still has; without any
    it is another page, however like a list, unless a person took the list as it is. None where too little came to say
    anything but that reading failed.

    Of rows that were read it is known what they are: only where the list stands elsewhere on the page it moved there.
    """
    if read and read.finding is not Finding.LAYOUT:
        return Finding.LAYOUT if share >= HALF else read.finding
    if read and found_again(past, read.page.rows) > 0:
        return Finding.LAYOUT
    if found.kind is PageKind.LIST:
        return Finding.LAYOUT if share > 0 or not past.rows else Finding.OTHER_PAGE
    if found.kind is PageKind.EMPTY and found.abroad and found.links >= _A_FRAME:
        return Finding.OTHER_PAGE
    if found.kind is PageKind.EMPTY:
        return Finding.EMPTIED if found.links >= _A_FRAME else None
    return Finding.OTHER_PAGE if found.kind in (PageKind.NOTICE, PageKind.PORTAL) else None


def _worked_out(
    source: Source, found: Induction, number: int, state: RuleState, page: ListPage, *more: Words
) -> WorkedOutRule:
    proposal = found.proposals[number]
    before = source.rule if isinstance(source.rule, Rule) else Rule("")
    rule = replace(proposal.rule, notice_title=before.notice_title, notice_date=before.notice_date)
    preview = tuple(Shown(row.title, row.url, row.date_written or "") for row in page.rows[:_PREVIEWED])
    return WorkedOutRule(source.key, rule, state, (*more, *proposal.reasons), preview)


def _told(found: Induction, error: VisitError) -> str:
    """What the page is instead, and what was looked for."""
    reasons = found.reasons or (found.proposals[0].reasons if found.proposals else ())
    return f"{found.kind}: {APART.join(reason.en for reason in reasons[:3])}; {error.detail}"
