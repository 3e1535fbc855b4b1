"""Read a notice's own page.

    answer ─▶ refuse what is no notice ─▶ decode ─▶ cut the body at its markers ─▶ tree ─▶ segments
                                                                      metas, title, fields, body, attachments ◀─┘

This room only reads; what the words mean (dates, numbers, publishers) is decided later.
"""

from collections.abc import Mapping

from federator.model.answer import Answer
from federator.model.row import NoticePage
from federator.model.steps import Steps, at_once
from federator.notation.charset import decoded
from federator.notation.folding import title_key
from federator.notation.markup import plain_text, sanitise
from federator.notation.metas import metas_of
from federator.notation.parsing import base_of
from federator.notice_page.attachments import find_attachments
from federator.notice_page.body import Body, find_body, marked_body, segments_around, told_beside
from federator.notice_page.clearing import clear
from federator.notice_page.document import Element, bare_markup, page_title, parse, rebase
from federator.notice_page.fields import read_fields
from federator.notice_page.heading import Heading, find_heading, listed_heading, opening_heading
from federator.notice_page.landmarks import Landmarks
from federator.notice_page.markers import cut_at_markers
from federator.notice_page.refusal import refuse_cut_short, refuse_error_text, refuse_garbled, refuse_wrong_type
from federator.notice_page.segments import Segment, segments_of
from federator.notice_page.stated import stated_in_table


def read_notice_page(answer: Answer, listed: str = "", ends: str = "") -> NoticePage:
    """The notice that ``answer`` holds, in the page's own words; ``listed`` is what its list calls it, where one does;
    ``ends`` as :class:`~federator.model.site.Source` has them.

    Raises VisitError: UNREADABLE for a page without bytes or words, or too deep to be read whole; UNDECODABLE in no
    charset; CUT_SHORT without its end; WRONG_TYPE for a file in place of a page; HOME_PAGE where redirects ended at the
    site's home; ERROR_TEXT, LOGIN, CAPTCHA or MAINTENANCE where a good status brought that.
    """
    return at_once(read_in_steps(answer, listed, ends))


def read_in_steps(answer: Answer, listed: str = "", ends: str = "") -> Steps[NoticePage]:
    """:func:`read_notice_page`, where there are many."""
    refuse_wrong_type(answer)
    text = decoded(answer)
    refuse_garbled(answer, text)
    cut = cut_at_markers(text)
    yield
    tree = parse(cut.rest)
    yield
    metas = metas_of(tree)
    refuse_error_text(tree, cut, metas)
    refuse_cut_short(answer, text, ends)
    landmarks = Landmarks(tree)
    marked = cut.body or marked_body(landmarks)
    yield
    segments = segments_of(tree)  # once the body is out of it
    yield
    heading = _heading(tree, segments, cut.title, metas, listed)
    if marked is not None and not heading.text:
        heading = opening_heading(segments_of(marked.element))
    body = _body(marked, landmarks, segments, heading.element, text)
    if body is not marked:
        segments = segments_around(body, segments, tree)
    yield
    fields = read_fields(segments, heading, body, metas)
    yield
    clear(body)
    if (base := base_of(tree, answer.url)) != answer.url:
        rebase(tree, base)
        rebase(body.element, base)
    yield
    attachments = find_attachments(tree, body, text, answer.url, heading.text)
    yield
    markup = bare_markup(body.element)
    yield
    html = sanitise(markup, answer.url) if body.by else ""
    yield
    words = plain_text(html)
    return NoticePage(
        url=answer.url,
        title=heading.text,
        metas=metas,
        fields={label: value for label, value in cut.fields.items() if value} | fields,
        html=html if words or "<img" in html else "",
        text=words,
        attachments=attachments,
        body_by=body.by,
    )


def _heading(tree: Element, segments: list[Segment], cut: str, metas: Mapping[str, str], listed: str) -> Heading:
    """By the title that was ``cut`` out of the page or that its metas or its number table state, else by what looks
    like one; what the list calls it goes before that."""
    stated, lines = cut or metas.get("articletitle", ""), segments
    if not stated:
        stated, lines = stated_in_table(segments)
    heading = find_heading(lines, stated, page_title(tree), metas.get("sitename", ""))
    if listed and not stated and title_key(heading.text) != title_key(listed):
        return listed_heading(lines, listed) or heading
    return heading


def _body(
    marked: Body | None, landmarks: Landmarks, segments: list[Segment], heading: Element | None, text: str
) -> Body:
    """The one that is ``marked``, unless that is empty and another is told below the ``heading``; else what looks like
    one."""
    if marked is None:
        return find_body(landmarks, segments, heading, text)
    return marked if heading is None else told_beside(marked, segments, heading, text)
