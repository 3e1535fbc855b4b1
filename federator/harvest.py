"""The spine: one visit and one recheck, stage by stage.

    source ─▶ walk ─▶ match ─▶ read pages ─▶ understand ─▶ revise ─▶ record
              rows    to read  RawNotice     Draft         Changes   one transaction

A visit ends inside itself: whatever a site does comes out as the visit's outcome, and a failed visit changes no
notice. Any other exception is a bug and goes up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import monotonic

from federator.compare import Matched, match, revise, withdraw
from federator.fetch import expect_good
from federator.model.answer import Answer, Request, Validators
from federator.model.errors import ErrorKind, VisitError
from federator.model.item import AsideReason, Changes, Draft, Known, SetAside
from federator.model.place import Directory
from federator.model.profile import Profile
from federator.model.revision import Withdrawal
from federator.model.row import NoticePage, RawNotice, Row
from federator.model.site import Source
from federator.model.visit import AnswerMemory, Outcome, Visit
from federator.notation.address import address_key
from federator.notation.folding import title_key
from federator.notation.numbers import IndexForm, read_index_no
from federator.notice_page import read_linked_file, read_notice_page
from federator.schedule import next_due
from federator.settings import Settings
from federator.spec import check, issues, normalise
from federator.store import Store, new_id
from federator.walk import Ask, Listing, place, walk

GIVE_UP_AFTER = 3
"""Notice pages that fail in a row before the rest waits for the next visit: the site is in trouble."""

TRY_AGAIN_AFTER = timedelta(days=1)
"""When a row that was set aside has its page asked again."""

LATELY = timedelta(days=7)
"""Withdrawals of this time count against the share of a source that may go at once."""

MISSING = (404, 410)


@dataclass(frozen=True, slots=True)
class Means:
    """What a visit works with: how to ask, where to record, and what the spec says."""

    ask: Ask
    store: Store
    profile: Profile
    directory: Directory
    settings: Settings


class Meter:
    """Counts what one visit asks and receives."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self.asked = 0
        self.size = 0

    def __call__(self, request: Request, validators: Validators = Validators()) -> Answer:
        self.asked += 1
        answer = self._ask(request, validators)
        self.size += len(answer.content)
        return answer


@dataclass(frozen=True, slots=True)
class Ended:
    """A visit that is over. ``renewed``: the same rows came with other validators, which are to be sent next time."""

    visit: Visit
    renewed: AnswerMemory | None = None


@dataclass(slots=True)
class Reading:
    """Notice pages as read. ``unread`` rows wait for the next visit; ``trouble`` is the first page's failure."""

    drafts: list[Draft] = field(default_factory=list)
    captures: dict[str, Answer] = field(default_factory=dict)
    set_aside: list[SetAside] = field(default_factory=list)
    unread: int = 0
    trouble: VisitError | None = None


def visit(source: Source, memory: Mapping[str, AnswerMemory], means: Means, now: datetime) -> Ended:
    """One attempt on one source. Changes are recorded; an unchanged or failed visit is handed back to be recorded
    together with others (one transaction a sweep)."""
    began, ask = monotonic(), Meter(means.ask)

    def ended(outcome: Outcome, error: VisitError | None = None, rows: int = 0) -> Visit:
        return Visit(
            source.key,
            now,
            monotonic() - began,
            outcome,
            asked=ask.asked,
            size=ask.size,
            rows=rows,
            error=error.kind if error else None,
            detail=error.detail if error else "",
        )

    try:
        listing = walk(source, ask, memory, _any_new(source, means), means.settings.list_pages)
    except VisitError as error:
        return Ended(ended(Outcome.FAILED, error))
    if listing.unchanged:
        return Ended(ended(Outcome.UNCHANGED), listing.memory)
    rows = [row for row, _ in listing.rows.values()]
    known = means.store.known_rows(source.key, list(listing.rows))
    matched = match(source.key, rows, known, means.store.set_aside_since(source.key, now - TRY_AGAIN_AFTER))
    reading = read_notices(matched.to_read, listing, source, ask, means, now)
    return Ended(record(source, listing, matched, reading, ended, means, now))


def _any_new(source: Source, means: Means) -> Callable[[Mapping[str, Row]], bool]:
    """Whether any of some rows (by address) is new or different; rows without an address say nothing."""

    def any_new(rows: Mapping[str, Row]) -> bool:
        known = means.store.known_rows(source.key, list(rows))
        return any(row.url and known.get(address) != row.digest for address, row in rows.items())

    return any_new


