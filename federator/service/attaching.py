"""The fourth road: the attachments of public notices, some files of each host at a time.

    revisions ─▶ which are due ─▶ ask ─▶ tell the kind ─▶ read the text ─▶ understand the notice again ─▶ record

It runs behind the visits, so that a notice is public before its files were fetched, and an ordinary harvest costs no
more than before. What a site calls a file counts for nothing: its bytes say what it is.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from federator.compare.accompanying import accompany
from federator.documents.kinds import kind_of
from federator.documents.reading import read_document
from federator.fetch import expect_good
from federator.model.answer import MISSING, Answer, Request, Validators
from federator.model.attachment import attachment_keys
from federator.model.document import Accompanied, Document, Fetched, Wanted
from federator.model.errors import ErrorKind, VisitError
from federator.model.item import NewRevision
from federator.service.hosts import by_host, each_host
from federator.spec.documents import check_documents, with_documents
from federator.spec.normalise import attachment_of
from federator.visit.boundary import contained
from federator.visit.leafing import asked_whole, read_page
from federator.visit.means import Means

AGAIN_AFTER = (timedelta(hours=1), timedelta(days=1), timedelta(days=7))
"""When what could not be had is asked for again; after that it is left."""

DAYS_OF_A_YEAR = 365.25
_FOR_GOOD = (
    ErrorKind.TOO_LARGE,
    ErrorKind.FORBIDDEN_ADDRESS,
    ErrorKind.NOT_OF_THE_WEB,
    ErrorKind.ROBOTS,
    ErrorKind.WRONG_TYPE,
)
_AT_ONCE = 200
_MANY = 40
"""How many hosts' budgets are read from the database at once."""

UNWANTED = "unwanted"
"""A kind of file, or a size, that the operator keeps none of."""


@dataclass(slots=True)
class Attached:
    """What a pass came to: files ``kept``, files that could not be had (``failed``), versions of notices that were made
    (``notices``), and files erased because their time was over (``expired``)."""

    kept: int = 0
    failed: int = 0
    notices: int = 0
    expired: int = 0


def attach(means: Means, now: datetime, stopped: Callable[[], bool] = lambda: False) -> Attached:
    """Fetch what is due, at most ``keeping.budget`` files of a host.

    ``stopped`` ends the pass between two files; what is left stays due.
    """
    keeping, store, total = means.settings.keeping, means.store.attachments, Attached()
    if not keeping.keep:
        return total
    understand = understanding(means, now)
    while not stopped() and store.follow(now, _AT_ONCE, understand, means.profile.stamp):
        pass
    hosts = _of_each_host(store.due(now, keeping.budget * _MANY, keeping.leave_out), keeping.budget)

    def host(notices: Sequence[Sequence[Wanted]]) -> list[Attached]:
        return _host(notices, means, now, stopped)

    for one in each_host(hosts, host, means.settings.workers, "attach"):
        total.kept, total.failed = total.kept + one.kept, total.failed + one.failed
        total.notices += one.notices
    return total


def let_files_go(means: Means, now: datetime) -> int:
    """Erase copies that were kept long enough, and files that a killed process left; how many copies went. It looks at
    all that there are, while nobody else attaches any."""
    keeping, store = means.settings.keeping, means.store.attachments
    if not keeping.keep:
        return 0
    expired = store.expire(means.store.days_ago(now, keeping.years * DAYS_OF_A_YEAR))
    store.tidy()
    return expired


def understanding(means: Means, now: datetime) -> Callable[[Accompanied], NewRevision | None]:
    """How a notice is read again when its attachments are known."""

    def understand(known: Accompanied) -> NewRevision | None:
        notice = with_documents(known.notice, known.documents, means.profile)
        breaches = check_documents(notice, known.breaches, means.profile, means.directory, now)
        return accompany(known, notice, breaches)

    return understand


def _of_each_host(wanted: Sequence[Wanted], budget: int) -> list[list[list[Wanted]]]:
    """The files of each notice together, notices by the host of their first file."""
    notices: defaultdict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        notices[one.notice_id].append(one)
    return [_within(budget, several) for several in by_host(notices.values(), lambda files: files[0].url)]


