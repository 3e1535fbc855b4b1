"""A notice as the spec has it, out of the site's own words. With what it imports it is a fifth of a start, so whoever
uses it imports it with the first notice."""

from datetime import datetime

from federator.model.answer import Answer, Validators
from federator.model.item import Draft
from federator.model.metas import metas_present
from federator.model.row import NoticePage, RawNotice
from federator.model.site import Source
from federator.model.steps import Steps
from federator.notation.address_key import address_key
from federator.notation.folding import title_key
from federator.notation.numbers import IndexForm, read_index_no
from federator.spec.check import check
from federator.spec.documents import with_documents
from federator.spec.normalise import issues, normalise_in_steps
from federator.visit.means import Means


def understand(
    raw: RawNotice,
    answer: Answer,
    source: Source,
    means: Means,
    now: datetime,
    settled: str | None = None,
    met: bool = True,
) -> Steps[Draft]:
    """Normalise and check one notice, with what is known of its attachments. ``settled``: the category that it was
    given before, which stays. ``met``: whether the source may have had it before; else nothing is known."""
    directory = means.directory
    notice = yield from normalise_in_steps(raw, source, means.profile, directory, settled)
    if met and notice.attachments and (known := means.store.attachments.known(source.key, address_key(raw.url))):
        notice = with_documents(notice, known, means.profile)
    yield
    breaches = check(notice, raw, means.profile, directory, now)
    yield
    index_no = read_index_no(notice.index_no)
    return Draft(
        source=source.key,
        address=address_key(raw.url),
        url=raw.url,
        title_key=title_key(notice.title),
        notice=notice,
        breaches=breaches,
        issuing=issues(notice, source),
        capture=answer.capture,
        row=raw.row,
        row_digest=raw.row.digest if raw.row else "",
        page_digest=answer.digest if raw.page else "",
        validators=answer.validators if raw.page else Validators(),
        index_no_sound=index_no is not None and index_no.form is not IndexForm.MALFORMED,
        metas=metas_present(raw.page.metas) if raw.page and _is_page(raw.page) else None,
    )


def _is_page(page: NoticePage) -> bool:
    """Whether it was a page, and not a document that stands in its place."""
    return bool(page.title or page.metas or page.html)