def read_notices(
    rows: Sequence[Row], listing: Listing, source: Source, ask: Meter, means: Means, now: datetime
) -> Reading:
    """Drafts of the rows, each after its own page had the chance to complete it (where the source has pages)."""
    reading, failures = Reading(), 0
    limit = means.settings.pages_per_visit if source.pages else len(rows)
    reading.unread = max(0, len(rows) - limit)
    for number, row in enumerate(rows[:limit]):
        list_answer = listing.rows[place(row)][1]
        try:
            raw, answer = read_raw(row, source, ask) if source.pages else (RawNotice(row.url, row, None), list_answer)
        except VisitError as error:
            aside = _aside(error)
            if aside:
                reading.set_aside.append(_set_aside(source, row, aside, error.detail))
                continue
            reading.trouble = reading.trouble or error
            reading.unread += 1
            failures += 1
            if failures == GIVE_UP_AFTER:
                reading.unread += len(rows[:limit]) - number - 1
                break
            continue
        failures = 0
        draft = understand(raw, answer, source, means, now)
        if draft.title_key:
            reading.drafts.append(draft)
            reading.captures[draft.capture] = answer
        else:
            reading.set_aside.append(_set_aside(source, row, AsideReason.NO_TITLE, row.url))
    return reading


def read_raw(row: Row, source: Source, ask: Callable[[Request], Answer]) -> tuple[RawNotice, Answer]:
    """The notice's own page joined to its row; a row may link a document instead of a page.

    :raises VisitError: as the page's failure is named.
    """
    answer = expect_good(ask(Request(row.url, referer=source.url)))
    return RawNotice(row.url, row, read_page(answer, row)), answer


def read_page(answer: Answer, row: Row | None) -> NoticePage:
    """The page as a notice, or the document that stands in its place.

    :raises VisitError: as the page's failure is named.
    """
    return read_linked_file(answer, row.title if row else "") or read_notice_page(answer)


def understand(raw: RawNotice, answer: Answer, source: Source, means: Means, now: datetime) -> Draft:
    """Normalise and check one notice."""
    notice = normalise(raw, source, means.profile, means.directory)
    breaches = check(notice, raw, means.profile, means.directory, now)
    index_no = read_index_no(notice.index_no)
    return Draft(
        source=source.key,
        address=address_key(raw.url),
        url=raw.url,
        title_key=title_key(notice.title),
        notice=notice,
        breaches=breaches,
        issuing=issues(notice, source),
        capture=answer.digest,
        row=replace(raw.row, html="") if raw.row else None,
        row_digest=raw.row.digest if raw.row else "",
        page_digest=answer.digest if raw.page else "",
        validators=answer.validators if raw.page else Validators(),
        index_no_sound=index_no is not None and index_no.form is not IndexForm.MALFORMED,
    )


def record(
    source: Source,
    listing: Listing,
    matched: Matched,
    reading: Reading,
    ended: Callable[[Outcome, VisitError | None, int], Visit],
    means: Means,
    now: datetime,
) -> Visit:
    """Write the visit and all it found in one transaction. What is incomplete leaves no memory of the answer, so
    that the next visit looks again."""
    complete = source.complete and listing.whole and not reading.unread
    absent = means.store.absent(source.key, listing.rows.keys()) if complete else ()
    standing = means.store.standing(source.key, now - LATELY)

    def decide(known: Known) -> Changes:
        changes = revise(known, reading.drafts, now, new_id, listing.rows.keys())
        missing = [known.notices[item.notice_id] for item in absent]
        share = means.settings.withdrawal_share
        gone = withdraw(missing, standing.live, standing.withdrawn, share, Withdrawal.ABSENT)
        return replace(changes, revisions=(*changes.revisions, *gone))

    trouble = reading.trouble or listing.trouble
    outcome = Outcome.PARTIAL if reading.unread or trouble else Outcome.CHANGED
    retry = outcome is Outcome.PARTIAL or reading.set_aside or matched.waiting
    set_aside = (*matched.nowhere, *reading.set_aside)
    done = ended(outcome, trouble, len(listing.rows))
    done = replace(done, unread=reading.unread, set_aside=len(set_aside))
    return means.store.record_visit(
        done,
        reading.drafts,
        decide,
        seen=matched.seen,
        set_aside=set_aside,
        memories=() if retry or listing.memory is None else (listing.memory,),
        captures=reading.captures,
        next_due=next_due(source, done, 0),
        profile=means.profile.stamp,
        concerning=absent,
    )


def _aside(error: VisitError) -> AsideReason | None:
    """Why this failure of a page is the row's own; None where the site is in trouble and time may mend it."""
    if error.status in MISSING:
        return AsideReason.PAGE_MISSING
    if error.kind in (ErrorKind.ERROR_TEXT, ErrorKind.UNREADABLE, ErrorKind.WRONG_TYPE, ErrorKind.TOO_LARGE):
        return AsideReason.PAGE_UNREADABLE
    return None


def _set_aside(source: Source, row: Row, reason: AsideReason, detail: str) -> SetAside:
    return SetAside(source.key, row.digest, row.title, row.url, row.date_written or "", reason, detail)