def _within(budget: int, notices: Sequence[list[Wanted]]) -> list[list[Wanted]]:
    """As many files of one host as its budget allows."""
    allowed = []
    for files in notices:
        if budget > 0:
            allowed.append(files[:budget])
        budget -= len(files)
    return allowed


class _Addresses:
    """The present addresses of files, as their notices' pages give them: signed addresses are good for an hour only.
    Each page is asked for once."""

    def __init__(self, means: Means) -> None:
        self._means = means
        self._sources = {source.key: source for source in means.store.sources()}
        self._found: dict[str, Mapping[str, str]] = {}

    def now(self, wanted: Wanted) -> str:
        """The present address of the file, ``""`` where its page names none or cannot be had."""
        if wanted.page not in self._found:
            self._found[wanted.page] = self._on_page(wanted)
        return self._found[wanted.page].get(wanted.key, "")

    def _on_page(self, wanted: Wanted) -> Mapping[str, str]:
        source = self._sources.get(wanted.source)
        if source is None or not source.pages:
            return {}
        try:
            with contained(wanted.page):
                answer = asked_whole(wanted.page, source, self._means.ask)
                files = [attachment_of(file) for file in read_page(answer, None, source).attachments]
        except VisitError:
            return {}
        return {key: one.url for key, one in zip(attachment_keys(files), files, strict=True)}


def _host(
    notices: Sequence[Sequence[Wanted]], means: Means, now: datetime, stopped: Callable[[], bool]
) -> list[Attached]:
    """What came of each notice."""
    done, addresses = [], _Addresses(means)
    for files in notices:
        fetched = [_fetch(one, addresses, means, now) for one in files if not stopped()]
        if not fetched:
            break
        kept = sum(one.document is not None for one in fetched)
        done.append(Attached(kept, len(fetched) - kept, _settle(fetched, means, now)))
    return done


def _settle(fetched: Sequence[Fetched], means: Means, now: datetime) -> int:
    """Record the files of one notice, and what they make of it; how many versions that made."""
    store, stamp = means.store.attachments, means.profile.stamp
    try:
        with contained(fetched[0].wanted.page):
            return store.settle(fetched, understanding(means, now), stamp)
    except VisitError as bug:
        return store.settle([_failed(one.wanted, bug, now) for one in fetched], lambda _known: None, stamp)


def _fetch(wanted: Wanted, addresses: _Addresses, means: Means, now: datetime) -> Fetched:
    """The file at its address, else at the one that its page names now."""
    try:
        return _asked(wanted, means, now)
    except VisitError as error:
        refused = error.kind is ErrorKind.WRONG_TYPE or 400 <= (error.status or 0) < 500
        address = addresses.now(wanted) if refused else ""
        if not address or address == wanted.url:
            return _failed(wanted, error, now)
    try:
        return _asked(replace(wanted, url=address), means, now)
    except VisitError as error:
        return _failed(wanted, error, now)


def _asked(wanted: Wanted, means: Means, now: datetime) -> Fetched:
    with contained(wanted.url):
        answer = expect_good(means.ask(Request(wanted.url, referer=wanted.page), Validators()))
        document = _read(answer, means)
    if document:
        return Fetched(wanted, answer.fetched, document, answer.content)
    return Fetched(wanted, now, trouble=UNWANTED, detail=answer.content_type[:100])


def _failed(wanted: Wanted, error: VisitError, now: datetime) -> Fetched:
    lasts = error.kind in _FOR_GOOD or (error.status in MISSING and wanted.tries > 0)
    again = None if lasts or wanted.tries >= len(AGAIN_AFTER) else now + AGAIN_AFTER[wanted.tries]
    return Fetched(wanted, now, trouble=str(error.kind), detail=error.detail, due=again)


def _read(answer: Answer, means: Means) -> Document | None:
    """The file, read; None for one that is not kept. Raises VisitError WRONG_TYPE for what is no file."""
    kind, keeping = kind_of(answer.content), means.settings.keeping
    if kind is None:
        raise VisitError(ErrorKind.WRONG_TYPE, f"{answer.url}: no file of a known kind", answer.status)
    if kind.name not in keeping.types or len(answer.content) > keeping.max_bytes:
        return None
    return read_document(answer.content, kind, keeping.seconds)
